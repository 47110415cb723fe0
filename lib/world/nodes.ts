import type { ClusterNeeds } from "./expected";
import type { Facts } from "./facts";
import type { Fact } from "./kinds";

type Node = Fact<"Node">;
type DaemonSet = Fact<"DaemonSet">;
type Taint = Node["spec"]["taints"][number];
type Toleration = DaemonSet["spec"]["template"]["spec"]["tolerations"][number];

/** Label by which the Operator marks the pods of an app. */
export const APP_LABEL = "privatecloud.mendix.com/app";

/** Why no CSI driver runs on a node, for nodes that run none by their kind. */
export function withoutDrivers({ metadata, status }: Node): string | undefined {
  const { labels } = metadata;
  if (labels["eks.amazonaws.com/compute-type"] === "fargate") return "Fargate";
  if (labels["type"] === "virtual-kubelet" || labels["kubernetes.io/role"] === "agent-virtual") return "virtual";
  if (labels["kubernetes.io/os"] === "windows" || status.nodeInfo.operatingSystem === "windows") return "Windows";
  return undefined;
}

/** Nodes that the environments' apps run on; as long as none runs, those that an app could be placed on. */
export function nodesOfApps(facts: Facts, { environments }: ClusterNeeds): readonly Node[] {
  const namespaces = new Set(environments.map(({ namespace }) => namespace));
  const running = new Set(
    facts.objects.Pod.filter(({ metadata }) => {
      return metadata.labels[APP_LABEL] !== undefined && namespaces.has(metadata.namespace ?? "");
    }).flatMap(({ spec }) => spec.nodeName ?? []),
  );
  const used = facts.objects.Node.filter(({ metadata }) => running.has(metadata.name));
  return used.length > 0 ? used : facts.objects.Node.filter(isOpen);
}

/** Whether any pod may be placed there. */
function isOpen(node: Node): boolean {
  const { taints, unschedulable } = node.spec;
  return !unschedulable && !taints.some(repels) && withoutDrivers(node) === undefined;
}

function repels({ effect }: Taint): boolean {
  return effect === "NoSchedule" || effect === "NoExecute";
}

/** Why a DaemonSet has no pod on a node, or undefined where it has one. */
export function keptFrom(set: DaemonSet, node: Node): string | undefined {
  const { nodeSelector, tolerations } = set.spec.template.spec;
  const taint = node.spec.taints.find((candidate) => repels(candidate) && !isTolerated(candidate, tolerations));
  if (taint)
    return `does not tolerate the taint ${taint.key ?? ""}${taint.value ? `=${taint.value}` : ""}:${taint.effect}`;
  const missing = Object.entries(nodeSelector).find(([label, value]) => node.metadata.labels[label] !== value);
  if (missing) return `has the node selector ${missing.join("=")}`;
  return isWanted(set, node) ? undefined : "has a node affinity that leaves it out";
}

/** Taints that every DaemonSet tolerates: its controller adds that. */
const ALWAYS =
  /^node\.kubernetes\.io\/(not-ready|unreachable|(disk|memory|pid)-pressure|unschedulable|network-unavailable)$/;

function isTolerated(taint: Taint, tolerations: readonly Toleration[]): boolean {
  if (ALWAYS.test(taint.key ?? "")) return true;
  return tolerations.some(({ key, operator, value, effect }) => {
    if (effect && effect !== taint.effect) return false;
    if (operator === "Exists") return key === undefined || key === "" || key === taint.key;
    return key === taint.key && (value ?? "") === (taint.value ?? "");
  });
}

function isWanted(set: DaemonSet, { metadata }: Node): boolean {
  const { requiredDuringSchedulingIgnoredDuringExecution } = set.spec.template.spec.affinity.nodeAffinity;
  const terms = requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
  if (terms.length === 0) return true;
  return terms.some(({ matchExpressions }) =>
    matchExpressions.every(({ key = "", operator, values }) => {
      const value = metadata.labels[key];
      switch (operator) {
        case "In":
          return value !== undefined && values.includes(value);
        case "NotIn":
          return value === undefined || !values.includes(value);
        case "Exists":
          return value !== undefined;
        case "DoesNotExist":
          return value === undefined;
        default:
          return true;
      }
    }),
  );
}

/** A few names, and how many more. */
export function some(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
