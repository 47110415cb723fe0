import * as path from "node:path";
import {
  AwsSecretsManager,
  Delivery,
  MendixSecretStoreEnvironment,
  PodIdentity,
  StoreLayout,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { ordersProd, shopTest } from "../../stacks/samples";
import { newStack, type Synthesized } from "../support/synthesize";

/** An environment whose ids are recorded. A store joins by a row, with a record of its own. */
export interface ReferenceRecord {
  readonly id: string;
  readonly title: string;
  readonly declare: () => MendixSecretStoreEnvironmentProps;
}

const applied = { delivery: Delivery.terraform() };

export const RECORDS: readonly ReferenceRecord[] = [
  { id: "aws-irsa", title: "on AWS with IRSA", declare: () => ({ ...ordersProd, ...applied }) },
  {
    id: "aws-pod-identity",
    title: "on AWS with EKS Pod Identity",
    declare: () => ({
      ...ordersProd,
      ...applied,
      identity: new PodIdentity({ undocumentedRuntimeAccess: true }),
    }),
  },
  {
    id: "aws-document",
    title: "on AWS with one document",
    declare: () => ({ ...shopTest, ...applied, store: new AwsSecretsManager({ layout: StoreLayout.DOCUMENT }) }),
  },
  { id: "aws-static", title: "on AWS with static credentials", declare: () => ({ ...shopTest, ...applied }) },
];

/** Where the records are; this file runs compiled, too. */
export const RECORDED = path.join(process.cwd(), "test/upgrade/recorded");

/** Reference environments whose configuration is recorded too, and deployed before an upgrade is planned. */
export const DEPLOYED = RECORDS.filter(({ id }) => id === "aws-irsa" || id === "aws-static");

/** The same environment with manifests, for engines without a cluster. */
export function withoutCluster(props: MendixSecretStoreEnvironmentProps): MendixSecretStoreEnvironmentProps {
  return { ...props, delivery: Delivery.manifests({ directory: "manifests" }) };
}

interface Metadata {
  readonly "//"?: { readonly metadata?: { readonly path?: string } };
}

/** Construct path of every block by its address: `aws_iam_role.environment_identity_role_436E160D`. */
export function recordOf(props: MendixSecretStoreEnvironmentProps): Record<string, string> {
  const { resource = {}, variable = {}, ephemeral = {} } = synthesizeWithPaths(props);
  const typed = [...blocks("", resource), ...blocks("ephemeral.", ephemeral)];
  const variables = Object.entries(variable).map(([id, block]) => [`var.${id}`, pathOf(block)] as const);
  return Object.fromEntries([...typed, ...variables].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** With cdktf's metadata, which holds the paths; `Testing.synth` leaves it out. */
function synthesizeWithPaths(props: MendixSecretStoreEnvironmentProps): Synthesized {
  const stack = newStack();
  new MendixSecretStoreEnvironment(stack, "environment", props);
  return stack.toTerraform() as Synthesized;
}

function blocks(prefix: string, types: Readonly<Record<string, Readonly<Record<string, object>>>>) {
  return Object.entries(types).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, block]) => [`${prefix}${type}.${id}`, pathOf(block)] as const),
  );
}

function pathOf(block: object): string {
  return (block as Metadata)["//"]?.metadata?.path ?? "";
}
