import { runChecks, type Finding } from "../../lib/world/check";
import { DOCTOR_CHECKS } from "../../lib/world/checks";
import { takeObjects, type Facts, type ServerFacts } from "../../lib/world/facts";
import { actionsOf } from "../../lib/world/rights";
import { rawObjects, rightCluster, rightServer, type Written } from "./support/cluster";
import { ISSUER, needsOf } from "./support/declared";
import { BROKEN } from "./support/doctor-rows";

type Cluster = "prod" | "cloud" | "pool";

function factsOf(cluster: Cluster, objects: readonly Written[], server: Partial<ServerFacts> = {}): Facts {
  const needs = needsOf(cluster);
  const rights = actionsOf(needs).map((action) => ({ ...action, allowed: true }));
  const issuer = cluster === "cloud" ? `${ISSUER}/` : ISSUER;
  return {
    objects: takeObjects(rawObjects(objects), needs.environments),
    server: { ...rightServer(issuer), rights, ...server },
    gaps: [],
  };
}

const look = (cluster: Cluster, facts: Facts) => runChecks(DOCTOR_CHECKS, facts, needsOf(cluster));
const faults = (findings: readonly Finding[]) => findings.filter(({ status }) => status !== "right");

/** What is not right, which has to be of one check; the worst of it as `[check, status, seen]`. */
function only(findings: readonly Finding[]): readonly string[] {
  const found = faults(findings);
  expect(new Set(found.map(({ check }) => check)).size).toBe(1);
  const worst = found.find(({ status }) => status === "wrong") ?? found[0];
  return worst ? [worst.check, worst.status, worst.seen] : [];
}

describe("a cluster that can serve what is declared", () => {
  it.each(["prod", "cloud", "pool"] as const)("%s has no fault, and every finding has a page", (cluster) => {
    const findings = look(cluster, factsOf(cluster, rightCluster()));
    expect(faults(findings)).toEqual([]);
    expect(findings.length).toBeGreaterThan(15);
    for (const { check, page } of findings) expect(page).toBe(`docs/doctor.md#${check}`);
  });
});

describe("doctor, with one thing broken,", () => {
  it.each(BROKEN.map((row) => [row.what, row] as const))("finds %s, and nothing else", (_what, row) => {
    const objects = rightCluster();
    row.breaks(objects);
    const found = only(look(row.cluster, factsOf(row.cluster, objects)));
    expect(found).toEqual([row.check, row.status, expect.stringMatching(row.says)]);
  });

  it.each<[string, Cluster, Partial<ServerFacts>, string, string, RegExp]>([
    [
      "another issuer",
      "prod",
      { issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/DEF" },
      "issuer",
      "wrong",
      /id\/DEF; .*id\/ABC is declared/,
    ],
    ["an issuer without Entra's slash", "cloud", { issuer: ISSUER }, "issuer", "wrong", /id\/ABC\/ is declared/],
    ["an old Kubernetes", "prod", { version: "v1.27.3-eks" }, "kubernetes-version", "warning", /older than 1\.30/],
    [
      "no driver CRD",
      "cloud",
      { served: served("secrets-store") },
      "secret-provider-class-served",
      "wrong",
      /is not served/,
    ],
    ["no MendixApp CRD", "cloud", { served: served("privatecloud") }, "mendix-app-served", "wrong", /is not served/],
    [
      "no ExternalSecret CRD",
      "prod",
      { served: served("external-secrets") },
      "external-secret-served",
      "wrong",
      /is not served/,
    ],
    [
      "Kyverno",
      "prod",
      { served: [...served("none"), "kyverno.io/v1"] },
      "policy-engines",
      "unknown",
      /Kyverno may refuse/,
    ],
    [
      "OpenShift without its label",
      "prod",
      { served: [...served("none"), "config.openshift.io/v1"] },
      "csi-driver-openshift",
      "wrong",
      /not labelled/,
    ],
    ["a sealed Vault", "prod", { vault: [vault({ sealed: true })] }, "vault", "wrong", /is sealed/],
    [
      "a Vault that does not answer",
      "prod",
      { vault: [vault({ unreachable: "ECONNREFUSED" })] },
      "vault",
      "unknown",
      /ECONNREFUSED/,
    ],
    [
      "a Vault without the auth mount",
      "prod",
      { vault: [vault({ mounts: { kubernetes: false } })] },
      "vault-auth-mount",
      "wrong",
      /auth\/kubernetes/,
    ],
  ])("finds %s", (_what, cluster, server, check, status, says) => {
    expect(only(look(cluster, factsOf(cluster, rightCluster(), server)))).toEqual([
      check,
      status,
      expect.stringMatching(says),
    ]);
  });

  it("names the verbs that are missing, and whose rights they are", () => {
    const rights = actionsOf(needsOf("cloud")).map((action) => ({ ...action, allowed: action.verb !== "delete" }));
    const [check, status, seen] = only(look("cloud", factsOf("cloud", rightCluster(), { rights })));
    expect([check, status]).toEqual(["deployer-rights", "wrong"]);
    expect(seen).toBe(
      "jane may not delete serviceaccounts in mendix, delete secretproviderclasses in mendix, delete mendixapps in mendix.",
    );
  });

  it("says what could not be seen, and goes on with the rest", () => {
    const facts: Facts = {
      ...factsOf("prod", rightCluster()),
      gaps: [{ source: "Node", why: "no right to list nodes" }],
    };
    const found = faults(look("prod", facts));
    expect(new Set(found.map(({ status }) => status))).toEqual(new Set(["unknown"]));
    expect(found.map(({ check }) => check)).toEqual([
      "csi-driver-nodes",
      "node-kinds",
      "gke-autopilot",
      "nodes-ready",
      "provider-nodes",
    ]);
    expect(found[0]?.seen).toBe("not seen: no right to list nodes.");
  });
});

function served(without: string): readonly string[] {
  return rightServer(ISSUER).served.filter((kind) => !kind.startsWith(without));
}

function vault(fields: object) {
  const [, outside] = rightServer(ISSUER).vault;
  if (!outside) throw new Error("no Vault");
  return { ...outside, ...fields };
}
