import { TerraformStack, Testing } from "cdktf";
import {
  App,
  AwsSecretsManager,
  Cluster,
  Database,
  describeEnvironment,
  FileStorage,
  Irsa,
  MendixSecretStoreEnvironment,
  RdsIam,
  SecretValue,
  Vault,
  VaultStaticRole,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { collisionProblems } from "../../lib/engine/collisions";
import { Registry } from "../../lib/engine/registry";
import { ACCOUNT, eks, sample } from "../support/samples";

type Changes = Partial<MendixSecretStoreEnvironmentProps>;

/** Collisions of environments, each in a stack of its own unless told. */
function collisionsOf(environments: readonly Changes[], oneStack = false): readonly string[] {
  const app = Testing.app();
  const shared = new TerraformStack(app, "shared");
  environments.forEach((changes, index) => {
    const stack = oneStack ? shared : new TerraformStack(app, `stack${index}`);
    new MendixSecretStoreEnvironment(stack, `environment${index}`, sample(changes));
  });
  return Registry.of(app).problems.map(
    ({ code, environment, prop, message }) => `${code} ${environment} ${prop}: ${message}`,
  );
}

const storage = (prefix: string) => FileStorage.s3({ bucket: "acme-files", prefix });
/** Another cluster, with an issuer of its own. */
const dr = Cluster.eks({ name: "dr", oidcProviderArn: eks.oidcProviderArn?.replace("ABC", "DEF") ?? "" });
const other = { name: "shop", storage: storage("shop") };

const sharedRole = { roleArn: `arn:aws:iam::${ACCOUNT}:role/apps` };
const login = { username: "app", password: SecretValue.fromVariable() };
const postgresql = (host: string, name = "apps") => ({ database: Database.postgresql({ host, name, ...login }) });
const sqlServer = (name: string) => ({ database: Database.sqlServer({ host: "db.example.com", name, ...login }) });
const rds = (name: string, resourceId = "db-ABC123") => {
  const authentication = new RdsIam({ resourceId });
  return { database: Database.postgresql({ host: "db.example.com", name, username: "app", authentication }) };
};
const domain = (appUrl: string) => ({ app: App.standalone({ sourceUrl: "oci-image://registry/app:1", appUrl }) });
const store = new Vault({ address: "https://vault.example.com" });
const rotated = (name: string) => {
  const authentication = new VaultStaticRole({ name, username: "app" });
  return { store, database: Database.postgresql({ host: "db.example.com", name, authentication }) };
};

describe("two environments", () => {
  it("have nothing to say where they share nothing", () => {
    expect(collisionsOf([{}, other])).toEqual([]);
  });

  it("never share a name in a namespace of a cluster", () => {
    expect(collisionsOf([{}, {}])[0]).toBe(
      'MX-COLLISION orders name: The environment "orders" is taken by orders (stack0/environment0).',
    );
  });

  it("may have one name in two clusters, whose cloud-side names differ", () => {
    expect(collisionsOf([{}, { cluster: dr, storage: storage("dr") }])).toEqual([]);
  });

  it("are one where a cluster has two names: their pods' tokens are the same", () => {
    const alias = Cluster.eks({ name: "alias", oidcProviderArn: eks.oidcProviderArn ?? "" });
    expect(collisionsOf([{}, { cluster: alias, storage: storage("alias") }])).toEqual([
      'MX-COLLISION orders name: The environment "orders" is taken by orders (stack0/environment0).',
    ]);
    expect(collisionsOf([{}, { cluster: dr, storage: storage("dr") }])).toEqual([]);
  });

  it("never trust a pod that is another environment's", () => {
    const trusting = { identity: new Irsa({ alsoTrust: [dr] }) };
    const inDr = { cluster: dr, storage: storage("dr") };
    expect(collisionsOf([trusting, inDr])).toEqual([
      'MX-COLLISION orders name: The environment "orders" is taken by orders (stack0/environment0) (identity.alsoTrust[0]).',
    ]);
    expect(collisionsOf([inDr, trusting])).toEqual([
      'MX-COLLISION orders identity.alsoTrust[0]: The environment "orders" is taken by orders (stack0/environment0) (name).',
    ]);
    expect(collisionsOf([trusting, { ...inDr, name: "shop" }])).toEqual([]);
  });

  it("never read each other's entries in the region of a replica", () => {
    const replicated = { store: new AwsSecretsManager({ replicas: [{ region: "eu-central-1" }] }) };
    const secret = "prod/mendix/orders/database-password";
    const central = { existing: [{ secret, keys: ["mx-const-A.B"] }], region: "eu-central-1" };
    expect(collisionsOf([replicated, { ...other, store: new AwsSecretsManager(central) }])).toEqual([
      `MX-COLLISION shop store.existing: The Secrets Manager secret "${secret}" is taken by orders (store.name).`,
    ]);
  });

  it.each<[what: string, one: Changes, two: Changes, problem: string]>([
    [
      "role, whose name IAM compares without case",
      { identity: new Irsa({ roleName: "Apps" }) },
      { identity: new Irsa({ roleName: "apps" }) },
      'MX-COLLISION shop identity.roleName: The IAM role "apps" is taken by orders.',
    ],
    [
      "prefix",
      { storage: storage("files") },
      { storage: storage("files") },
      'MX-COLLISION shop storage.prefix: The S3 prefix "files" is taken by orders.',
    ],
    [
      "prefix inside a prefix",
      { storage: storage("files") },
      { storage: storage("files/shop") },
      'MX-COLLISION shop storage.prefix: The S3 prefix "files/shop" is taken by orders as "files".',
    ],
    [
      "entry",
      { store: new AwsSecretsManager({ name: "apps" }) },
      { store: new AwsSecretsManager({ name: "apps" }) },
      'MX-COLLISION shop store.name: The Secrets Manager secret "apps" is taken by orders.',
    ],
    [
      "database, whatever the port's spelling",
      postgresql("DB.example.com"),
      postgresql("db.example.com.:5432"),
      'MX-COLLISION shop database.name: The database "apps" is taken by orders.',
    ],
    [
      "database that SQL Server compares without case",
      sqlServer("Apps"),
      sqlServer("apps"),
      'MX-COLLISION shop database.name: The database "apps" is taken by orders.',
    ],
    [
      "user of an RDS instance, in two of its databases",
      rds("orders"),
      rds("shop"),
      'MX-COLLISION shop database.username: The database user "app" is taken by orders.',
    ],
    [
      "user whose password Vault rotates",
      rotated("orders"),
      rotated("shop"),
      'MX-COLLISION shop database.authentication.username: The database user "app" is taken by orders.',
    ],
    [
      "domain",
      domain("apps.example.com"),
      domain("Apps.example.com"),
      'MX-COLLISION shop app.appUrl: The domain of an app "apps.example.com" is taken by orders.',
    ],
  ])("never share a %s", (_, one, two, problem) => {
    expect(collisionsOf([one, { ...other, ...two }])).toContain(problem);
  });

  it.each<[what: string, one: Changes, two: Changes]>([
    ["user of another instance", rds("orders"), rds("shop", "db-DEF456")],
    ["database of another name", postgresql("db.example.com", "Apps"), postgresql("db.example.com", "apps")],
    ["database at another port", postgresql("db.example.com:5432"), postgresql("db.example.com:5433")],
    ["user who logs in by password", postgresql("db.example.com", "a"), postgresql("db.example.com", "b")],
  ])("are two with a %s", (_, one, two) => {
    expect(collisionsOf([one, { ...other, ...two }])).toEqual([]);
  });

  it("share a host without a public name within a cluster, a service without a namespace within the namespace", () => {
    const inDr = { ...other, cluster: dr };
    const taken = ['MX-COLLISION shop database.name: The database "apps" is taken by orders.'];
    for (const host of ["postgres.data.svc", "10.0.0.5", "db.internal"]) {
      expect(collisionsOf([postgresql(host), { ...other, ...postgresql(host) }])).toEqual(taken);
      expect(collisionsOf([postgresql(host), { ...inDr, ...postgresql(host) }])).toEqual([]);
    }
    expect(collisionsOf([postgresql("postgres"), { ...other, ...postgresql("postgres") }])).toEqual(taken);
    const inTest = { ...other, namespace: "test", ...postgresql("postgres") };
    expect(collisionsOf([postgresql("postgres"), inTest])).toEqual([]);
  });

  it("may have one domain in two clusters, as one that takes over has", () => {
    expect(collisionsOf([domain("a.example.com"), { ...other, cluster: dr, ...domain("a.example.com") }])).toEqual([]);
  });

  it("never read each other's entries, by name or by ARN", () => {
    const arn = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:prod/mendix/orders/database-password`;
    for (const entry of ["prod/mendix/orders/database-password", arn, `${arn}-AbCdEf`]) {
      const adminPassword = SecretValue.external({ entry });
      expect(collisionsOf([{}, { ...other, adminPassword }])).toEqual([
        'MX-COLLISION shop store.existing: The Secrets Manager secret "prod/mendix/orders/database-password" is taken by orders (store.name).',
      ]);
    }
  });

  it("may both read what somebody else made", () => {
    const adminPassword = SecretValue.external({ entry: "shared/admin" });
    expect(collisionsOf([{ adminPassword }, { ...other, adminPassword }])).toEqual([]);
  });

  it.each<[what: string, changes: Changes]>([
    ["role", { identity: Irsa.fromExistingRole(sharedRole) }],
    ["role, which both add policies to", { identity: Irsa.fromExistingRole({ ...sharedRole, mutable: true }) }],
    ["role of Vault", { store: new Vault({ address: "https://v.example.com", existingRole: "a", audience: "vault" }) }],
  ])("may share somebody else's %s", (_, changes) => {
    const files = FileStorage.s3({ bucket: "shop-files", prefix: "shop" });
    expect(collisionsOf([changes, { ...other, storage: files, ...changes }])).toEqual([]);
  });

  it("never share a role that one of them makes", () => {
    const existing = {
      identity: Irsa.fromExistingRole({ roleArn: `arn:aws:iam::${ACCOUNT}:role/prod-mendix-orders` }),
    };
    const problem =
      'MX-COLLISION shop identity.roleArn: The IAM role "prod-mendix-orders" is taken by orders (identity.roleName).';
    expect(collisionsOf([{}, { ...other, ...existing }])).toEqual([problem]);
  });

  it("never add policies of one name to a role", () => {
    const alike = Cluster.eks({ name: "prod", oidcProviderArn: dr.oidcProviderArn ?? "" });
    const identity = Irsa.fromExistingRole({ ...sharedRole, mutable: true });
    const changes = { cluster: alike, storage: storage("dr"), store: new AwsSecretsManager({ name: "dr" }) };
    expect(collisionsOf([{ identity }, { ...changes, identity }])).toContain(
      'MX-COLLISION orders identity.roleArn: The inline policy "prod-mendix-orders-secret-store" is taken by orders (stack0/environment0).',
    );
  });

  it("have variables of their own in one stack", () => {
    const changes = { cluster: dr, storage: storage("dr") };
    expect(collisionsOf([{}, changes], true)).toEqual([
      'MX-COLLISION orders database.password: The Terraform variable "orders_database_password" is taken by orders (shared/environment0).',
    ]);
    expect(collisionsOf([{}, changes], false)).toEqual([]);
  });
});

describe("one environment", () => {
  it("never repeats what was refused as the name of a variable: it may be the secret", () => {
    const key = SecretValue.fromVariable({ name: "Hunter-2" });
    const props = sample({ constants: { "A.Key": key, "B.Key": key } });
    expect(collisionsOf([props]).map((problem) => problem.split(" ")[0])).toEqual([
      "MX-VARIABLE-NAME",
      "MX-VARIABLE-NAME",
    ]);
    expect(JSON.stringify([collisionsOf([props]), describeEnvironment(props)])).not.toContain("Hunter");
  });

  it("never gives two secrets one variable", () => {
    const secret = SecretValue.fromVariable();
    expect(collisionsOf([{ constants: { "A.BcD": secret, "A.Bc_D": secret } }])).toHaveLength(1);
  });
});

describe("ten thousand environments", () => {
  it("are compared in one pass", () => {
    const blueprint = describeEnvironment(sample());
    const owners = Array.from({ length: 10_000 }, (_, index) => ({
      blueprint: {
        ...blueprint,
        claims: blueprint.claims.map((claim) => ({ ...claim, name: `${claim.name}${index % 9_999}` })),
      },
      owner: `stack${index}/environment`,
      stack: `stack${index}`,
    }));
    const certain = blueprint.claims.filter(({ uncertain }) => !uncertain);
    expect(collisionProblems(owners)).toHaveLength(certain.length);
  });
});
