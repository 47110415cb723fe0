import {
  DatabaseTls,
  SecretValue,
  VaultDatabase,
  VaultDatabaseEngine,
  VaultDynamicRole,
  VaultStaticRole,
  type VaultDatabaseProps,
} from "../../lib";
import { resourcesOf } from "../support/synthesize";
import { PEM, problemsOfPart, synthesizePart } from "./vault-parts";

const PROPS: VaultDatabaseProps = {
  name: "orders-db",
  engine: VaultDatabaseEngine.POSTGRESQL,
  host: "db.example.com",
  database: "orders",
  username: "vault",
  password: SecretValue.fromVariable(),
  roles: [new VaultStaticRole({ name: "orders-prod", username: "orders" })],
};
const synthesizeDatabase = (changes: Partial<VaultDatabaseProps> = {}) =>
  synthesizePart((stack) => new VaultDatabase(stack, "database", { ...PROPS, ...changes }));

describe("VaultDatabase", () => {
  test("connects with a write-only password, and lets exactly its roles be used", () => {
    const { variable, ...synthesized } = synthesizeDatabase();
    expect(resourcesOf(synthesized, "vault_mount")).toEqual([
      {
        path: "database",
        type: "database",
        description: "Database credentials of Mendix apps",
        lifecycle: { prevent_destroy: true },
      },
    ]);
    expect(resourcesOf(synthesized, "vault_database_secret_backend_connection")).toEqual([
      {
        backend: expect.stringContaining("vault_mount"),
        name: "orders-db",
        allowed_roles: ["orders-prod"],
        verify_connection: true,
        postgresql: {
          connection_url: "postgresql://{{username}}:{{password}}@db.example.com:5432/orders?sslmode=verify-full",
          username: "vault",
          password_wo: "${var.orders_db_vault_password}",
          password_wo_version: 1,
        },
      },
    ]);
    expect(resourcesOf(synthesized, "vault_database_secret_backend_static_role")).toEqual([
      {
        backend: expect.stringContaining("vault_database_secret_backend_connection"),
        db_name: expect.stringContaining("vault_database_secret_backend_connection"),
        name: "orders-prod",
        username: "orders",
        rotation_period: 86_400,
      },
    ]);
    expect(variable).toMatchObject({ orders_db_vault_password: { ephemeral: true } });
  });

  test("makes users that act as the owner of the tables", () => {
    const role = new VaultDynamicRole({ name: "orders-prod", ownerRole: "orders_owner", defaultTtlInSeconds: 7_200 });
    const [synthesized] = resourcesOf(synthesizeDatabase({ roles: [role] }), "vault_database_secret_backend_role");
    expect(synthesized).toEqual({
      backend: expect.any(String),
      db_name: expect.any(String),
      name: "orders-prod",
      default_ttl: 7_200,
      max_ttl: 2_764_800,
      creation_statements: [
        `CREATE ROLE "{{name}}" WITH LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}' INHERIT IN ROLE "orders_owner"`,
        `ALTER ROLE "{{name}}" SET role TO 'orders_owner'`,
        'GRANT "{{name}}" TO CURRENT_USER',
      ],
      revocation_statements: [expect.stringMatching(/^DO \$\$ .*REASSIGN OWNED BY "\{\{name\}\}" TO "orders_owner"/)],
    });
  });

  test("takes every choice that its props offer", () => {
    const roles = [new VaultStaticRole({ name: "orders", username: "orders", mount: "db/orders" })];
    const choices = { mount: "db/orders", existingMount: true, namespace: "acme", caCert: PEM, roles };
    const synthesized = synthesizeDatabase({ ...choices, tls: DatabaseTls.REQUIRE, host: "db:6432" });
    expect(resourcesOf(synthesized, "vault_mount")).toEqual([]);
    expect(resourcesOf(synthesized, "vault_database_secret_backend_connection")).toMatchObject([
      {
        namespace: "acme",
        backend: "db/orders",
        postgresql: {
          connection_url: "postgresql://{{username}}:{{password}}@db:6432/orders?sslmode=require",
          tls_ca: PEM,
        },
      },
    ]);
  });

  test("speaks to a SQL Server in its own way", () => {
    const roles = [new VaultDynamicRole({ name: "shop", ownerRole: "db_owner" })];
    const synthesized = synthesizeDatabase({ engine: VaultDatabaseEngine.SQL_SERVER, roles });
    expect(resourcesOf(synthesized, "vault_database_secret_backend_connection")).toMatchObject([
      {
        mssql: {
          connection_url:
            "sqlserver://{{username}}:{{password}}@db.example.com:1433?database=orders&encrypt=true&TrustServerCertificate=false",
          password_wo: "${var.orders_db_vault_password}",
        },
      },
    ]);
    expect(resourcesOf(synthesized, "vault_database_secret_backend_role")).toMatchObject([
      { creation_statements: expect.arrayContaining(["ALTER ROLE [db_owner] ADD MEMBER [{{name}}]"]) },
    ]);
  });

  test("says how its password becomes known to Vault alone", () => {
    expect(synthesizeDatabase().part.steps[0]?.does).toBe("vault write -f database/rotate-root/orders-db");
  });

  const role = PROPS.roles[0]!;
  test.each<readonly [string, Partial<VaultDatabaseProps>, string]>([
    ["a name with a slash", { name: "a/b" }, "MX-VAULT-ROLE name"],
    ["a host with a scheme", { host: "postgres://db" }, "MX-DATABASE-HOST host"],
    ["a database that could end the URL", { database: "orders?sslmode=disable" }, "MX-VAULT-DATABASE database"],
    ["a user that could end the SQL", { username: 'v"' }, "MX-VAULT-DATABASE username"],
    ["a password that Terraform does not have", { password: SecretValue.external() }, "MX-VAULT-DATABASE password"],
    ["a generated password", { password: SecretValue.generated() }, "MX-SECRET-GENERATED password"],
    ["a plain password", { password: "p" as unknown as SecretValue }, "MX-SECRET-PLAIN password"],
    ["a CA for a SQL Server", { caCert: PEM, engine: VaultDatabaseEngine.SQL_SERVER }, "MX-VAULT-DATABASE caCert"],
    ["a CA for no encryption", { caCert: PEM, tls: DatabaseTls.DISABLE }, "MX-VAULT-DATABASE tls"],
    ["a role of another mount", { mount: "db" }, "MX-VAULT-DATABASE roles[0].mount"],
    [
      "a role that is Vault's own user",
      { roles: [new VaultStaticRole({ name: "a", username: "vault" })] },
      "MX-VAULT-DATABASE roles[0].username",
    ],
  ])("refuses %s", (_what, changes, expected) => {
    const problems = problemsOfPart((stack) => new VaultDatabase(stack, "database", { ...PROPS, ...changes }));
    expect(problems.map(({ code, prop }) => `${code} ${prop}`)).toEqual([expected]);
  });

  test("refuses two roles of one name", () => {
    const problems = problemsOfPart((stack) => new VaultDatabase(stack, "db", { ...PROPS, roles: [role, role] }));
    expect(problems.map(({ prop }) => prop)).toEqual(["roles[0].name", "roles[1].name"]);
  });
});

test.each([
  ["nothing", {}, "MX-PROP"],
  ["an engine that is none", { engine: "mysql" }, "MX-CHOICE"],
])("a JavaScript caller who writes %s gets a problem, not a stack trace", (_, props, problem) => {
  const problems = problemsOfPart((stack) => new VaultDatabase(stack, "database", props as VaultDatabaseProps));
  expect(problems.map(({ code }) => code)).toEqual([problem]);
});
