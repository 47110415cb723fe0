import type { ClusterNeeds, ExpectedEnvironment } from "../expected";
import { inNamespace, type Facts } from "../facts";
import type { Fact } from "../kinds";
import { APP_LABEL } from "../nodes";
import { PROBE_LABEL } from "../probe-pod";

type Pod = Fact<"Pod">;
type Event = Fact<"Event">;

/** The app's pods: by the Operator's label, or because they mount its keys; never a probe. */
export function podsOf(facts: Facts, { name, namespace }: ExpectedEnvironment): readonly Pod[] {
  return inNamespace(facts, "Pod", namespace).filter((pod) => {
    if (pod.metadata.labels[PROBE_LABEL] !== undefined) return false;
    return pod.metadata.labels[APP_LABEL] === name || mountsClass(pod, name);
  });
}

/** Pods that should have the keys: of the runtime, not of a build or of a database task. */
export function runtimePods(facts: Facts, environment: ExpectedEnvironment): readonly Pod[] {
  return podsOf(facts, environment).filter((pod) => {
    const component = pod.metadata.labels["privatecloud.mendix.com/component"];
    return component === undefined || component === "mendix-app" || mountsClass(pod, environment.name);
  });
}

export function mountsClass({ spec }: Pod, name: string): boolean {
  return spec.volumes.some(({ csi }) => csi.volumeAttributes.secretProviderClass === name);
}

export function mountsSecret({ spec }: Pod, name: string): boolean {
  return spec.volumes.some(({ secret }) => secret.secretName === name);
}

/** Whether all containers of a pod have started, so that what failed before is over. */
export function hasStarted({ status }: Pod): boolean {
  return status.containerStatuses.length > 0 && status.containerStatuses.every(({ state }) => state.running);
}

/** Warnings about an environment's objects that are not over. */
export function eventsOf(facts: Facts, environment: ExpectedEnvironment, needs: ClusterNeeds): readonly Event[] {
  const pods = new Map(inNamespace(facts, "Pod", environment.namespace).map((pod) => [pod.metadata.name, pod]));
  return inNamespace(facts, "Event", environment.namespace).filter(({ type, involvedObject }) => {
    const { kind, name = "" } = involvedObject;
    if (type !== "Warning" || !isOf(name, environment, needs)) return false;
    if (kind !== "Pod") return true;
    const pod = pods.get(name);
    return pod !== undefined && pod.metadata.labels[PROBE_LABEL] === undefined && !hasStarted(pod);
  });
}

/** Whether an object is an environment's by its name: `orders-master-0` is not `orders-prod`'s, nor the other way. */
function isOf(name: string, environment: ExpectedEnvironment, { environments }: ClusterNeeds): boolean {
  const owners = environments.filter((one) => one.namespace === environment.namespace && belongs(name, one.name));
  const longest = [...owners].sort((a, b) => b.name.length - a.name.length)[0];
  return longest?.name === environment.name;
}

function belongs(name: string, environment: string): boolean {
  return name === environment || name.startsWith(`${environment}-`);
}
