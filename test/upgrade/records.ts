import * as path from "node:path";
import type { TerraformStack } from "cdktf";
import {
  AwsSecretsManager,
  Delivery,
  MendixSecretStoreEnvironment,
  PodIdentity,
  PrivatePlatformSecretStore,
  StoreLayout,
  Vault,
  VaultAuth,
  VaultDatabase,
  VaultDatabaseEngine,
  VaultDynamicRole,
  VaultKvMount,
  SecretValue,
  type Blueprint,
  type MendixSecretStoreEnvironmentProps,
  type PrivatePlatformSecretStoreProps,
} from "../../lib";
import { MendixClusterPrerequisites } from "../../lib/cluster";
import { ordersProd, shopTest } from "../../stacks/samples";
import * as azure from "../../stacks/samples-azure";
import * as google from "../../stacks/samples-google";
import { helpdeskProd, labTest, prodCluster } from "../../stacks/samples-kubernetes";
import { platformInVault, platformOnAws, platformOnAzure } from "../../stacks/samples-platform";
import * as vault from "../../stacks/samples-vault";
import { newStack, type Synthesized } from "../support/synthesize";

/** Engines that a state is recorded on. */
export type RecordedOn = "aws" | "vault" | "google" | "kubernetes";

/** An environment whose ids are recorded. A store joins by a row, with a record of its own. */
export interface ReferenceRecord {
  readonly id: string;
  readonly title: string;
  /** With the objects as manifests, for engines without a cluster, or applied by Terraform. */
  readonly declare: (stack: TerraformStack, delivery: Delivery) => { readonly blueprint?: Blueprint };
  /**
   * Engine that its configuration was deployed to, so that its state is recorded, too.
   *
   * @default - none: ids only
   */
  readonly state?: RecordedOn;
}

type Props = MendixSecretStoreEnvironmentProps;

function environment(id: string, title: string, props: Props, state?: RecordedOn): ReferenceRecord {
  return {
    id,
    title,
    declare: (stack, delivery) => new MendixSecretStoreEnvironment(stack, "environment", { ...props, delivery }),
    ...(state && { state }),
  };
}

function platform(
  id: string,
  title: string,
  props: PrivatePlatformSecretStoreProps,
  state?: RecordedOn,
): ReferenceRecord {
  return {
    id,
    title: `of the platform ${title}`,
    declare: (stack, delivery) => new PrivatePlatformSecretStore(stack, "platform", { ...props, delivery }),
    ...(state && { state }),
  };
}

const podIdentity = new PodIdentity({ undocumentedRuntimeAccess: true });
const awsDocument = new AwsSecretsManager({ layout: StoreLayout.DOCUMENT });
const plainVault = new Vault({ address: "http://vault.vault.svc:8200" });
const vaultDocument = new Vault({ address: "http://vault.vault.svc:8200", layout: StoreLayout.DOCUMENT });
const password = SecretValue.fromVariable();

export const RECORDS: readonly ReferenceRecord[] = [
  environment("aws-irsa", "on AWS with IRSA", ordersProd, "aws"),
  environment("aws-pod-identity", "on AWS with EKS Pod Identity", { ...ordersProd, identity: podIdentity }),
  environment("aws-document", "on AWS with one document", { ...shopTest, store: awsDocument }),
  environment("aws-static", "on AWS with static credentials", shopTest, "aws"),
  environment("vault", "in Vault", vault.billingProd, "vault"),
  environment(
    "vault-document",
    "in Vault with one document",
    { ...vault.billingProd, store: vaultDocument, adminPassword: password, storage: storageOf(labTest) },
    "vault",
  ),
  environment("vault-aws", "in Vault with an identity on AWS", vault.stockProd),
  environment("azure", "on Azure in a vault of its own", azure.billingProd),
  environment("azure-shared", "on Azure in a shared vault", azure.billingTest),
  environment("google", "on Google", google.crmProd, "google"),
  environment("google-account", "on Google with a service account", google.crmTest),
  environment("kubernetes", "in a Kubernetes Secret", labTest, "kubernetes"),
  environment("external-secret", "with External Secrets Operator", helpdeskProd),
  platform("platform-aws", "on AWS", platformOnAws, "aws"),
  platform("platform-vault", "in Vault", { ...platformInVault, store: plainVault }, "vault"),
  platform("platform-azure", "on Azure", platformOnAzure),
  { id: "cluster", title: "of a cluster's prerequisites", declare: addPrerequisites },
  { id: "cluster-vault", title: "of a cluster's Vault", declare: addVaultParts },
];

function storageOf({ storage }: Props) {
  if (!storage) throw new Error("the sample has a storage");
  return storage;
}

function addPrerequisites(stack: TerraformStack) {
  new MendixClusterPrerequisites(stack, "prerequisites", prodCluster);
  return {};
}

function addVaultParts(stack: TerraformStack) {
  new VaultAuth(stack, "auth", { cluster: vault.datacenter });
  new VaultKvMount(stack, "kv", { maxVersions: 10 });
  new VaultDatabase(stack, "databases", {
    name: "postgresql",
    engine: VaultDatabaseEngine.POSTGRESQL,
    host: "postgresql.databases.svc:5432",
    database: "postgres",
    username: "vault",
    password,
    roles: [vault.billingDatabase, new VaultDynamicRole({ name: "billing-dynamic", ownerRole: "billing_owner" })],
  });
  return {};
}

/** Where the records are; this file runs compiled, too. */
export const RECORDED = path.join(process.cwd(), "test/upgrade/recorded");

/** Reference environments whose configuration and state are recorded too. */
export const DEPLOYED: readonly (ReferenceRecord & { readonly state: RecordedOn })[] = RECORDS.flatMap((record) => {
  const { state } = record;
  return state ? [{ ...record, state }] : [];
});

/** Manifests, for engines without a cluster. */
export const WITHOUT_CLUSTER = Delivery.manifests({ directory: "manifests" });

interface Metadata {
  readonly "//"?: { readonly metadata?: { readonly path?: string } };
}

/** Construct path of every block by its address: `aws_iam_role.environment_identity_role_436E160D`. */
export function recordOf({ declare }: ReferenceRecord): Record<string, string> {
  const stack = newStack();
  declare(stack, Delivery.terraform());
  // With cdktf's metadata, which holds the paths; `Testing.synth` leaves it out.
  const { resource = {}, variable = {}, ephemeral = {} } = stack.toTerraform() as Synthesized;
  const typed = [...blocks("", resource), ...blocks("ephemeral.", ephemeral)];
  const variables = Object.entries(variable).map(([id, block]) => [`var.${id}`, pathOf(block)] as const);
  return Object.fromEntries([...typed, ...variables].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function blocks(prefix: string, types: Readonly<Record<string, Readonly<Record<string, object>>>>) {
  return Object.entries(types).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, block]) => [`${prefix}${type}.${id}`, pathOf(block)] as const),
  );
}

function pathOf(block: object): string {
  return (block as Metadata)["//"]?.metadata?.path ?? "";
}
