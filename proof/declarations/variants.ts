import {
  App,
  AwsSecretsManager,
  Delivery,
  GitOps,
  Irsa,
  PodIdentity,
  Vault,
  VaultAlias,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { AzureKeyVault, AzureWorkloadIdentity, KeyVaultSku } from "../../lib/azure";
import { GoogleSecretManager, VersionDeletion } from "../../lib/google";
import { propsOf, remade, withPart, type Loose } from "../inputs/parts";

type Props = MendixSecretStoreEnvironmentProps;

/** One prop of a declaration that has another value, or is there for the first time. */
export interface Variant {
  readonly title: string;
  /** @returns undefined where the declaration has no such part */
  readonly apply: (props: Props) => Props | undefined;
}

const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" }],
});
const PERSON = "77777777-7777-4777-8777-777777777777";
const TERRAFORM = Delivery.terraform().constructor;
const STANDALONE = App.standalone({ sourceUrl: "" }).constructor;

/** Props that no draw makes, because most of them change no permission: each is a row. A new prop joins by one. */
const PROPS: readonly (readonly [path: "store" | "identity" | "delivery" | "app", type: unknown, props: Loose])[] = [
  ["store", AwsSecretsManager, { resourcePolicy: POLICY }],
  ["store", AwsSecretsManager, { recoveryWindowInDays: 7 }],
  ["store", AwsSecretsManager, { replicas: [{ region: "eu-west-2" }] }],
  ["store", AwsSecretsManager, { replicas: [{ region: "eu-west-2" }], failoverRegion: "eu-west-2" }],
  ["store", AwsSecretsManager, { replicas: [] }],
  ["store", AwsSecretsManager, { tags: { "cost.center": "1" } }],
  ["store", AwsSecretsManager, { tags: {} }],
  ["store", AwsSecretsManager, { name: "shop/orders" }],
  ["store", Vault, { tokenTtlInSeconds: 3_600 }],
  ["store", Vault, { tokenMaxTtlInSeconds: 172_800 }],
  ["store", Vault, { noDefaultPolicy: true }],
  ["store", Vault, { noDefaultPolicy: false }],
  ["store", Vault, { alias: VaultAlias.NAME }],
  ["store", Vault, { boundCidrs: ["10.0.0.0/16"] }],
  ["store", Vault, { boundCidrs: [] }],
  ["store", Vault, { namespace: "shop" }],
  ["store", Vault, { audience: "shop" }],
  ["store", Vault, { maxVersions: 3 }],
  ["store", Vault, { deleteAllVersions: true }],
  ["store", Vault, { policyName: "shop" }],
  ["store", Vault, { existingRole: "shop", audience: "vault" }],
  ["store", AzureKeyVault, { tags: { team: "shop" } }],
  ["store", AzureKeyVault, { softDeleteRetentionDays: 7 }],
  ["store", AzureKeyVault, { sku: KeyVaultSku.PREMIUM }],
  ["store", AzureKeyVault, { publicNetworkAccess: false }],
  ["store", AzureKeyVault, { allowedIpRanges: ["203.0.113.0/24"] }],
  ["store", AzureKeyVault, { deployerPrincipalId: PERSON }],
  ["store", AzureKeyVault, { resourceGroupName: "payroll" }],
  ["store", AzureKeyVault, { tenantId: PERSON }],
  ["store", GoogleSecretManager, { labels: { team: "shop" } }],
  ["store", GoogleSecretManager, { deletionProtection: true }],
  ["store", GoogleSecretManager, { versionDeletion: VersionDeletion.KEEP }],
  ["store", GoogleSecretManager, { versionDeletion: VersionDeletion.DESTROY }],
  ["identity", Irsa, { maxSessionDuration: 7_200 }],
  ["identity", Irsa, { permissionsBoundary: "arn:aws:iam::111122223333:policy/app" }],
  ["identity", Irsa, { tags: { team: "shop" } }],
  ["identity", Irsa, { path: "/shop/" }],
  ["identity", PodIdentity, { maxSessionDuration: 7_200 }],
  ["identity", AzureWorkloadIdentity, { audience: "api://shop" }],
  ["identity", AzureWorkloadIdentity, { tags: { team: "shop" } }],
  ["delivery", TERRAFORM, { forceConflicts: true }],
  ["delivery", TERRAFORM, { forceConflicts: false }],
  ["delivery", TERRAFORM, { waitForReady: "10m" }],
  ["app", STANDALONE, { replicas: 3 }],
  ["app", STANDALONE, { imagePullSecrets: ["shop"] }],
  ["app", STANDALONE, { podAnnotations: { "example.com/a": "b" } }],
  ["app", STANDALONE, { rawSpec: { example: "" } }],
];

/** Whole parts, and what the declaration only states. */
const OTHERS: readonly Variant[] = [
  { title: "manifests", apply: (props) => ({ ...props, delivery: Delivery.manifests({ directory: "manifests" }) }) },
  {
    title: "manifests of Argo CD",
    apply: (props) => ({
      ...props,
      delivery: Delivery.manifests({ directory: "manifests", gitOps: GitOps.argoCd() }),
    }),
  },
  {
    title: "version of the Operator",
    apply: (props) => ({ ...props, versions: { ...props.versions, operator: "2.26.1" } }),
  },
  {
    title: "a ServiceAccount that is taken over",
    apply: (props) => (isOf(props.delivery ?? TERRAFORM, TERRAFORM) ? { ...props, takeOver: ["objects"] } : undefined),
  },
  {
    title: "version of Mendix",
    apply: (props) => ({ ...props, versions: { ...props.versions, mendix: "10.24.15" } }),
  },
];

export const VARIANTS: readonly Variant[] = [
  ...PROPS.map(([path, type, changes]): Variant => ({
    title: `${path} ${JSON.stringify(changes).slice(0, 80)}`,
    apply: (props) => {
      const part = props[path];
      if (part === undefined || !isOf(part, type)) return undefined;
      return withPart(props, [path], remade(part, { ...propsOf(part), ...changes }));
    },
  })),
  ...OTHERS,
];

function isOf(part: object, type: unknown): boolean {
  return part.constructor === type;
}
