import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  AwsParameterStore,
  Database,
  Delivery,
  MendixSecretStoreEnvironment,
  ParameterTier,
  SecretValue,
  type AwsParameterStoreProps,
} from "../../lib";
import { PLACEHOLDER } from "../../lib/core/placeholder";
import { FaultyProxy } from "../../engines/faulty-proxy";
import { MiniStack, ministack } from "../../engines/ministack";
import { provider, terraform, Workspace } from "../../engines/terraform";
import { ACCOUNT, sample } from "../support/samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { describeWith } from "./support/missing";

jest.setTimeout(300_000);

const APPLY = ["apply", "-no-color", "-input=false", "-auto-approve"];
const PATH = "/mendix/prod/mendix/orders";
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

function configuration(revision: number, store: AwsParameterStoreProps, title = "Welcome"): unknown {
  const stack = newStack("orders");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const password = SecretValue.fromVariable({ revision });
  const props = sample({
    store: new AwsParameterStore(store),
    database: Database.postgresql({ host: "db.example.com", name: "orders", username: "orders", password }),
    delivery: Delivery.manifests({ directory: "manifests" }),
    constants: { "Shop.Title": title },
  });
  new MendixSecretStoreEnvironment(stack, "environment", props);
  return synthesizeStack(stack);
}

interface Parameter {
  readonly Name: string;
  readonly Value: string;
  readonly Type: string;
}

describeWith([terraform, provider("aws"), ministack], "Parameter Store", () => {
  let aws: MiniStack;
  let proxy: FaultyProxy;
  let workspace: Workspace;

  beforeAll(async () => {
    aws = await MiniStack.start(ACCOUNT);
    proxy = await FaultyProxy.start(aws.endpoint);
    // The service takes 4 KiB and no empty value, its emulator everything.
    proxy.refuseLarger(4_096);
    proxy.refuseBody(/"Value":""/);
  });

  afterAll(async () => {
    await proxy.stop();
    await aws.stop();
  });

  beforeEach(async () => {
    await aws.reset();
    workspace = new Workspace({ ...aws.environment, AWS_ENDPOINT_URL: proxy.endpoint });
    workspace.write(configuration(1, {}));
    workspace.init();
    expect(await apply("first")).toBe(0);
  });

  afterEach(() => workspace.remove());

  const apply = async (password: string) =>
    (await workspace.attempt(APPLY, { TF_VAR_orders_database_password: password })).code;

  async function change(password: string, ...changes: Parameters<typeof configuration>): Promise<number> {
    workspace.write(configuration(...changes));
    return apply(password);
  }

  async function parameters(): Promise<readonly Parameter[]> {
    const Names = [`${PATH}/settings`, `${PATH}/database-password`];
    const { Parameters } = await aws.ssm("GetParameters", { Names, WithDecryption: true });
    return Parameters as readonly Parameter[];
  }

  const password = async () => (await parameters()).find(({ Name }) => Name.endsWith("password"))?.Value;

  it("holds settings as text and the secret as a SecureString, and the state no secret", async () => {
    const [settings, secret] = await parameters();
    expect(settings).toMatchObject({
      Type: "String",
      Value: expect.stringContaining('"mx-const-Shop.Title":"Welcome"'),
    });
    expect(secret).toMatchObject({ Type: "SecureString", Value: "first" });
    expect(workspace.state).not.toContain("first");
    expect(await change("dummy", 1, {})).toBe(0);
    expect(await password()).toBe("first");
  });

  it("takes a changed setting and a raised revision, and no dummy", async () => {
    expect(await change("dummy", 1, {}, "Hello")).toBe(0);
    expect((await parameters())[0]?.Value).toContain('"mx-const-Shop.Title":"Hello"');
    expect(await password()).toBe("first");
    expect(await change("second", 2, {}, "Hello")).toBe(0);
    expect(await password()).toBe("second");
  });

  it.each([
    ["key", { kmsKeyArn: KEY }],
    ["tier", { tier: ParameterTier.ADVANCED }],
  ])("takes another %s with the value, and goes on", async (_, store) => {
    expect(await change("first", 1, store)).toBe(0);
    expect(await password()).toBe("first");
    const { Parameters } = await aws.ssm("DescribeParameters", {});
    const expected = "kmsKeyArn" in store ? { KeyId: KEY } : { Tier: "Advanced" };
    expect(Parameters).toContainEqual(expect.objectContaining({ Name: `${PATH}/database-password`, ...expected }));
    expect(await change("dummy", 1, store)).toBe(0);
    expect(await password()).toBe("first");
  });

  it("follows another path: new parameters are there before the old ones go", async () => {
    expect(await change("first", 1, { name: "/shop" })).toBe(0);
    const { Parameters } = await aws.ssm("DescribeParameters", {});
    const names = (Parameters as readonly Parameter[]).map(({ Name }) => Name).sort();
    expect(names).toEqual(["/shop/database-password", "/shop/settings"]);
  });

  it("remembers a refused write, and says how to have it written", async () => {
    proxy.refuseOnce("PutParameter");
    expect(await change("second", 2, {})).toBe(1);
    expect(await password()).toBe("first");
    const { code, output } = await workspace.attempt(APPLY, { TF_VAR_orders_database_password: "second" });
    expect(code).toBe(1);
    expect(output.replace(/[│\s]+/g, " ")).toContain("Write revision: 3 for it, and apply with the real value.");
    expect(await change("second", 3, {})).toBe(0);
    expect(await password()).toBe("second");
  });

  it("refuses the placeholder where it would be written", async () => {
    expect(await change(PLACEHOLDER, 1, {})).toBe(0);
    expect(await change(PLACEHOLDER, 2, {})).toBe(1);
    expect(await password()).toBe("first");
  });

  it("refuses a value in double brackets before anything is made", async () => {
    workspace.write(configuration(2, {}));
    const { code, output } = await workspace.attempt(APPLY, { TF_VAR_orders_database_password: "a{{ssm:b}}" });
    expect([code, output.replace(/\s+/g, " ")]).toEqual([1, expect.stringContaining("takes for a reference")]);
  });
});
