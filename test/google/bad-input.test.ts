import { Fn } from "cdktf";
import {
  Cluster,
  Database,
  describeEnvironment,
  Irsa,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { GoogleCsiDriver, GkeWorkloadIdentity, VersionDeletion } from "../../lib/google";
import { googleSample, withStore } from "../support/samples-google";
import { eks } from "../support/samples";

const token = () => Fn.lookup({}, "x", "y") as string;
const onCluster = (project: string, projectNumber: string) =>
  googleSample({ cluster: Cluster.gke({ name: "prod", project, projectNumber }) });
const withAccount = (accountId: string) =>
  googleSample({ identity: GkeWorkloadIdentity.withServiceAccount({ accountId }) });
const actingAs = (email: string) =>
  googleSample({ identity: GkeWorkloadIdentity.fromExistingServiceAccount({ email }) });
const withExisting = (secret: string, keys: readonly string[] = ["mx-admin-password"]) =>
  withStore({ existing: [{ secret, keys }] });
const withPassword = (entry: string) =>
  googleSample({
    database: Database.postgresql({
      host: "10.0.0.3",
      name: "orders",
      username: "orders",
      password: SecretValue.external({ entry }),
    }),
  });
const kmsKey = (location: string) => `projects/acme-keys/locations/${location}/keyRings/r/cryptoKeys/k`;

interface Case {
  readonly what: string;
  readonly props: MendixSecretStoreEnvironmentProps;
  /** Code and prop. */
  readonly problem: string;
  /** A part of the message that says what is wrong. */
  readonly says: string;
  /** A part of the fix that says what to write. */
  readonly fix: string;
}

const CASES: readonly Case[] = [
  {
    what: "the number of the project in place of its id",
    props: onCluster("123456789012", "123456789012"),
    problem: "MX-CLUSTER-PROJECT cluster.project",
    says: "is the number of a project, not its id",
    fix: 'Write project: "acme-prod"',
  },
  {
    what: "the id of the project in place of its number",
    props: onCluster("acme-prod", "acme-prod"),
    problem: "MX-CLUSTER-PROJECT cluster.projectNumber",
    says: '"acme-prod" is not the number of a project',
    fix: 'Write projectNumber: "123456789012"',
  },
  {
    what: "a principal without the number",
    props: onCluster("acme-prod", ""),
    problem: "MX-CLUSTER-PROJECT cluster.projectNumber",
    says: "The number of the project is missing",
    fix: 'Write projectNumber: "123456789012"',
  },
  {
    what: "a project that only an apply makes known",
    props: onCluster(token(), "123456789012"),
    problem: "MX-TOKEN cluster.project",
    says: "not known at synthesis",
    fix: 'Write project: "acme-prod"',
  },
  {
    what: "a number as the project of the store",
    props: withStore({ project: "123456789012" }),
    problem: "MX-GOOGLE-PROJECT store.project",
    says: "its number is not the id",
    fix: 'Write project: "acme-prod".',
  },
  {
    what: "a name with a dot",
    props: withStore({ name: "orders.prod" }),
    problem: "MX-GOOGLE-SECRET-ID store.name",
    says: "no dot",
    fix: 'Write "orders-prod"',
  },
  {
    what: "a name that is a path",
    props: withStore({ name: "projects/acme-prod/secrets/orders" }),
    problem: "MX-GOOGLE-SECRET-ID store.name",
    says: "no path",
    fix: 'Write "orders"',
  },
  {
    what: "an id with a dot",
    props: withStore({ secretIds: { "database-host": "db.host" } }),
    problem: 'MX-GOOGLE-SECRET-ID store.secretIds["database-host"]',
    says: '"db.host" is not the id of a secret',
    fix: 'Write "db-host"',
  },
  {
    what: "an id for a key that is not there",
    props: withStore({ secretIds: { "database-hots": "db" } }),
    problem: 'MX-GOOGLE-SECRET-ID store.secretIds["database-hots"]',
    says: "Did you mean database-host?",
    fix: "Write a key that the environment declares",
  },
  {
    what: "two keys that have one id",
    props: withStore({ secretIds: { "database-host": "db", "database-name": "db" } }),
    problem: 'MX-GOOGLE-SECRET-ID store.secretIds["database-name"]',
    says: "database-host and database-name have one secret",
    fix: "Write two ids",
  },
  {
    what: "a key of its own in the secret of somebody else",
    props: withStore({
      secretIds: { "database-host": "shared" },
      existing: [{ secret: "projects/acme-prod/secrets/shared", keys: ["mx-admin-password"] }],
    }),
    problem: 'MX-GOOGLE-SECRET-ID store.secretIds["mx-admin-password"]',
    says: "database-host and mx-admin-password have one secret",
    fix: "Write two ids",
  },
  {
    what: "an existing secret with a dot",
    props: withExisting("orders.admin"),
    problem: "MX-GOOGLE-SECRET-ID store.existing[0].secret",
    says: "holds a dot",
    fix: 'Write "orders-database-host"',
  },
  {
    what: "an existing secret with its version",
    props: withExisting("projects/acme-prod/secrets/orders-admin/versions/3"),
    problem: "MX-GOOGLE-SECRET-ID store.existing[0].secret",
    says: "goes into store.pinnedVersions",
    fix: "projects/acme-prod/secrets/orders-database-host",
  },
  {
    what: "an existing secret by the project's number",
    props: withPassword("projects/123456789012/secrets/orders-db"),
    problem: "MX-GOOGLE-SECRET-ID database.password",
    says: "names the project by something else than its id",
    fix: "projects/acme-prod/secrets",
  },
  {
    what: "an existing secret that only an apply makes known",
    props: withPassword(token()),
    problem: "MX-GOOGLE-SECRET-ID database.password",
    says: "not known at synthesis",
    fix: 'Write "orders-database-host"',
  },
  {
    what: "an existing secret that holds nothing",
    props: withExisting("orders-admin", []),
    problem: "MX-KEY-MISSING store.existing[0].keys",
    says: "holds no keys",
    fix: 'keys: ["database-host"]',
  },
  {
    what: "an existing secret that holds what the Operator does not read",
    props: withExisting("orders-admin", ["mx-admin-pasword"]),
    problem: "MX-KEY-UNKNOWN store.existing[0].keys",
    says: "Did you mean mx-admin-password?",
    fix: "Write a key of the catalogue",
  },
  {
    what: "the driver of GKE's add-on",
    props: withStore({ driver: GoogleCsiDriver.GKE_ADD_ON }),
    problem: "MX-GOOGLE-DRIVER store.driver",
    says: "The Operator mounts secrets-store.csi.k8s.io only",
    fix: "Install the open-source driver",
  },
  {
    what: "a key in one region for automatic replication",
    props: withStore({ kmsKeyName: kmsKey("europe-west1") }),
    problem: "MX-GOOGLE-KMS store.kmsKeyName",
    says: "automatic replication takes one in global only",
    fix: "projects/PROJECT/locations/global/",
  },
  {
    what: "a key in another region than the copy",
    props: withStore({ replicas: [{ location: "europe-west4", kmsKeyName: kmsKey("europe-west1") }] }),
    problem: "MX-GOOGLE-KMS store.replicas[0].kmsKeyName",
    says: "The key is in europe-west1, and the copy is in europe-west4",
    fix: "projects/PROJECT/locations/europe-west4/",
  },
  {
    what: "the key of automatic replication beside replicas",
    props: withStore({ kmsKeyName: kmsKey("global"), replicas: [{ location: "europe-west4" }] }),
    problem: "MX-GOOGLE-KMS store.kmsKeyName",
    says: "given together with replicas",
    fix: "Write kmsKeyName on each replica",
  },
  {
    what: "a key that is none",
    props: withStore({ kmsKeyName: "my-key" }),
    problem: "MX-GOOGLE-KMS store.kmsKeyName",
    says: '"my-key" is not the resource name of a key',
    fix: "keyRings/RING/cryptoKeys/KEY",
  },
  {
    what: "no location",
    props: withStore({ replicas: [] }),
    problem: "MX-GOOGLE-REPLICATION store.replicas",
    says: "The list of locations is empty",
    fix: 'Write replicas: [{ location: "europe-west1" }]',
  },
  {
    what: "one location twice",
    props: withStore({ replicas: [{ location: "europe-west4" }, { location: "europe-west4" }] }),
    problem: "MX-GOOGLE-REPLICATION store.replicas[1].location",
    says: "named twice",
    fix: 'Write location: "europe-west1".',
  },
  {
    what: "a label in capitals",
    props: withStore({ labels: { Team: "Shop" } }),
    problem: 'MX-GOOGLE-LABEL store.labels["Team"]',
    says: "lower-case",
    fix: '"cost-center"',
  },
  {
    what: "a pin of a key that is not there",
    props: withStore({ pinnedVersions: { "mx-admin-password": "3" } }),
    problem: 'MX-GOOGLE-VERSION store.pinnedVersions["mx-admin-password"]',
    says: "No secret holds",
    fix: "Write a key that the environment has",
  },
  {
    what: "a pin that is no version",
    props: withStore({ pinnedVersions: { "database-host": "0" }, versionDeletion: VersionDeletion.KEEP }),
    problem: 'MX-GOOGLE-VERSION store.pinnedVersions["database-host"]',
    says: '"0" is neither the number of a version nor an alias',
    fix: 'Write "3"',
  },
  {
    what: "a pin that the next value would leave without its version",
    props: withStore({ pinnedVersions: { "database-password": "3" } }),
    problem: 'MX-GOOGLE-VERSION store.pinnedVersions["database-password"]',
    says: "take version 3 away from the pod",
    fix: "VersionDeletion.KEEP",
  },
  {
    what: "an empty setting",
    props: googleSample({ constants: { "Shop.Title": "" } }),
    problem: 'MX-VALUE-FORM constants["Shop.Title"]',
    says: "takes no empty value",
    fix: "Leave it out",
  },
  {
    what: "a setting that is too large",
    props: googleSample({ constants: { "Shop.Title": "x".repeat(65_537) } }),
    problem: 'MX-VALUE-FORM constants["Shop.Title"]',
    says: "has 65537 bytes",
    fix: "Write a shorter one",
  },
  {
    what: "an identity of another cloud",
    props: googleSample({ identity: new Irsa(), cluster: gkeWithProvider() }),
    problem: "MX-IDENTITY store",
    says: "the pod needs a Google identity, and the environment has IRSA",
    fix: "Write identity: new GkeWorkloadIdentity()",
  },
  {
    what: "an id of a service account that is too short",
    props: withAccount("app"),
    problem: "MX-GOOGLE-SERVICE-ACCOUNT identity.accountId",
    says: '"app" is not the id of a service account',
    fix: "leave accountId out",
  },
  {
    what: "an email that is none of a service account",
    props: actingAs("orders@example.com"),
    problem: "MX-GOOGLE-SERVICE-ACCOUNT identity.email",
    says: '"orders@example.com" is not the email of a service account',
    fix: 'Write email: "orders@acme-prod.iam.gserviceaccount.com"',
  },
];

/** A cluster whose pods AWS would know too, so that the identity alone is wrong. */
function gkeWithProvider(): Cluster {
  return Object.assign(Cluster.gke({ name: "prod", project: "acme-prod", projectNumber: "123456789012" }), {
    oidcProviderArn: eks.oidcProviderArn,
    account: eks.account,
    partition: eks.partition,
    issuerHost: eks.issuerHost,
  });
}

describe("a declaration for Google with", () => {
  it.each(CASES)("$what is refused, and says what to write", ({ props, problem, says, fix }) => {
    const { problems } = describeEnvironment(props);
    expect(problems.map(({ code, prop }) => `${code} ${prop}`)).toEqual([problem]);
    expect(problems[0]?.message).toContain(says);
    expect(problems[0]?.fix).toContain(fix);
  });
});
