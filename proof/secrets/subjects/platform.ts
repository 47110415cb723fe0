import {
  Cluster,
  Delivery,
  Irsa,
  PLATFORM_CREDENTIALS,
  PrivatePlatformSecretStore,
  SecretValue,
  AwsSecretsManager,
  Vault,
  type PrivatePlatformSecretStoreProps,
} from "../../../lib";
import { AzureKeyVault, AzureWorkloadIdentity } from "../../../lib/azure";
import type { Part, SecretSubject } from "../subject";
import { eks, onAws } from "./aws";
import { AKS, KEY_VAULT, onAzure, workloadIdentity } from "./azure";
import { inVault } from "./vault";

type Props = PrivatePlatformSecretStoreProps;

const credentials = Object.fromEntries(
  Object.keys(PLATFORM_CREDENTIALS).map((credential) => [credential, SecretValue.fromVariable()]),
);

const add: Part["add"] = (scope, id, props) => new PrivatePlatformSecretStore(scope, id, props as Props);

function platform(
  title: string,
  engine: Pick<SecretSubject, "engines" | "deployment" | "providers">,
  own: Pick<Props, "cluster" | "store" | "identity" | "delivery">,
): SecretSubject {
  const versions = { operator: "2.26.0", mendix: "10.24.14" };
  const common = { namespace: "platform", versions, credentials };
  return {
    title: `Private Mendix Platform, ${title}`,
    ...engine,
    parts: (name) => [{ id: name, props: { ...common, ...own, name }, add }],
  };
}

const delivery = Delivery.manifests({ directory: "manifests" });
const datacenter = Cluster.other({ name: "prod", issuer: "https://kubernetes.default.svc.cluster.local" });

export const PLATFORM_SUBJECTS: readonly SecretSubject[] = [
  platform("AWS", onAws, { cluster: eks, store: new AwsSecretsManager(), identity: new Irsa(), delivery }),
  platform("OpenBao", inVault, {
    cluster: datacenter,
    store: new Vault({ address: "https://vault.example.com:8200" }),
    delivery,
  }),
  platform("Azure", onAzure, {
    cluster: Cluster.aks(AKS),
    store: new AzureKeyVault(KEY_VAULT),
    identity: AzureWorkloadIdentity.fromExisting(workloadIdentity("platform")),
    delivery,
  }),
];
