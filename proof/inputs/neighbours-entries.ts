import {
  App,
  AwsSecretsManager,
  Cluster,
  Database,
  FileStorage,
  Irsa,
  KubernetesSecret,
  SecretValue,
  Vault,
  VaultStaticRole,
  type MendixSecretStoreEnvironmentProps,
  type VaultProps,
} from "../../lib";
import type { Neighbour, Neighbours, Way, Words } from "./neighbours";

type Props = MendixSecretStoreEnvironmentProps;
type Changes = Partial<Props>;

const ARN = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/";
const SECRET = SecretValue.fromVariable();
const ADDRESS = "https://vault.example.com:8200";

const other = (name: string, issuer = `https://${name}.example.com`) => Cluster.other({ name, issuer });
const eks = (name: string, id = name) => Cluster.eks({ name, oidcProviderArn: ARN + id });

/** An environment with a database and files of its own. */
function environment(name: string, namespace: string, own: string, changes: Changes): Neighbour {
  return {
    props: {
      name,
      namespace,
      cluster: other("prod"),
      versions: { operator: "2.26.0", mendix: "10.24.14" },
      store: new Vault({ address: ADDRESS }),
      database: Database.postgresql({ host: `${own}.example.com`, name: own, username: own, password: SECRET }),
      storage: FileStorage.s3Compatible({
        endpoint: `https://minio-${own}.example.com`,
        bucket: own,
        accessKeyId: SECRET,
        secretAccessKey: SECRET,
      }),
      app: App.standalone({ sourceUrl: "oci-image://registry.example.com/orders:1.4.2" }),
      ...changes,
    },
  };
}

type Pair = (one: Changes, two: Changes) => readonly [Neighbour, Neighbour];

/** Two environments of different names, and two of the same. */
function pairs({ one, two, namespace }: Words): { readonly named: Pair; readonly alike: Pair } {
  return {
    named: (a, b) => [environment(one, namespace, one, a), environment(two, namespace, two, b)],
    alike: (a, b) => [environment(one, namespace, one, a), environment(one, namespace, two, b)],
  };
}

/** Two environments on one Vault that share nothing. */
export function onVault(words: Words): readonly [Neighbour, Neighbour] {
  return pairs(words).named({}, {});
}

const vault = (props: VaultProps = {}): Changes => ({ store: new Vault(props) });
const reads = (entry: string): Changes => ({ adminPassword: SecretValue.external({ entry, property: "value" }) });

function way(title: string, pair: (words: Words, to: ReturnType<typeof pairs>) => Neighbours): Way {
  return { title, pair: (words) => pair(words, pairs(words)) };
}

/** Two ways to write one Vault's address, and an address of another one. */
const ADDRESSES: readonly (readonly [one: string | undefined, two: string | undefined, apart: string])[] = [
  [undefined, ADDRESS, ADDRESS],
  [ADDRESS, "https://vault.example.com.:8200", "https://vault2.example.com:8200"],
  [ADDRESS, "https://VAULT.example.com/", "https://vault2.example.com"],
  [undefined, "http://vault.vault.svc:8200", "http://vault.vault.svc:8200"],
  ["http://vault.vault.svc:8200", "http://vault.vault.svc.cluster.local:8200", "http://vault.other.svc:8200"],
  ["https://vault-active.vault.svc:8200", "https://vault.vault.svc.acme.internal:8200", "https://vault.other.svc:8200"],
  ["https://vault.vault:8200", "http://vault.vault.svc:8200", "http://vault.other.svc:8200"],
];

