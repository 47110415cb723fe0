import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import {
  Database,
  Delivery,
  MendixSecretStoreEnvironment,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { PLACEHOLDER } from "../../lib/core/placeholder";
import { GoogleSecretManager } from "../../lib/google";
import { googleSample, PRINCIPAL } from "../support/samples-google";
import { newStack, synthesizeStack } from "../support/synthesize";
import { expectHidden } from "./support/canary";
import { describeWith } from "./support/missing";
import { FakeSecretManager } from "./support/secret-manager";
import { changesOf, provider, terraform, Workspace, type Plan } from "./support/terraform";

jest.setTimeout(300_000);

const PASSWORD = 'S3cr3t-"q$x\\ \n\u00fc${file("/etc/passwd")}';
const TITLE = 'Welcome "${user}" %{ if } \u{1F600} \n\\';
const OTHER_READER = "group:database-team@example.com";
const SHARED = "projects/acme-shared/secrets/mail";
const NAME = "projects/acme-prod/secrets/prod-mendix-orders";
const SECRETS = { TF_VAR_orders_database_password: PASSWORD, TF_VAR_orders_payments_api_key: "key-1" };
const DUMMIES = { TF_VAR_orders_database_password: "dummy", TF_VAR_orders_payments_api_key: "dummy" };

const CONSTANTS = {
  "Shop.Title": TITLE,
  "Payments.ApiKey": SecretValue.fromVariable(),
  "Mail.Password": SecretValue.external({ entry: SHARED }),
};

function database(revision: number): Database {
  const password = SecretValue.fromVariable({ revision });
  return Database.postgresql({ host: "10.0.0.3", name: "orders", username: "orders", password });
}

describeWith([terraform, provider("google"), provider("random")], "an environment on Google", () => {
  let google: FakeSecretManager;
  const workspace = new Workspace({ GOOGLE_OAUTH_ACCESS_TOKEN: "token-of-the-test" });

  /** Configuration of one environment whose provider calls the fake service. */
  function configuration(changes: Partial<MendixSecretStoreEnvironmentProps> = {}): unknown {
    const stack = newStack("orders");
    new GoogleProvider(stack, "google", { project: "acme-prod", secretManagerCustomEndpoint: google.endpoint });
    const delivery = Delivery.manifests({ directory: "manifests" });
    const props = { adminPassword: SecretValue.generated(), constants: CONSTANTS, delivery, ...changes };
    new MendixSecretStoreEnvironment(stack, "environment", googleSample(props));
    return synthesizeStack(stack);
  }

  async function run(command: readonly string[], variables: Readonly<Record<string, string>>): Promise<string> {
    const { code, output } = await workspace.attempt([...command, "-no-color"], variables);
    if (code !== 0) throw new Error(output);
    return output;
  }

  /** Applies, and returns what changed at the service. */
  async function apply(variables: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const before = google.changes.length;
    await run(["apply", "-input=false", "-auto-approve", "-parallelism=50"], variables);
    return google.changes.slice(before);
  }

  async function plan(variables: Readonly<Record<string, string>>): Promise<Plan> {
    await run(["plan", "-input=false", "-out=plan.bin"], variables);
    return JSON.parse(workspace.run(["show", "-json", "plan.bin"])) as Plan;
  }

  beforeAll(async () => {
    google = await FakeSecretManager.start();
    google.put(SHARED, "mail-password", OTHER_READER);
    workspace.write(configuration());
    workspace.init();
    await apply(SECRETS);
  });

  afterAll(async () => {
    workspace.remove();
    await google.stop();
  });

  const read = (key: string) => google.read(`${NAME}-${key}`, PRINCIPAL);

  it("holds each setting and each secret in a secret of its own, as it was given, for the pod to read", () => {
    expect(read("database-host")).toBe("10.0.0.3:5432");
    expect(read("mx-const-Shop-Title-0091592e")).toBe(TITLE);
    expect(read("database-password")).toBe(PASSWORD);
    expect(read("mx-admin-password")).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[^A-Za-z0-9]).{32}$/);
  });

  it("lets nobody else read them", () => {
    const names = [...google.secrets.keys()].filter((name) => name !== SHARED);
    expect(new Set(names.flatMap((name) => google.membersOf(name)))).toEqual(new Set([PRINCIPAL]));
  });

  it("adds the pod to the readers of a secret that others made, and drops none", () => {
    expect(google.membersOf(SHARED)).toEqual([OTHER_READER, PRINCIPAL]);
  });

  it("plans nothing the second time, also with dummy variables", async () => {
    expect(changesOf(await plan(DUMMIES))).toEqual([]);
  });

  it("keeps every secret out of plan and state", async () => {
    workspace.write(configuration({ database: database(2) }));
    await plan(SECRETS);
    const shown = workspace.run(["show", "-json", "plan.bin"]);
    expectHidden(PASSWORD, [shown, workspace.state]);
    // The control: a value that is an ordinary argument is found by the same search.
    for (const text of [shown, workspace.state]) expect(text).toContain("jdbc:postgresql://10.0.0.3:5432/orders");
  });

  it("adds the new version before it disables the old one, and touches no other secret", async () => {
    workspace.write(configuration({ database: database(2) }));
    expect(await apply({ ...DUMMIES, TF_VAR_orders_database_password: "second" })).toEqual([
      `addVersion ${NAME}-database-password`,
      `disable ${NAME}-database-password/versions/1`,
    ]);
    expect(read("database-password")).toBe("second");
    expect(read("mx-const-Payments-ApiKey-1dae2539")).toBe("key-1");
  });

  it("makes a refused version at the next apply, and never one of the placeholder", async () => {
    workspace.write(configuration({ database: database(3) }));
    const variables = { ...DUMMIES, TF_VAR_orders_database_password: PLACEHOLDER };
    expect((await workspace.attempt(["apply", "-no-color", "-auto-approve"], variables)).code).not.toBe(0);
    expect(read("database-password")).toBe("second");
    await apply({ ...DUMMIES, TF_VAR_orders_database_password: "third" });
    expect(read("database-password")).toBe("third");
  });

  it("changes a setting the same way", async () => {
    const constants = { ...CONSTANTS, "Shop.Title": "Hello" };
    workspace.write(configuration({ database: database(3), constants }));
    expect((await apply(DUMMIES)).map((change) => change.replace(/ .*\//, " "))).toEqual([
      "addVersion prod-mendix-orders-mx-const-Shop-Title-0091592e",
      "disable 1",
    ]);
  });

  it("never left the pod without a version", () => {
    expect(google.gaps).toEqual([]);
  });

  it("takes a value that is too large or empty for none", async () => {
    for (const value of ["", "x".repeat(65_540)]) {
      const variables = { ...DUMMIES, TF_VAR_orders_database_password: value };
      const { code, output } = await workspace.attempt(["plan", "-no-color", "-input=false"], variables);
      expect(code).not.toBe(0);
      expect(output).toContain("TF_VAR_orders_database_password is");
    }
  });

  it("keeps a secret that is protected from deletion", async () => {
    const store = new GoogleSecretManager({ deletionProtection: true });
    workspace.write(configuration({ database: database(3), store }));
    await apply(DUMMIES);
    workspace.write(configuration({ database: database(3), store, constants: {} }));
    const { code, output } = await workspace.attempt(["apply", "-no-color", "-auto-approve"], DUMMIES);
    expect(code).not.toBe(0);
    expect(output).toContain("deletion_protection");
    expect(google.secrets.has(`${NAME}-mx-const-Payments-ApiKey-1dae2539`)).toBe(true);
  });

  it("leaves what others made, with their readers, when it is destroyed", async () => {
    workspace.write(configuration({ database: database(3) }));
    await apply(DUMMIES);
    await run(["destroy", "-auto-approve", "-parallelism=50"], DUMMIES);
    expect([...google.secrets.keys()]).toEqual([SHARED]);
    expect(google.membersOf(SHARED)).toEqual([OTHER_READER]);
  });
});
