import { runChecks } from "../../lib/world/check";
import { DOCTOR_CHECKS } from "../../lib/world/checks";
import type { ClusterNeeds, ExpectedEnvironment } from "../../lib/world/expected";
import { takeObjects } from "../../lib/world/facts";
import { inside, rawObjects, rightCluster, rightServer, written, type Written } from "./support/cluster";
import { ISSUER, needsOf } from "./support/declared";

/** What one check says of a cluster that was changed, as `status seen`. */
function say(
  check: string,
  needs: ClusterNeeds,
  breaks: (objects: Written[]) => void = () => undefined,
): readonly string[] {
  const objects = rightCluster();
  breaks(objects);
  const facts = {
    objects: takeObjects(rawObjects(objects), needs.environments),
    server: rightServer(ISSUER),
    gaps: [],
  };
  const rows = DOCTOR_CHECKS.filter(({ id }) => id === check);
  expect(rows).toHaveLength(1);
  return runChecks(rows, facts, needs).map(({ status, seen }) => `${status} ${seen}`);
}

/** The needs of one environment, with the parameters of its class changed. */
function withParameters(
  cluster: string,
  id: string,
  change: (parameters: Record<string, string>) => void,
): ClusterNeeds {
  const needs = needsOf(cluster);
  const environments = needs.environments.flatMap((environment): ExpectedEnvironment[] => {
    const { mount } = environment;
    if (environment.id !== id || mount.kind !== "SecretProviderClass") return [];
    const parameters = { ...mount.parameters };
    change(parameters);
    return [{ ...environment, mount: { ...mount, parameters } }];
  });
  return { ...needs, environments };
}

describe("pod-security", () => {
  it("names the namespace that refuses the driver's pods, where none is ready", () => {
    const said = say("pod-security", needsOf("prod"), (objects) => {
      inside(written(objects, "DaemonSet", "secrets-store-csi-driver-provider-aws"), "status")["numberReady"] = 0;
      const labels = { "pod-security.kubernetes.io/enforce": "baseline" };
      objects.push({ apiVersion: "v1", kind: "Namespace", metadata: { name: "kube-system", labels } });
    });
    expect(said).toEqual(["wrong kube-system (baseline) refuses the pods of driver and providers."]);
  });

  it("says nothing of pods that run", () => {
    expect(say("pod-security", needsOf("prod"))).toEqual([]);
  });
});

describe("provider-version", () => {
  const google = withParameters("pool", "google", (parameters) => {
    parameters["secrets"] = "- resourceName: r\n  fileName: f\n  extractJSONKey: k\n";
  });
  const image = (tag: string) => (objects: Written[]) => {
    const set = written(objects, "DaemonSet", "csi-secrets-store-provider-gcp");
    inside(set, "spec", "template", "spec", "containers", 0)["image"] =
      `r/secrets-store-csi-driver-provider-gcp/plugin${tag}`;
  };

  it.each([
    [":v1.15.0", "right Google's is 1.15.0."],
    [":v1.8.0", "wrong Google's is 1.8.0, which knows no extractJSONKey."],
    [`@sha256:${"0".repeat(64)}`, "unknown The image of Google's provider carries no version."],
  ])("%s is %s", (tag, said) => {
    expect(say("provider-version", google, image(tag))).toEqual([said]);
  });

  it("does not matter where no document is read", () => {
    expect(say("provider-version", needsOf("pool"), image(":v1.8.0"))).toEqual([]);
  });
});

describe("vault-agent", () => {
  const shop = withParameters("prod", "shop", (parameters) => delete parameters["vaultAddress"]);
  const containers = (objects: Written[]) =>
    inside(written(objects, "DaemonSet", "vault-csi-provider"), "spec", "template", "spec");

  it("warns of a class without an address, where the provider has none either", () => {
    expect(say("vault-agent", shop)[0]).toMatch(/^warning shop names no address/);
  });

  it("takes the provider's agent, or its own address", () => {
    const agent = (objects: Written[]) =>
      void (containers(objects)["containers"] = [
        { name: "vault-csi-provider", image: "hashicorp/vault-csi-provider:1.7.4" },
        { name: "vault-agent" },
      ]);
    expect(say("vault-agent", shop, agent)).toEqual(["right The provider reads through its agent."]);
    const address = (objects: Written[]) =>
      void (containers(objects)["containers"] = [
        { name: "a", image: "hashicorp/vault-csi-provider:1.7.4", args: ["-vault-addr=http://vault.vault:8200"] },
      ]);
    expect(say("vault-agent", shop, address)).toEqual(["right The provider has vault-addr=http://vault.vault:8200."]);
  });
});

describe("operator-restarted", () => {
  const times = (changed: string, started: string) => (objects: Written[]) => {
    const configuration = written(objects, "OperatorConfiguration", "mendix-operator-configuration");
    Object.assign(configuration.metadata, { managedFields: [{ manager: "mxpc-cli", time: changed }] });
    const metadata = { name: "mendix-operator-7d9", namespace: "mendix" };
    objects.push({ apiVersion: "v1", kind: "Pod", metadata, status: { startTime: started } });
  };

  it("warns where the configuration is newer than the Operator's pod", () => {
    expect(
      say("operator-restarted", needsOf("prod"), times("2026-11-02T00:00:00Z", "2026-11-01T00:00:00Z"))[0],
    ).toMatch(/^warning It started at 2026-11-01/);
    expect(say("operator-restarted", needsOf("prod"), times("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"))).toEqual([
      "right It started after the last change.",
    ]);
  });
});

describe("csi-driver-audiences", () => {
  it("needs none of AWS's where its provider makes its own tokens, before 3.0", () => {
    const old = (objects: Written[]) => {
      inside(written(objects, "CSIDriver", "secrets-store.csi.k8s.io"), "spec")["tokenRequests"] = [];
      const set = written(objects, "DaemonSet", "secrets-store-csi-driver-provider-aws");
      inside(set, "spec", "template", "spec", "containers", 0)["image"] =
        "r/secrets-store-csi-driver-provider-aws:2.1.1";
    };
    expect(say("csi-driver-audiences", needsOf("prod"), old)).toEqual([]);
  });
});

describe("every check", () => {
  it("is silent about a cluster that nothing is declared for, but for the server itself", () => {
    const needs = { ...needsOf("prod"), environments: [] };
    const facts = { objects: takeObjects([], []), server: rightServer(ISSUER), gaps: [] };
    const said = runChecks(DOCTOR_CHECKS, facts, needs).map(({ check }) => check);
    expect(said).toEqual(["api-server", "kubernetes-version", "issuer"]);
  });
});
