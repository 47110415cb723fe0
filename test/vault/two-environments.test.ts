import {
  Cluster,
  Database,
  describeEnvironment,
  SecretValue,
  Vault,
  VaultLogin,
  VaultStaticRole,
  type MendixSecretStoreEnvironmentProps,
  type VaultProps,
} from "../../lib";
import { collisionProblems } from "../../lib/engine/registry";
import { vaultSample } from "./sample";

/** Collisions of environments, each in a stack of its own. */
function problemsOf(...environments: readonly MendixSecretStoreEnvironmentProps[]): readonly string[] {
  const owners = environments.map((props, index) => {
    return { blueprint: describeEnvironment(props), owner: `environment${index}`, stack: `stack${index}` };
  });
  return collisionProblems(owners).map(({ code, prop, environment }) => `${environment} ${code} ${prop}`);
}

describe("two environments of one Vault", () => {
  const problemsOfTwo = (first: VaultProps, second: VaultProps) =>
    problemsOf(vaultSample(first), vaultSample(second, { name: "shop" }));

  test("stand side by side by default", () => {
    expect(problemsOfTwo({}, {})).toEqual([]);
  });

  test("never share a path", () => {
    expect(problemsOfTwo({ path: "mendix" }, { path: "mendix" })).toContain("shop MX-COLLISION store.path");
  });

  test("never share a role, in whatever case", () => {
    expect(problemsOfTwo({ roleName: "mendix" }, { roleName: "MENDIX" })).toEqual(["shop MX-COLLISION store.roleName"]);
  });

  test("never share a policy", () => {
    expect(problemsOfTwo({ policyName: "mendix" }, { policyName: "mendix" })).toEqual([
      "shop MX-COLLISION store.policyName",
    ]);
  });

  test("never read each other's entries", () => {
    const existing = [{ path: "mendix/mx-admin-password", keys: ["mx-admin-password"] }];
    const one = vaultSample({ path: "mendix" }, { adminPassword: SecretValue.generated() });
    expect(problemsOf(one, vaultSample({ existing }, { name: "shop" }))).toEqual(["shop MX-COLLISION store.existing"]);
  });

  test("may read the same entry of a third party", () => {
    const existing = [{ path: "shared", keys: ["mx-const-Shop.Title"] }];
    expect(problemsOfTwo({ existing }, { existing })).toEqual([]);
  });

  test("never share a path of one address, however it is written", () => {
    const at = (address: string) => ({ path: "mendix", address });
    expect(problemsOfTwo(at("https://Vault.example.com/"), at("https://vault.example.com:443"))).toContain(
      "shop MX-COLLISION store.path",
    );
  });

  test.each([
    ["https://vault.vault.svc:8200", "https://vault.vault.svc.cluster.local:8200"],
    ["http://vault.vault.svc", "http://vault.vault.svc."],
    ["https://vault.example.com", "https://vault.example.com."],
  ])("never share a path of %s and of %s", (one, other) => {
    const at = (address: string) => ({ path: "mendix", address });
    expect(problemsOfTwo(at(one), at(other))).toContain("shop MX-COLLISION store.path");
  });

  test("never read each other's entries from the root namespace", () => {
    const entry = "/acme/secret/data/mendix/mx-admin-password";
    const one = vaultSample({ path: "mendix", namespace: "acme" }, { adminPassword: SecretValue.generated() });
    const two = vaultSample({}, { name: "shop", adminPassword: SecretValue.external({ entry, property: "value" }) });
    expect(problemsOf(one, two)).toEqual(["shop MX-COLLISION store.existing"]);
  });

  test("never read a database's password that the other's role has", () => {
    const authentication = new VaultStaticRole({ name: "orders", username: "orders" });
    const database = Database.postgresql({ host: "db.example.com", name: "orders", authentication });
    const entry = "/database/static-creds/orders";
    const one = vaultSample({}, { database });
    const two = vaultSample({}, { name: "shop", adminPassword: SecretValue.external({ entry, property: "password" }) });
    expect(problemsOf(one, two)).toEqual(["shop MX-COLLISION store.existing"]);
  });

  test("are apart in two namespaces of it", () => {
    expect(problemsOfTwo({ path: "mendix", namespace: "a" }, { path: "mendix", namespace: "b" })).toEqual([]);
  });
});

describe("environments of two clusters in one Vault", () => {
  const cluster = (name: string, issuer = `https://${name}.example.com`) => Cluster.other({ name, issuer });
  const [one, two] = [cluster("one"), cluster("two")];
  const inTwo = (props: VaultProps, changes: Partial<MendixSecretStoreEnvironmentProps> = {}) =>
    vaultSample(props, { cluster: two, name: "shop", ...changes });

  test("never log in at one auth mount: it takes a pod of either for the other's", () => {
    expect(problemsOf(vaultSample({}, { cluster: one }), inTwo({}))).toEqual(["shop MX-COLLISION store.authMount"]);
    const internal = "https://kubernetes.default.svc.cluster.local";
    expect(
      problemsOf(
        vaultSample({}, { cluster: cluster("one", internal) }),
        inTwo({}, { cluster: cluster("two", internal) }),
      ),
    ).toEqual(["shop MX-COLLISION store.authMount"]);
  });

  test.each<[string, VaultProps]>([
    ["a mount of its own", { authMount: "kubernetes-two" }],
    ["another method", { login: VaultLogin.JWT }],
    ["another namespace", { namespace: "two" }],
    ["another Vault", { address: "https://vault.two.example.com" }],
  ])("log in at %s", (_, props) => {
    expect(problemsOf(vaultSample({}, { cluster: one }), inTwo(props))).toEqual([]);
  });

  test.each([undefined, "http://vault.vault.svc:8200"])("may each have a Vault of the cluster at %s", (address) => {
    const store = new Vault(address === undefined ? {} : { address });
    const inside = (changes: Partial<MendixSecretStoreEnvironmentProps>) => vaultSample({}, { ...changes, store });
    expect(problemsOf(inside({ cluster: one }), inside({ cluster: two, name: "shop" }))).toEqual([]);
  });
});
