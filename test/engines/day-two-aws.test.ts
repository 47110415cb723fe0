import { GetSecretValueCommand, RestoreSecretCommand } from "@aws-sdk/client-secrets-manager";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  Cluster,
  Delivery,
  describeEnvironment,
  FileStorage,
  MendixSecretStoreEnvironment,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { restorationsOf } from "../../lib/explain/restoration";
import { MiniStack, ministack } from "../../engines/ministack";
import { changesOf, provider, terraform, Workspace } from "../../engines/terraform";
import { ACCOUNT, eks, sample } from "../support/samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { expectHidden } from "./support/canary";
import { describeWith } from "./support/missing";

jest.setTimeout(300_000);

type Changes = Partial<MendixSecretStoreEnvironmentProps>;

const CANARY = "canary-7f3a91-day-two";
const NAME = "prod/mendix/orders";
const WAS = { cluster: "prod", namespace: "mendix", name: "orders" };
const SECRETS = { TF_VAR_orders_database_password: CANARY, TF_VAR_orders_payments_api_key: `${CANARY}-key` };
const DUMMIES = { TF_VAR_orders_database_password: "dummy", TF_VAR_orders_payments_api_key: "dummy" };
const CONSTANTS = { "Payments.ApiKey": SecretValue.fromVariable() };

function configuration(changes: Changes = {}): unknown {
  const stack = newStack("orders");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const delivery = Delivery.manifests({ directory: "manifests" });
  const storage = FileStorage.s3({ bucket: "acme-files" });
  const { database } = sample();
  const own = { delivery, storage, ...(database ? { database } : {}), constants: CONSTANTS, ...changes };
  new MendixSecretStoreEnvironment(stack, "environment", sample(own));
  return synthesizeStack(stack);
}

const dr = Cluster.eks({ name: "dr", oidcProviderArn: eks.oidcProviderArn?.replace("ABC", "DEF") ?? "" });

describeWith([terraform, provider("aws"), ministack], "the second day of an environment on AWS", () => {
  let aws: MiniStack;
  let workspace: Workspace;

  beforeAll(async () => {
    aws = await MiniStack.start(ACCOUNT);
    workspace = new Workspace(aws.environment);
    workspace.write(configuration());
    workspace.init();
    workspace.apply(SECRETS);
  });

  afterAll(async () => {
    workspace.remove();
    await aws.stop();
  });

  const read = async (key: string) =>
    (await aws.secrets().send(new GetSecretValueCommand({ SecretId: `${NAME}/${key}` }))).SecretString;
  const values = async () => [await read("database-password"), await read("mx-const-Payments.ApiKey")];
  const held = [SECRETS.TF_VAR_orders_database_password, SECRETS.TF_VAR_orders_payments_api_key];

  // Of namespace and name alone the unit tests tell: each plan is seconds of the provider's.
  it.each<readonly [string, Changes]>([
    ["cluster", { cluster: dr }],
    ["place and name", { cluster: dr, namespace: "other", name: "shop" }],
  ])("keeps addresses, names and values where the %s changes", async (_, changes) => {
    const before = workspace.addresses("aws_secretsmanager_secret");
    workspace.write(configuration({ ...changes, namedAs: WAS }));
    const planned = changesOf(workspace.plan(DUMMIES));
    // The trust alone follows; nothing is made, destroyed or written.
    expect(planned.map((change) => change.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "update aws_iam_role.environment_identity_role",
    ]);
    workspace.apply(DUMMIES);
    expect(workspace.addresses("aws_secretsmanager_secret")).toEqual(before);
    expect(await values()).toEqual(held);
  });

  it("is taken over whole by a new state, and a value stays where it is external", async () => {
    workspace.write(configuration());
    workspace.apply(DUMMIES);
    workspace.forget();
    const constants = { "Payments.ApiKey": SecretValue.external() };
    workspace.write(configuration({ constants, takeOver: ["identity", "store"] }));
    const written = { TF_VAR_orders_database_password: "written-anew" };
    const plan = workspace.run(["plan", "-no-color", "-input=false", "-out=plan.bin"], written);
    expect(plan).toMatch(/Plan: 6 to import, 2 to add, \d to change, 0 to destroy/);
    const shown = workspace.run(["show", "-json", "plan.bin"]);
    workspace.apply(written);
    expect(await values()).toEqual(["written-anew", held[1]]);
    expectHidden(CANARY, [plan, shown, workspace.state, workspace.run(["show", "-json"])]);
    expect(shown).toContain(NAME);
    workspace.write(configuration({ constants }));
    expect(changesOf(workspace.plan(written))).toEqual([]);
  });

  it("ends by one apply without a variable, and is brought back within the recovery window", async () => {
    const constants = { "Payments.ApiKey": SecretValue.external() };
    workspace.write(configuration({ constants, retired: true }));
    workspace.apply();
    expect(workspace.resources()).toEqual([]);
    await expect(values()).rejects.toThrow(/marked for deletion|deleted/i);

    const restorations = restorationsOf(describeEnvironment(sample({ constants })));
    for (const { name } of restorations) await aws.secrets().send(new RestoreSecretCommand({ SecretId: name }));
    const takeOver = restorations.flatMap((restoration) => restoration.takeOver ?? []);
    workspace.write(configuration({ constants, takeOver }));
    workspace.apply({ TF_VAR_orders_database_password: "after the end" });
    expect(await values()).toEqual(["after the end", held[1]]);
    expectHidden(CANARY, [workspace.state]);
    workspace.write(configuration({ constants }));
    expect(changesOf(workspace.plan(DUMMIES))).toEqual([]);
  });
});