const OF_VAULT: readonly Way[] = [
  ...ADDRESSES.map(([one, two, apart]) =>
    way(`one Vault, written as ${one ?? "none"} and ${two ?? "none"}`, ({ third, two: own }, { named }) => {
      const at = (address: string | undefined, path: string) => vault({ path, ...(address ? { address } : {}) });
      const existing = { path: `${third}/database-password`, keys: ["mx-const-A.B"] };
      const reader = vault({ existing: [existing], ...(two ? { address: two } : {}) });
      // Without an address it may be any Vault of the cluster: then only another path is another entry.
      const path = one === undefined || two === undefined ? own : third;
      return { shared: named(at(one, third), reader), apart: named(at(one, third), at(apart, path)) };
    }),
  ),
  way("two clusters at one auth mount", ({ third }, { named }) => ({
    shared: named({ cluster: other("a") }, { cluster: other("b") }),
    apart: named({ cluster: other("a") }, { cluster: other("b"), ...vault({ address: ADDRESS, authMount: third }) }),
  })),
  way("a child's entry, by its path from the root", ({ third, two }, { named }) => {
    const own = vault({ address: ADDRESS, namespace: two, path: third });
    return {
      shared: named(own, reads(`/${two}/secret/data/${third}/database-password`)),
      apart: named(own, reads(`/${two}/secret/data/shared-${third}`)),
    };
  }),
  way("a grandchild's entry, by its path from the child", ({ third, two }, { named }) => {
    const own = vault({ address: ADDRESS, namespace: `${two}/x`, path: third });
    const reader = (path: string) => ({ ...vault({ address: ADDRESS, namespace: two }), ...reads(path) });
    return {
      shared: named(own, reader(`/x/secret/data/${third}/database-password`)),
      apart: named(own, reader(`/y/secret/data/${third}/database-password`)),
    };
  }),
  way("credentials of another's static role", ({ third }, { named }) => {
    const authentication = new VaultStaticRole({ name: third, username: "orders" });
    const database = Database.postgresql({ host: "static.example.com", name: "static", authentication });
    return {
      shared: named({ database }, reads(`/database/static-creds/${third}`)),
      apart: named({ database }, reads(`/database/static-creds/${third}-other`)),
    };
  }),
];

const OF_CLUSTERS: readonly Way[] = [
  way("one cluster under two names", ({ third }, { alike }) => {
    const alias = (issuer: string): Changes => ({
      cluster: other(third, issuer),
      ...vault({ address: ADDRESS, authMount: "other" }),
    });
    return {
      shared: alike({}, alias("https://PROD.example.com:443/")),
      apart: alike({}, alias("https://other.example.com")),
    };
  }),
  way("one cluster by its issuer and by its account", ({ third }, { alike, named }) => {
    const byAccount = Cluster.eks({ name: third, account: "111122223333", region: "eu-west-1" });
    return {
      shared: alike({ cluster: eks(third) }, { cluster: byAccount, ...vault() }),
      apart: named({ cluster: eks(third) }, { cluster: byAccount }),
    };
  }),
  way("a trusted cluster that has such an environment", ({ third }, { alike, named }) => {
    const trusting = {
      cluster: eks("prod"),
      store: new AwsSecretsManager(),
      identity: new Irsa({ alsoTrust: [eks(third)] }),
    };
    const there = { cluster: eks(third) };
    return { shared: alike(trusting, there), apart: named(trusting, there) };
  }),
];

const OF_COPIES: readonly Way[] = [
  way("an entry in the region of a replica", ({ one, third, namespace }, { named }) => {
    const aws = { cluster: eks("prod"), identity: new Irsa() };
    const own = { ...aws, store: new AwsSecretsManager({ name: third, replicas: [{ region: "eu-central-1" }] }) };
    const reader = (secret: string) => {
      const existing = [{ secret, keys: ["mx-const-A.B"] }];
      return { ...aws, store: new AwsSecretsManager({ region: "eu-central-1", existing }) };
    };
    return {
      shared: named(own, reader(`${third}/database-password`)),
      apart: named(own, reader(`shared/${namespace}/${one}/database-password`)),
    };
  }),
  way("an entry in the region that a pod turns to", ({ third }, { named }) => {
    const aws = { cluster: eks("prod"), identity: new Irsa() };
    const own = { ...aws, store: new AwsSecretsManager({ name: third, region: "eu-central-1" }) };
    const reader = (secret: string) => {
      const failover = { replicas: [{ region: "eu-central-1" }], failoverRegion: "eu-central-1" };
      return { ...aws, store: new AwsSecretsManager({ ...failover, existing: [{ secret, keys: ["mx-const-A.B"] }] }) };
    };
    return { shared: named(own, reader(`${third}/database-password`)), apart: named(own, reader(`shared-${third}/x`)) };
  }),
  way("a Kubernetes Secret, by a variable of another app", ({ one, third }, { named }) => {
    const reader = (secretName: string) => {
      const environmentVariables = { X: { secretName, key: "database-password" } };
      return { app: App.standalone({ sourceUrl: "oci-image://registry.example.com/a:1", environmentVariables }) };
    };
    const own = { store: new KubernetesSecret() };
    return { shared: named(own, reader(one)), apart: named(own, reader(`${third}-secret`)) };
  }),
];

/** Ways in which one environment reads what is another's, or logs in as it. */
export const WAYS_OF_ENTRIES: readonly Way[] = [...OF_VAULT, ...OF_CLUSTERS, ...OF_COPIES];
