import {
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
} from "@aws-sdk/client-secrets-manager";
import { MiniStack, ministack } from "../../engines/ministack";
import { vaultServer, VaultServer } from "../../engines/openbao";
import { provider, terraform } from "../../engines/terraform";
import { PLACEHOLDER } from "../../lib/core/placeholder";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { DayTwo, STORE_ALONE } from "./support/day-two";
import { describeWith } from "./support/missing";

jest.setTimeout(600_000);

const ENTRY = "prod/mendix/orders";
const given = (password: string) => ({ TF_VAR_orders_database_password: password });

function files(store: string): Readonly<Record<string, string>> {
  const text = ORDERS.replace("awsSecretsManager: {}", store).replace(
    "db.example.com",
    "orders.abc.eu-west-1.rds.amazonaws.com",
  );
  const secrets = "adminPassword: { generated: {} }\nconstants: { Mail.Password: { external: {} } }\n";
  return { "clusters.yaml": CLUSTERS, "orders.yaml": `${text}${secrets}${STORE_ALONE}` };
}

describeWith([terraform, provider("aws"), ministack], "an environment on AWS", () => {
  let aws: MiniStack;
  let day: DayTwo;

  beforeEach(async () => {
    aws = await MiniStack.start("111122223333");
    day = new DayTwo(files("awsSecretsManager: { recoveryWindowInDays: 0 }"), aws.environment);
    await day.applied(given("first"));
  });

  afterEach(async () => {
    day.remove();
    await aws.stop();
  });

  const read = async (key: string) =>
    (await aws.secrets().send(new GetSecretValueCommand({ SecretId: `${ENTRY}/${key}` }))).SecretString ?? "";
  const names = async () =>
    ((await aws.secrets().send(new ListSecretsCommand({}))).SecretList ?? []).map(({ Name = "" }) => Name).sort();
  const policies = () =>
    day.workspace
      .resources()
      .filter(({ address }) => address.startsWith("aws_iam_role_policy."))
      .map(({ values }) => String(values["policy"]))
      .join();

  it("is made again in a store that was lost, with what variables --all lists", async () => {
    const [before, generated] = [await names(), await read("mx-admin-password")];
    for (const SecretId of before) {
      await aws.secrets().send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
    }
    const listed = JSON.parse(await day.run("variables", "orders", "--all", "--json")) as Readonly<
      Record<string, unknown>
    >;
    expect(listed).toMatchObject({
      variables: [{ environmentVariable: "TF_VAR_orders_database_password" }],
      fill: [{ entry: `${ENTRY}/mx-const-Mail.Password` }],
      generated: ["mx-admin-password"],
    });
    await day.applied(given("first"));
    expect([await names(), await read("database-password")]).toEqual([before, "first"]);
    expect(await read("mx-admin-password")).not.toBe(generated);
    expect(await day.changes(given(PLACEHOLDER))).toEqual([]);
  });

  it("goes from a password to the identity and back", async () => {
    day.edit("    password:\n      fromVariable: {}\n", "    authentication: { rdsIam: { resourceId: db-ABC123 } }\n");
    await day.applied({});
    expect(policies()).toContain("rds-db:connect");
    expect(await names()).not.toContain(`${ENTRY}/database-password`);

    day.edit("    authentication: { rdsIam: { resourceId: db-ABC123 } }\n", "    password:\n      fromVariable: {}\n");
    await day.applied(given("again"));
    expect(policies()).not.toContain("rds-db:connect");
    expect(await read("database-password")).toBe("again");
    expect(await day.changes(given(PLACEHOLDER))).toEqual([]);
  });
});

const ENGINES = [terraform, provider("aws"), provider("vault"), provider("random"), ministack, vaultServer];

describeWith(ENGINES, "an environment on Vault", () => {
  let aws: MiniStack;
  let vault: VaultServer;
  let day: DayTwo;

  beforeEach(async () => {
    [aws, vault] = await Promise.all([MiniStack.start("111122223333"), VaultServer.start()]);
    await vault.request("POST", "sys/auth/kubernetes", { type: "kubernetes" });
    day = new DayTwo(files("vault: {}"), { ...aws.environment, ...vault.environment });
    await day.applied(given("first"));
  });

  afterEach(async () => {
    day.remove();
    await Promise.all([aws.stop(), vault.stop()]);
  });

  const KEYS = ["database-password", "mx-admin-password"];
  const read = async (key: string) =>
    ((await vault.entry(`${ENTRY}/${key}`)) as Readonly<Record<string, string>> | undefined)?.[key];

  it("is made again in a store that was lost", async () => {
    const generated = await read("mx-admin-password");
    for (const path of [ENTRY, ...KEYS.map((key) => `${ENTRY}/${key}`)]) {
      await vault.request("DELETE", `secret/metadata/${path}`);
    }
    // Without the real value nothing false is written.
    expect((await day.apply(given(PLACEHOLDER))).code).toBe(1);
    expect(await read("database-password")).toBeUndefined();
    await day.applied(given("first"));
    expect(await read("database-password")).toBe("first");
    expect(await read("mx-admin-password")).not.toBe(generated);
    expect(await vault.entry(ENTRY)).toMatchObject({ "database-name": "orders" });
    expect(await day.changes(given(PLACEHOLDER))).toEqual([]);
  });

  it("changes to AWS and back, with all values", async () => {
    const secret = (SecretId: string) => aws.secrets().send(new GetSecretValueCommand({ SecretId }));
    day.edit("vault: {}", "awsSecretsManager: {}");
    await day.applied(given("second"));
    expect((await secret(`${ENTRY}/database-password`)).SecretString).toBe("second");
    expect(await read("database-password")).toBeUndefined();

    day.edit("awsSecretsManager: {}", "vault: {}");
    await day.applied(given("third"));
    expect(await read("database-password")).toBe("third");
    const { DeletedDate } = await aws
      .secrets()
      .send(new DescribeSecretCommand({ SecretId: `${ENTRY}/database-password` }));
    expect(DeletedDate).toBeInstanceOf(Date);
    expect(await day.changes(given(PLACEHOLDER))).toEqual([]);
  });
});
