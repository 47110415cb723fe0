import {
  AwsSecretsManager,
  Database,
  describeEnvironment,
  Irsa,
  Vault,
  VaultDynamicRole,
  VaultStaticRole,
  type VaultDatabaseRole,
  type VaultProps,
} from "../../lib";
import { eks } from "../support/samples";
import { problemOf, problemsOf } from "../support/synthesize";
import { parametersOf, vaultSample } from "./sample";

const loggingIn = (authentication: VaultDatabaseRole, props: VaultProps = {}) =>
  vaultSample(
    {},
    {
      store: new Vault(props),
      database: Database.postgresql({ host: "db.example.com", name: "orders", authentication }),
    },
  );
const mounted = (authentication: VaultDatabaseRole) => {
  const { objects } = parametersOf({}, loggingIn(authentication, { tokenMaxTtlInSeconds: 2_764_800 }));
  return objects.filter(({ objectName }) => /username|password/.test(objectName));
};

describe("VaultStaticRole", () => {
  const role = new VaultStaticRole({ name: "orders-prod", username: "orders" });

  test("keeps the user in the settings and mounts the password that Vault rotates", () => {
    expect(mounted(role)).toEqual([
      {
        objectName: "database-username",
        secretPath: "secret/data/prod/mendix/orders",
        secretKey: "database-username",
      },
      { objectName: "database-password", secretPath: "database/static-creds/orders-prod", secretKey: "password" },
    ]);
  });

  test("needs an Operator and a runtime that take a new password while the app runs", () => {
    const props = { ...loggingIn(role), versions: { operator: "2.25.1", mendix: "9.18.0" } };
    expect(problemOf(props)).toMatchObject({ code: "MX-GATE", prop: "database.authentication" });
  });

  test("says that the driver has to rotate", () => {
    expect(describeEnvironment(loggingIn(role)).steps.map(({ does }) => does)).toContain(
      "Switch on enableSecretRotation of the Secrets Store CSI driver.",
    );
  });

  test("brings the user name, so that one beside it is a second one", () => {
    const database = Database.postgresql({
      host: "db.example.com",
      name: "orders",
      username: "orders",
      authentication: role,
    });
    expect(problemsOf({ ...loggingIn(role), database })).toEqual(["MX-DATABASE-LOGIN database.username"]);
  });
});

describe("VaultDynamicRole", () => {
  const role = new VaultDynamicRole({ name: "orders-prod", ownerRole: "orders_owner" });

  test("mounts user and password of one request", () => {
    expect(mounted(role)).toEqual([
      { objectName: "database-username", secretPath: "database/creds/orders-prod", secretKey: "username" },
      { objectName: "database-password", secretPath: "database/creds/orders-prod", secretKey: "password" },
    ]);
  });

  test("warns that the app has to be restarted before its user is dropped", () => {
    const { warnings } = describeEnvironment(loggingIn(role, { tokenMaxTtlInSeconds: 2_764_800 }));
    expect(warnings).toEqual([expect.stringContaining("restarted every 32 days")]);
  });

  test("is refused where every rotation poll would make another user", () => {
    const props = { address: "https://vault.example.com", tokenMaxTtlInSeconds: 2_764_800 };
    expect(problemOf(loggingIn(role, props))).toMatchObject({
      code: "MX-VAULT-DATABASE",
      prop: "store.address",
      fix: expect.stringContaining("VaultStaticRole"),
    });
  });

  test("is refused where the token that asked for the user ends before the user", () => {
    expect(problemOf(loggingIn(role))).toMatchObject({
      code: "MX-VAULT-DATABASE",
      prop: "store.tokenMaxTtlInSeconds",
      fix: expect.stringContaining("tokenMaxTtlInSeconds: 2764800"),
    });
  });

  test("is refused where the agent can't renew its token", () => {
    const props = { noDefaultPolicy: true, tokenMaxTtlInSeconds: 2_764_800 };
    expect(problemsOf(loggingIn(role, props))).toEqual(["MX-VAULT-DATABASE store.noDefaultPolicy"]);
  });
});

describe("a role of Vault's database engine", () => {
  test("is refused with another store", () => {
    const authentication = new VaultStaticRole({ name: "orders-prod", username: "orders" });
    const changes = { cluster: eks, store: new AwsSecretsManager(), identity: new Irsa() };
    expect(problemsOf({ ...loggingIn(authentication), ...changes })).toContain(
      "MX-VAULT-DATABASE database.authentication",
    );
  });

  test("is refused at a mount of Vault's own", () => {
    const authentication = new VaultStaticRole({ name: "a", username: "o", mount: "sys" });
    expect(problemsOf(loggingIn(authentication))).toContain("MX-VAULT-MOUNT database.authentication.mount");
  });

  const role = "database.authentication";
  test.each<readonly [string, VaultDatabaseRole, string, string]>([
    [
      "a name with a slash",
      new VaultStaticRole({ name: "a/b", username: "o" }),
      `MX-VAULT-ROLE ${role}.name`,
      "mendix",
    ],
    [
      "a user that could end the SQL",
      new VaultStaticRole({ name: "a", username: 'o"; DROP' }),
      `MX-VAULT-DATABASE ${role}.username`,
      '"orders"',
    ],
    [
      "a rotation at every minute",
      new VaultStaticRole({ name: "a", username: "o", rotationPeriodInSeconds: 60 }),
      `MX-VAULT-TTL ${role}.rotationPeriodInSeconds`,
      "3600",
    ],
  ])("is refused with %s", (_what, authentication, problem, fix) => {
    const { code, prop, ...text } = problemOf(loggingIn(authentication));
    expect(`${code} ${prop}`).toBe(problem);
    expect(text.fix).toContain(fix);
  });

  test.each<readonly [string, VaultDynamicRole, string]>([
    [
      "no owner for the tables",
      new VaultDynamicRole({ name: "a", ownerRole: "" }),
      `MX-VAULT-DATABASE ${role}.ownerRole`,
    ],
    [
      "a lease that ends before it ends",
      new VaultDynamicRole({ name: "a", ownerRole: "o", defaultTtlInSeconds: 172_800, maxTtlInSeconds: 86_400 }),
      `MX-VAULT-TTL ${role}.maxTtlInSeconds`,
    ],
  ])("is refused with %s", (_what, authentication, problem) => {
    expect(problemsOf(loggingIn(authentication, { tokenMaxTtlInSeconds: 2_764_800 }))).toEqual([problem]);
  });
});
