import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import { TerraformStack, type TerraformStack as Stack } from "cdktf";
import * as fc from "fast-check";
import {
  App,
  AwsSecretsManager,
  Cluster,
  Delivery,
  MendixSecretStoreEnvironment,
  Database,
  FileStorage,
  Irsa,
  SecretValue,
  StoreLayout,
  Vault,
  type Blueprint,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { MiniStack, ministack } from "../../engines/ministack";
import type { Engine } from "../../engines/engine";
import { vaultServer, VaultServer } from "../../engines/openbao";
import { provider, terraform, Workspace } from "../../engines/terraform";
import { withAuthMethod } from "../../test/engines/support/vault-stack";
import { AWKWARD_TEXTS, text } from "../declarations/draw";
import { unwrittenApp } from "../support/synthesis";
import type { Finding } from "./chunks";

const ACCOUNT = "111122223333";

/** A running store, and what an entry of it holds. */
interface Target {
  readonly environment: Readonly<Record<string, string>>;
  readonly read: (entry: string) => Promise<Readonly<Record<string, unknown>> | string>;
  readonly stop: () => Promise<void>;
}

/** A store that texts are written to and read back from: one joins by a row. */
export interface EngineRow {
  readonly title: string;
  readonly engines: readonly Engine[];
  readonly start: () => Promise<Target>;
  readonly provide: (stack: Stack) => void;
  readonly store: (layout: StoreLayout) => Pick<MendixSecretStoreEnvironmentProps, "store" | "identity">;
  readonly complete?: (configuration: never) => unknown;
}

export const ENGINES: readonly EngineRow[] = [
  {
    title: "AWS emulator",
    engines: [terraform, provider("aws"), ministack],
    start: startAws,
    provide: (stack) => void new AwsProvider(stack, "aws", { region: "eu-west-1" }),
    store: (layout) => ({ store: new AwsSecretsManager({ layout }), identity: new Irsa() }),
  },
  {
    title: "OpenBao",
    engines: [terraform, provider("vault"), vaultServer],
    start: startVault,
    provide: (stack) => void new VaultProvider(stack, "vault"),
    store: (layout) => ({ store: new Vault({ layout }) }),
    complete: withAuthMethod,
  },
];

async function startAws(): Promise<Target> {
  const aws = await MiniStack.start(ACCOUNT);
  const read = async (entry: string) => {
    const { SecretString = "" } = await aws.secrets().send(new GetSecretValueCommand({ SecretId: entry }));
    return SecretString;
  };
  return { environment: aws.environment, read, stop: () => aws.stop() };
}

async function startVault(): Promise<Target> {
  const vault = await VaultServer.start();
  const read = async (entry: string) => (await vault.entry(entry)) as Readonly<Record<string, unknown>>;
  return { environment: vault.environment, read, stop: () => vault.stop() };
}

/** Writes awkward and random texts with Terraform, as settings and as secrets, and reads them back. */
export async function writeAndRead(row: EngineRow, seed: number): Promise<{ texts: number; findings: Finding[] }> {
  const texts = [...AWKWARD_TEXTS, ...fc.sample(text, { numRuns: 20, seed }).filter((one) => one !== "")];
  const findings: Finding[] = [];
  for (const layout of [StoreLayout.ENTRIES, StoreLayout.DOCUMENT]) {
    const target = await row.start();
    try {
      findings.push(...(await differences(row, target, layout, texts)));
    } finally {
      await target.stop();
    }
  }
  return { texts: 4 * texts.length, findings };
}

async function differences(
  row: EngineRow,
  target: Target,
  layout: StoreLayout,
  texts: readonly string[],
): Promise<Finding[]> {
  const { configuration, blueprint } = declared(row, layout, texts);
  const workspace = new Workspace(target.environment);
  try {
    workspace.write(row.complete ? row.complete(configuration as never) : configuration);
    workspace.init();
    workspace.apply(variables(blueprint, texts));
    const expected = texts.flatMap((one, index) => [
      [`mx-const-Setting.T${index}`, one] as const,
      [`mx-const-Secret.T${index}`, one] as const,
    ]);
    const found = await valuesOf(blueprint, target);
    return expected
      .filter(([key, one]) => found.get(key) !== one)
      .map(([key, one]) => ({
        what: `${row.title}, ${layout}: ${key} was written as ${JSON.stringify(one)}, is read as ${JSON.stringify(found.get(key))}`,
        input: JSON.stringify(one),
      }));
  } finally {
    workspace.remove();
  }
}

function declared(row: EngineRow, layout: StoreLayout, texts: readonly string[]) {
  const stack = new TerraformStack(unwrittenApp(), "texts");
  row.provide(stack);
  const settings = texts.map((one, index) => [`Setting.T${index}`, one] as const);
  const secrets = texts.map((_, index) => [`Secret.T${index}`, SecretValue.fromVariable()] as const);
  const { blueprint } = new MendixSecretStoreEnvironment(stack, "environment", {
    name: layout,
    namespace: "mendix",
    cluster: Cluster.eks({
      name: "prod",
      oidcProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE`,
    }),
    versions: { operator: "2.26.0", mendix: "10.24.14" },
    ...row.store(layout),
    database: Database.postgresql({
      host: "db.example.com",
      name: "orders",
      username: "orders",
      password: SecretValue.external({ entry: "shared/database", property: "password" }),
    }),
    storage: FileStorage.s3Compatible({
      endpoint: "https://minio.example.com:9000",
      bucket: "orders",
      accessKeyId: "orders",
      secretAccessKey: SecretValue.external({ entry: "shared/storage", property: "key" }),
    }),
    constants: Object.fromEntries<string | SecretValue>([...settings, ...secrets]),
    app: App.connected(),
    delivery: Delivery.manifests({ directory: "manifests" }),
  });
  return { configuration: stack.toTerraform() as object, blueprint };
}

function variables({ variables: needed }: Blueprint, texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    needed.map(({ name, key }) => [`TF_VAR_${name}`, texts[Number(/\d+$/.exec(key)?.[0])] ?? ""]),
  );
}

/** The value of every key that was written, as the store gives it out. */
async function valuesOf({ entries }: Blueprint, target: Target): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const { name, content } of entries.filter((entry) => entry.content.kind !== "existing")) {
    const held = await target.read(name);
    if (content.kind === "secret" && typeof held === "string") found.set(content.key, held);
    else {
      const document = (typeof held === "string" ? JSON.parse(held) : held) as Readonly<Record<string, unknown>>;
      for (const [key, value] of Object.entries(document)) found.set(key, value);
    }
  }
  return found;
}
