import {
  AwsSecretsManager,
  Cluster,
  Delivery,
  Irsa,
  SecretValue,
  Vault,
  type PrivatePlatformSecretStoreProps,
} from "../lib";
import { AzureKeyVault, AzureWorkloadIdentity } from "../lib/azure";
import { datacenter } from "./samples-vault";

const TENANT = "99999999-8888-7777-6666-555555555555";

const prod = Cluster.eks({
  name: "prod",
  oidcProviderArn:
    "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
});

const aks = Cluster.aks({
  name: "aks-prod",
  issuer: `https://westeurope.oic.prod-aks.azure.com/${TENANT}/12345678-aaaa-bbbb-cccc-123456789abc/`,
  subscription: "11111111-2222-3333-4444-555555555555",
});

const subject = { namespace: "platform", versions: { operator: "2.25.1", mendix: "10.24.14" } };

/** One nested document in Secrets Manager, under a name of one's own; the ServiceAccount as a manifest. */
export const platformOnAws: PrivatePlatformSecretStoreProps = {
  ...subject,
  name: "pmp-aws",
  cluster: prod,
  store: new AwsSecretsManager({ name: "PMP-Production-Credentials" }),
  identity: new Irsa(),
  credentials: {
    "VCS.GithubOrgOwnerPAT": SecretValue.fromVariable(),
    "OCIRegistry.PrivateRegistryPassword": SecretValue.fromVariable(),
    "Email.SMTPPassword": SecretValue.fromVariable({ revision: 2 }),
  },
  delivery: Delivery.manifests({ directory: "manifests" }),
};

/** One flat document in a Vault that runs in the cluster. */
export const platformInVault: PrivatePlatformSecretStoreProps = {
  ...subject,
  name: "pmp-vault",
  cluster: datacenter,
  store: new Vault({ address: "http://vault.vault.svc:8200", mount: "pmp", path: "admin" }),
  credentials: {
    "VCS.GitlabGroupOwnerPAT": SecretValue.fromVariable(),
    "CIAdmin.JenkinsConfigureAPIToken": SecretValue.fromVariable(),
  },
};

/** A secret for each credential in a Key Vault of the platform's own; one of them is filled by somebody else. */
export const platformOnAzure: PrivatePlatformSecretStoreProps = {
  ...subject,
  name: "pmp-azure",
  cluster: aks,
  store: new AzureKeyVault({
    tenantId: TENANT,
    resourceGroupName: "mendix",
    location: "westeurope",
    vaultName: "acme-pmp-prod",
    purgeProtection: true,
  }),
  identity: new AzureWorkloadIdentity({ resourceGroupName: "mendix", location: "westeurope" }),
  credentials: {
    "VCS.AzureDevOpsOrgAdminPAT": SecretValue.fromVariable(),
    "Marketplace.ImportCDNPassword": SecretValue.external(),
  },
};
