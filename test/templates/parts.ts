import { Testing, type TerraformStack } from "cdktf";
import {
  Cluster,
  SecretValue,
  VaultAuth,
  VaultDatabase,
  VaultDatabaseEngine,
  VaultDynamicRole,
  VaultKvMount,
  VaultLogin,
  VaultStaticRole,
} from "../../lib";
import { CsiDriver, CsiProvider, MendixClusterPrerequisites } from "../../lib/cluster";
import { newStack } from "../support/synthesize";
import { leavesOf, templatesIn, withText, type Leaf } from "./leaves";

/** A construct with a template in one of the texts of its props. */
export interface PartTry {
  readonly leaf: Leaf;
  readonly text: string;
  /** What Terraform gets; throws where the text is refused. */
  readonly output: () => unknown;
}

/** What only TypeScript declares, with each text of its props in turn a template. */
export interface Part {
  readonly title: string;
  readonly output: () => unknown;
  readonly tries: () => readonly PartTry[];
}

const PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const OIDC = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC";
const CLUSTER = { name: "prod", issuer: "https://issuer.example.com", oidcProviderArn: OIDC };
const DATABASE = { host: "db.example.com:5432", database: "orders", username: "vault", namespace: "team-a" };
const OUTSIDE = { kubernetesHost: "https://api.example.com:6443", kubernetesCaCert: PEM };

function part<D>(title: string, data: D, make: (stack: TerraformStack, data: D) => unknown): Part {
  const output = (given: D) => {
    const stack = newStack("part");
    make(stack, given);
    return JSON.parse(Testing.synth(stack)) as unknown;
  };
  const leaves = leavesOf(data).filter(({ isKey }) => !isKey);
  const tries = () =>
    leaves.flatMap((leaf) =>
      templatesIn(leaf.text).map((text) => ({ leaf, text, output: () => output(withText(data, leaf, text)) })),
    );
  return { title, output: () => output(data), tries };
}

function auth(login: VaultLogin, given: object): Part {
  const data = { cluster: CLUSTER, mount: "kubernetes", namespace: "team-a", ...given };
  const secret = login === VaultLogin.REVIEWER_TOKEN ? { reviewerToken: SecretValue.fromVariable() } : {};
  return part(`VaultAuth by ${login}, ${Object.keys(given).join(" and ")}`, data, (stack, { cluster, ...props }) => {
    new VaultAuth(stack, "part", { cluster: Cluster.other(cluster), login, ...props, ...secret });
  });
}

const postgresql = part(
  "VaultDatabase of PostgreSQL",
  { ...DATABASE, name: "orders", mount: "database", caCert: PEM, role: "orders", user: "orders" },
  (stack, { role, user, ...props }) =>
    new VaultDatabase(stack, "part", {
      ...props,
      engine: VaultDatabaseEngine.POSTGRESQL,
      password: SecretValue.fromVariable(),
      roles: [new VaultStaticRole({ name: role, username: user, mount: props.mount })],
    }),
);

const sqlServer = part(
  "VaultDatabase of SQL Server",
  { ...DATABASE, name: "orders", role: "orders", ownerRole: "orders_owner" },
  (stack, { role, ownerRole, ...props }) =>
    new VaultDatabase(stack, "part", {
      ...props,
      engine: VaultDatabaseEngine.SQL_SERVER,
      password: SecretValue.fromVariable(),
      roles: [new VaultDynamicRole({ name: role, ownerRole })],
    }),
);

const prerequisites = part(
  "MendixClusterPrerequisites with an OIDC provider",
  { cluster: { name: "prod", oidcProviderArn: OIDC, audience: "sts.amazonaws.com" }, namespace: "mendix", own: "csi" },
  (stack, { cluster, namespace, own }) =>
    new MendixClusterPrerequisites(stack, "part", {
      cluster: Cluster.eks(cluster),
      providers: [CsiProvider.aws()],
      namespaces: [namespace],
      driverNamespace: own,
      createOidcProvider: true,
    }),
);

const charts = part(
  "MendixClusterPrerequisites with charts",
  {
    cluster: { name: "prod", project: "acme-prod", projectNumber: "123456789012" },
    vault: { audience: "vault", address: "https://vault.example.com:8200", caSecretName: "ca" },
    chart: "../charts/gcp",
    rotationInterval: "2m",
  },
  (stack, { cluster, vault, chart, rotationInterval }) =>
    new MendixClusterPrerequisites(stack, "part", {
      cluster: Cluster.gke(cluster),
      providers: [CsiProvider.vault(vault), CsiProvider.azure(), CsiProvider.google({ chart })],
      driver: CsiDriver.helm({ rotationInterval }),
    }),
);

export const PARTS: readonly Part[] = [
  auth(VaultLogin.IN_CLUSTER, OUTSIDE),
  auth(VaultLogin.REVIEWER_TOKEN, OUTSIDE),
  auth(VaultLogin.SELF_REVIEW, OUTSIDE),
  auth(VaultLogin.JWT, { issuerCaCert: PEM }),
  auth(VaultLogin.JWT, { jwksUrl: "https://keys.example.com/jwks", issuerCaCert: PEM }),
  auth(VaultLogin.JWT, { publicKeys: [PEM] }),
  part("VaultKvMount", { mount: "kv", namespace: "team-a" }, (stack, props) => {
    new VaultKvMount(stack, "part", { ...props, maxVersions: 5 });
  }),
  postgresql,
  sqlServer,
  prerequisites,
  charts,
];
