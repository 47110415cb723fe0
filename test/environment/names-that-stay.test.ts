import {
  AwsParameterStore,
  describeEnvironment,
  Cluster,
  FileStorage,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { changesBetween } from "../../lib/change/changes";
import type { Resource } from "../../lib/core/resource";
import { problemIn, read, ORDERS } from "../support/declarations";
import { azureSample } from "../azure/samples";
import { googleSample } from "../support/samples-google";
import { sample } from "../support/samples";
import { vaultSample } from "../vault/sample";

type Changes = Partial<MendixSecretStoreEnvironmentProps>;

const WAS = { cluster: "prod", namespace: "mendix", name: "orders" };
const parameters = (changes: Changes = {}) => sample({ store: new AwsParameterStore(), ...changes });
const STORES = {
  aws: sample,
  parameters,
  vault: vaultSample.bind(undefined, {}),
  azure: azureSample,
  google: googleSample,
};
const KINDS = Object.entries(STORES);

/** What is deployed of a store, identity and variables: everything but who may use it, and the objects. */
function named(props: MendixSecretStoreEnvironmentProps): readonly string[] {
  const { resources, problems } = describeEnvironment(props);
  expect(problems).toEqual([]);
  return resources.filter(({ path }) => !path.startsWith("objects/")).map(nameOf);
}

/** The address of a resource, and the arguments by which a service knows it. */
function nameOf({ kind, type, path, logicalId, arguments: given }: Resource): string {
  const names = ["name", "secret_id", "account_id", "role_name", "mount", "scope"].map((name) => given[name]);
  return JSON.stringify([kind, type, path, logicalId, ...names]);
}

describe.each(KINDS)("namedAs on %s", (_, of) => {
  const before = named(of({}));

  test.each<readonly [string, Changes]>([
    ["namespace", { namespace: "other" }],
    ["name", { name: "shop" }],
    ["both", { name: "shop", namespace: "other" }],
  ])("keeps every address and name where the %s changes", (_what, changes) => {
    expect(named(of({ ...changes, namedAs: WAS }))).toEqual(before);
    expect(named(of(changes))).not.toEqual(before);
  });
});

const dr = Cluster.eks({
  name: "dr",
  oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/DEF",
});

/** Of the longest name that EKS takes. */
const long = Cluster.eks({ name: "d".repeat(100), oidcProviderArn: dr.oidcProviderArn ?? "" });

describe("an environment that moves to another cluster", () => {
  const moved = sample({ cluster: dr, namedAs: WAS, storage: FileStorage.s3({ bucket: "acme-files" }) });
  const { resources, objects, claims } = describeEnvironment(moved);

  test("keeps its entries, its role and its prefix", () => {
    const stays = sample({ storage: FileStorage.s3({ bucket: "acme-files" }) });
    expect(named(moved)).toEqual(named(stays));
    expect(claims.map(({ kind, name }) => `${kind} ${name}`)).toContain("S3 prefix prod-mendix-orders");
  });

  test("has other owners of its annotations there, so that the apply that moves it writes them", () => {
    const owners = (props: MendixSecretStoreEnvironmentProps) => [
      ...new Set(
        describeEnvironment(props)
          .resources.filter(({ type }) => type === "kubernetes_annotations")
          .map(({ arguments: given }) => given["field_manager"]),
      ),
    ];
    const own = "cdktf-mendix-secret-store-annotations";
    expect([owners(sample({})), owners(moved)]).toEqual([[own], [`${own}-dr`]]);
    expect(owners(sample({ name: "shop", namedAs: WAS }))).toEqual([own]);
    expect(owners(sample({ cluster: long, namedAs: WAS }))).toEqual([`${own}-${"d".repeat(127 - own.length)}`]);
  });

  test("is trusted where it is, and nowhere else", () => {
    const [role] = resources.filter(({ type }) => type === "aws_iam_role");
    expect(JSON.stringify(role?.arguments["assume_role_policy"])).toMatch(/id\/DEF/);
    expect(JSON.stringify(role?.arguments["assume_role_policy"])).not.toMatch(/id\/ABC/);
    expect(objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual(
      objects.map(() => "mendix/orders"),
    );
  });
});

test("objects and trust carry the new name", () => {
  const { resources, objects } = describeEnvironment(sample({ name: "shop", namedAs: WAS }));
  expect(new Set(objects.map(({ metadata }) => metadata.name))).toEqual(new Set(["shop"]));
  const [role] = resources.filter(({ type }) => type === "aws_iam_role");
  expect(JSON.stringify(role?.arguments["assume_role_policy"])).toContain("serviceaccount:mendix:shop");
});

describe("the stack of a file", () => {
  const key = "terraform:\n  backend: { s3: { bucket: state, key: '{cluster}/{namespace}/{name}/{stack}' } }\n";
  const [before] = read({ "a.yaml": ORDERS + key }).environments;
  const renamed = ORDERS.replace("name: orders", "name: shop").replace("namespace: mendix", "namespace: other");
  const keeps = "namedAs: { cluster: prod, namespace: mendix, name: orders }\n";

  test("keeps its name, its state and its variables", () => {
    const { environments, problems } = read({ "a.yaml": renamed + keeps + key });
    expect(problems).toEqual([]);
    const [after] = environments;
    const facts = [after, before].map((one) => [
      one?.blueprint.stack?.name,
      one?.blueprint.stack?.state,
      one?.blueprint.variables,
    ]);
    expect(facts[0]).toEqual(facts[1]);
  });

  test("is a new one without it, and diff says what to write", () => {
    const revisions = [ORDERS, renamed].map((text) => {
      const { environments } = read({ "a.yaml": text + key });
      return new Map(environments.map(({ stack, blueprint }) => [stack.name, blueprint]));
    });
    const [old = new Map<string, never>(), now = new Map<string, never>()] = revisions;
    const told = changesBetween(old, now).filter(({ environment }) => environment === "shop");
    expect(told[0]?.text).toBe(
      "The same app was in the stack orders. Under this name it has a new, empty state, in which Terraform makes everything again: AWS, Azure and Google refuse a name that exists, Vault and Kubernetes overwrite the values under it. Write namedAs: { cluster: prod, namespace: mendix, name: orders } to keep state, names and variables.",
    );
  });

  test("has a new state where the backend's key holds the place", () => {
    const moved = ORDERS.replace("namespace: mendix", "namespace: other");
    const texts = toldBetween(ORDERS + key, moved + key);
    expect(texts).toContain(
      "The stack has a new, empty state, in which Terraform makes everything again: AWS, Azure and Google refuse a name that exists, Vault and Kubernetes overwrite the values under it. Write namedAs: { cluster: prod, namespace: mendix, name: orders } to keep it.",
    );
    expect(texts).toContainEqual(expect.stringMatching(/^With the place of the environment its default names change/));
    expect(toldBetween(ORDERS + key, moved + keeps + key)).not.toContainEqual(expect.stringMatching(/namedAs/));
  });

  test("is migrated where only its backend changes, and kept where only its name does", () => {
    expect(toldBetween(ORDERS + key, ORDERS + key.replace("bucket: state", "bucket: other"))).toContainEqual(
      expect.stringMatching(/^The stack has a new, empty state.* Run terraform init -migrate-state/),
    );
    const named = `${ORDERS}terraform: { stack: orders-eu }\n`;
    expect(toldBetween(ORDERS, named)).toContainEqual(
      expect.stringMatching(/Write terraform: { stack: orders } to keep/),
    );
  });
});

function toldBetween(before: string, after: string): readonly string[] {
  const revision = (text: string) =>
    new Map(read({ "a.yaml": text }).environments.map(({ stack, blueprint }) => [stack.name, blueprint]));
  return changesBetween(revision(before), revision(after)).map(({ text }) => text);
}

describe("namedAs is refused", () => {
  const shop = ORDERS.replace("name: orders", "name: shop");

  test("where it names an environment that is declared, in one sentence", () => {
    const keeps = "namedAs: { cluster: prod, namespace: mendix, name: orders }\n";
    const { problems } = read({ "a.yaml": ORDERS, "b.yaml": shop + keeps });
    expect(problems.map(({ code, location }) => `${code} ${location}`)).toEqual([
      "MX-NAMED-AS environments/b.yaml:25:1",
    ]);
    expect(problems[0]?.message).toBe(
      '"prod/mendix/orders" is what orders (environments/a.yaml) is named as, and that environment is declared, too.',
    );
  });

  test.each([
    ["{ cluster: prod, namespace: mendix, name: Orders }", "namedAs.name"],
    ["{ cluster: prod, namespace: Mendix, name: orders }", "namedAs.namespace"],
    ["{ cluster: 'prod/x', namespace: mendix, name: orders }", "namedAs.cluster"],
  ])("where a name is none: %s", (given, prop) => {
    expect(problemIn(`${shop}namedAs: ${given}\n`).prop).toBe(prop);
  });
});
