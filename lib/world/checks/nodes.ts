import { right, unknown, wrong, type Check } from "../check";
import { classOf } from "../providers";
import { APP_LABEL, nodesOfApps, some, withoutDrivers } from "../nodes";

/** Nodes that can run no CSI driver. */
export const NODE_CHECKS: readonly Check[] = [
  {
    id: "node-kinds",
    title: "Kind of the nodes",
    why: "Fargate and virtual nodes run no DaemonSet, so no CSI driver, and the driver's Windows pods serve no Mendix app. A pod that is placed there never starts.",
    of: "cluster",
    looksAt: ["Node", "Pod"],
    look: (facts, needs) => {
      if (!needs.environments.some((environment) => classOf(environment) !== undefined)) return undefined;
      const apps = facts.objects.Pod.filter(({ metadata }) => metadata.labels[APP_LABEL] !== undefined);
      const faults = facts.objects.Node.flatMap((node) => {
        const kind = withoutDrivers(node);
        const runs = apps.some(({ spec }) => spec.nodeName === node.metadata.name);
        return kind !== undefined && runs ? [`${node.metadata.name} (${kind})`] : [];
      });
      if (faults.length > 0) {
        return wrong(
          `Apps are placed on ${some(faults)}, where no driver runs.`,
          "Place them elsewhere: the Operator's node selector, or a Fargate profile that leaves the namespace out.",
        );
      }
      const usable = nodesOfApps(facts, needs);
      if (usable.length > 0) return right(`${usable.length} that can run the driver.`);
      if (facts.objects.Node.length === 0) return wrong("The cluster has no node.", "Add a node group.");
      return wrong(
        "No node can run an app with the driver: all are tainted, Fargate, virtual or Windows.",
        "Add Linux nodes that a pod without tolerations may be placed on.",
      );
    },
  },
  {
    id: "gke-autopilot",
    title: "Autopilot",
    why: "GKE Autopilot refuses privileged DaemonSets that Google does not list, so neither driver nor provider can be installed there.",
    of: "cluster",
    looksAt: ["Node"],
    look: (facts, { environments, cluster }) => {
      if (cluster.kind !== "GKE" || !environments.some((environment) => classOf(environment) !== undefined))
        return undefined;
      const autopilot = facts.objects.Node.filter(({ metadata }) => metadata.name.startsWith("gk3-"));
      if (autopilot.length === 0) return right("These are nodes of a standard cluster.");
      return wrong(
        `${some(autopilot.map(({ metadata }) => metadata.name))} are Autopilot's.`,
        "Use a standard cluster, or External Secrets Operator with store.externalSecret.",
      );
    },
  },
  {
    id: "nodes-ready",
    title: "Nodes that are ready",
    why: "A node that is not ready mounts nothing.",
    of: "cluster",
    looksAt: ["Node"],
    look: (facts, needs) => {
      const nodes = nodesOfApps(facts, needs);
      const faults = nodes.filter(({ status }) => {
        return status.conditions.some(({ type, status: state }) => type === "Ready" && state !== "True");
      });
      if (nodes.length === 0) return undefined;
      if (faults.length === 0) return right(`all ${nodes.length}.`);
      return unknown(
        `${some(faults.map(({ metadata }) => metadata.name))} ${faults.length === 1 ? "is" : "are"} not ready.`,
        "Look at kubectl describe node.",
      );
    },
  },
];
