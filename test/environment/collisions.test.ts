import { TerraformStack, Testing } from "cdktf";
import {
  AwsSecretsManager,
  Cluster,
  describeEnvironment,
  FileStorage,
  Irsa,
  MendixSecretStoreEnvironment,
  SecretValue,
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
  ])("never share a %s", (_, one, two, problem) => {
    expect(collisionsOf([one, { ...other, ...two }])).toContain(problem);
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
