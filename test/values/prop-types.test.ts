import { AwsSecretsManager, Cluster, Irsa, SecretValue } from "../../lib";
import { AzureWorkloadIdentity } from "../../lib/azure";
import { assertTypes } from "../../lib/core/prop-types";
import { vaultSample } from "../vault/sample";
import { azureSample } from "../azure/samples";
import { sample } from "../support/samples";
import { problemOf, problemsOf } from "../support/synthesize";

/** What JavaScript lets through. */
const as = (value: unknown) => value as never;

describe("the types of props", () => {
  it.each<[string, unknown, boolean]>([
    ["text", "", true],
    ["text", ["a"], false],
    ["text", null, false],
    ["flag", false, true],
    ["flag", "false", false],
    ["number", 0, true],
    ["number", "0", false],
    ["list", [], true],
    ["list", "aaaa", false],
    ["texts", ["a"], true],
    ["texts", ["a", 1], false],
    ["map", {}, true],
    ["map", Object.create(null), true],
    ["map", new Date(0), false],
    ["map", [], false],
    ["map of texts", { a: "b" }, true],
    ["map of texts", { a: () => 1 }, false],
    ["text", undefined, true],
  ])("%s: %p is right: %p", (type, prop, right) => {
    const check = () => assertTypes("part", { prop }, { prop: type as "text" });
    if (right) expect(check).not.toThrow();
    else expect(check).toThrow("part.prop is not");
  });

  it.each([
    ["store.resourcePolicy", { store: new AwsSecretsManager({ resourcePolicy: as([{}]) }) }],
    ["identity.permissionsBoundary", { identity: new Irsa({ permissionsBoundary: as(1n) }) }],
    ["identity.alsoTrust", { identity: new Irsa({ alsoTrust: as("a".repeat(100_000)) }) }],
    ["identity.alsoTrust", { identity: new Irsa({ alsoTrust: as([{ name: "prod" }]) }) }],
    ["constants", { constants: as("a".repeat(100_000)) }],
    ["cluster.issuer", { cluster: Cluster.aks({ name: "prod", issuer: as(5) }) }],
    ["cluster.oidcProviderArn", { cluster: Cluster.eks({ name: "prod", oidcProviderArn: as(Object.create(null)) }) }],
    ["cluster.region", { cluster: Cluster.eks({ name: "prod", region: as(Symbol("x")) }) }],
  ])("are refused by the name of the prop: %s", (prop, changes) => {
    expect(problemOf(sample(changes))).toMatchObject({ code: "MX-PROP", prop });
  });

  it.each(["", null])("are refused where an identity is declared that is none: %p", (none) => {
    expect(problemsOf(vaultSample({}, { identity: as(none) }))).toEqual(["MX-PROP identity"]);
  });

  it("are refused in what a binding alone reads", () => {
    const identity = new AzureWorkloadIdentity({ resourceGroupName: "m", location: "l", audience: as({}) });
    expect(problemOf(azureSample({ identity }))).toMatchObject({ code: "MX-PROP", prop: "identity.audience" });
  });

  it.each([{ entry: as(() => 1) }, { entry: "shared", property: as(10n) }])(
    "are refused in what names somebody else's entry: %p",
    (options) => {
      const constants = { "Shop.Key": SecretValue.external(options) };
      expect(problemsOf(sample({ constants }))).toEqual(['MX-PROP constants["Shop.Key"]']);
    },
  );
});
