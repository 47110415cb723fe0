import { runChecks, type Finding } from "../../lib/world/check";
import { takeObjects, type Facts } from "../../lib/world/facts";
import { findingsText } from "../../lib/world/report";
import { VERIFY_CHECKS } from "../../lib/world/verify";
import { CANARY, rawObjects, rightServer, type Written } from "./support/cluster";
import { ISSUER, needsOf } from "./support/declared";
import { deployedCluster, eventOf, waiting } from "./support/deployed";
import { UNLIKE } from "./support/verify-rows";

type Cluster = "prod" | "cloud" | "pool";

function look(cluster: Cluster, breaks: (objects: Written[]) => void = () => undefined): readonly Finding[] {
  const needs = needsOf(cluster);
  const objects = deployedCluster(needs);
  breaks(objects);
  const facts: Facts = {
    objects: takeObjects(rawObjects(objects), needs.environments),
    server: rightServer(ISSUER),
    gaps: [],
  };
  expect(JSON.stringify(facts)).not.toContain(CANARY);
  return runChecks(VERIFY_CHECKS, facts, needs, { page: "docs/troubleshooting.md" });
}

/** What is not right, but for what only a probe sees. */
const faults = (findings: readonly Finding[]) =>
  findings.filter(({ check, status }) => status !== "right" && check !== "newer-values");

describe("deployed environments that are as declared", () => {
  it.each(["prod", "cloud", "pool"] as const)("of %s have no fault", (cluster) => {
    const findings = look(cluster);
    expect(faults(findings)).toEqual([]);
    for (const { id } of needsOf(cluster).environments) {
      expect(findings.filter(({ environments }) => environments.includes(id)).length).toBeGreaterThan(5);
    }
  });

  it("say that newer values are unknown without a probe", () => {
    expect(look("cloud").find(({ check }) => check === "newer-values")?.status).toBe("unknown");
  });
});

describe("verify", () => {
  it.each(UNLIKE.map((row) => [row.what, row] as const))("finds %s", (_what, row) => {
    const found = faults(look(row.cluster, row.breaks));
    expect(found.map(({ check }) => check).sort()).toEqual(Object.keys(row.finds).sort());
    for (const { check, seen, environments } of found) {
      expect(seen).toMatch(row.finds[check] ?? /^$/);
      expect(environments).toEqual([row.environment]);
    }
    expect(findingsText(found, false)).not.toContain(CANARY);
  });

  it("leaves out events that are over, and those of other environments", () => {
    const text = "parameters not set in mendix/orders";
    const over = look(
      "prod",
      (objects) => void objects.push(eventOf("orders-master-0", text), eventOf("orders-prod-master-0", text)),
    );
    expect(faults(over)).toEqual([]);
  });

  it("tells once what is of one kind", () => {
    const denied = (name: string) => `Permission 'secretmanager.versions.access' denied for resource '${name}'`;
    const found = faults(
      look("pool", (objects) => {
        waiting(objects, "google-master-0");
        objects.push(eventOf("google-master-0", denied("a")), eventOf("google-master-0", denied("b")));
      }),
    );
    expect(found.flatMap(({ check, seen }) => (check === "events" ? [seen] : []))).toEqual([
      "The pod's principal may not read a, or it does not exist. And 1 more of this kind.",
    ]);
  });

  it("says once what many pods say", () => {
    const found = faults(
      look(
        "prod",
        (objects) =>
          void objects.push(
            eventOf("orders", "x", "FailedCreate", "ReplicaSet"),
            eventOf("orders-1", "x", "FailedCreate", "ReplicaSet"),
          ),
      ),
    );
    expect(found.map(({ check }) => check)).toEqual(["events"]);
  });
});
