import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  AwsSecretsManager,
  Database,
  Delivery,
  MendixSecretStoreEnvironment,
  SecretValue,
  StoreLayout,
} from "../../lib";
import { SECRET_MAX_BYTES } from "../../lib/stores/aws/names";
import { PLACEHOLDER } from "../../lib/core/placeholder";
import { ACCOUNT, sample } from "../support/samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { FaultyProxy } from "./support/faulty-proxy";
import { MiniStack, ministack } from "./support/ministack";
import { describeWith } from "./support/missing";
import { provider, terraform, Workspace } from "./support/terraform";

jest.setTimeout(300_000);

const APPLY = ["apply", "-no-color", "-input=false", "-auto-approve"];
const ENTRIES = { [StoreLayout.ENTRIES]: "database-password", [StoreLayout.DOCUMENT]: "secrets" };

function configuration(revision: number, layout: StoreLayout): unknown {
  const stack = newStack("orders");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const password = SecretValue.fromVariable({ revision });
  const database = Database.postgresql({ host: "db.example.com", name: "orders", username: "orders", password });
  const delivery = Delivery.manifests({ directory: "manifests" });
  const store = new AwsSecretsManager({ layout });
  new MendixSecretStoreEnvironment(stack, "environment", sample({ delivery, database, store }));
  return synthesizeStack(stack);
}

describeWith([terraform, provider("aws"), ministack], "a write that AWS refuses", () => {
  let aws: MiniStack;
  let proxy: FaultyProxy;
  let workspace: Workspace;

  beforeAll(async () => {
    aws = await MiniStack.start(ACCOUNT);
    proxy = await FaultyProxy.start(aws.endpoint);
    proxy.refuseLarger(SECRET_MAX_BYTES);
  });

  afterAll(async () => {
    await proxy.stop();
    await aws.stop();
  });

  beforeEach(async () => {
    await aws.reset();
    workspace = new Workspace({ ...aws.environment, AWS_ENDPOINT_URL: proxy.endpoint });
  });

  afterEach(() => workspace.remove());

  async function apply(revision: number, layout: StoreLayout, password: string): Promise<number> {
    workspace.write(configuration(revision, layout));
    return (await workspace.attempt(APPLY, { TF_VAR_orders_database_password: password })).code;
  }

  async function first(layout: StoreLayout): Promise<void> {
    workspace.write(configuration(1, layout));
    workspace.init();
    expect(await apply(1, layout, "first")).toBe(0);
  }

  async function password(layout: StoreLayout): Promise<string | undefined> {
    const request = new GetSecretValueCommand({ SecretId: `prod/mendix/orders/${ENTRIES[layout]}` });
    const text = (await aws.secrets().send(request)).SecretString ?? "";
    if (layout === StoreLayout.ENTRIES) return text;
    return (JSON.parse(text) as Readonly<Record<string, string>>)["database-password"];
  }

  const layouts = Object.values(StoreLayout);

  it.each(layouts)("is made by the next apply, by %s", async (layout) => {
    await first(layout);
    proxy.refuseOnce("PutSecretValue");
    expect(await apply(2, layout, "second")).toBe(1);
    expect(await password(layout)).toBe("first");
    expect(await apply(2, layout, "second")).toBe(0);
    expect(await password(layout)).toBe("second");
  });

  it.each(layouts)("is any write of the placeholder, and the next apply writes the value, by %s", async (layout) => {
    await first(layout);
    expect(await apply(1, layout, PLACEHOLDER)).toBe(0);
    expect(await apply(2, layout, PLACEHOLDER)).toBe(1);
    expect(await password(layout)).toBe("first");
    expect(await apply(2, layout, "second")).toBe(0);
    expect(await password(layout)).toBe("second");
  });
});
