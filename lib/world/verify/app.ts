import { right, unknown, warning, wrong, type Check, type Outcome } from "../check";
import { isFields, type ExpectedEnvironment } from "../expected";
import { find } from "../facts";
import type { Fact } from "../kinds";
import { some } from "../nodes";
import { classOf } from "../providers";
import { counted } from "./mounts";
import { hasStarted, runtimePods } from "./pods";

type Pod = Fact<"Pod">;

const RESTART = "mendix-secret-store/restart";

/** Parts of a MendixApp's status. */
const PARTS = [
  ["serviceAccountStatus", "ServiceAccount"],
  ["databaseStatus", "database"],
  ["storageStatus", "file storage"],
  ["buildStatus", "build"],
  ["runtimeStatus", "runtime"],
  ["networkStatus", "network"],
] as const;

/** The app itself. */
export const APP_CHECKS: readonly Check[] = [
  {
    id: "app-status",
    title: "Status of the app",
    why: "The Operator says on the MendixApp how far each part came: ServiceAccount, database, file storage, build, runtime and network.",
    of: "environment",
    looksAt: ["MendixApp"],
    look: (facts, { name, namespace, mount }) => {
      const status = find(facts, "MendixApp", name, namespace)?.status;
      if (!status || mount.kind === "none") return undefined;
      const told = PARTS.flatMap(([field, part]) =>
        status[field] === undefined ? [] : [{ part, word: status[field] ?? "" }],
      );
      if (told.length === 0)
        return unknown(
          "The Operator says nothing of it yet.",
          "See that the Operator runs and serves this namespace (doctor: operator).",
        );
      const waiting = told.filter(({ word }) => !/^(ready|attached|running|succeeded|done)$/i.test(word));
      if (waiting.length === 0) return right(`${told.map(({ part }) => part).join(", ")}: ready.`);
      const words = waiting.map(({ part, word }) => `${part} is ${word}`).join(", ");
      return warning(`${words}.`, "A first build may take ten minutes; after that, read the pods and events below.");
    },
  },
  {
    id: "pods",
    title: "Pods",
    why: "What the pods wait for.",
    of: "environment",
    looksAt: ["Pod"],
    look: (facts, environment) => {
      if (environment.mount.kind === "none") return undefined;
      const pods = runtimePods(facts, environment);
      if (pods.length === 0) return noPods(environment);
      const faults = pods.flatMap((pod) => faultOf(pod) ?? []);
      if (faults.length > 0) return wrong(`${some(faults)}.`, "Read the events below.");
      return right(`${counted(pods)}, all ready.`);
    },
  },
  {
    id: "restart",
    title: "Restart",
    why: "What does not apply live reaches the app when it restarts. The declaration's trigger stands in an annotation of the pods: another one there is an app that still has the old values.",
    of: "environment",
    looksAt: ["Pod"],
    look: (facts, environment) => {
      const declared = restartOf(environment);
      const pods = runtimePods(facts, environment).filter(hasStarted);
      if (declared === undefined || pods.length === 0) return undefined;
      const old = pods.filter(({ metadata }) => metadata.annotations[RESTART] !== declared);
      if (old.length === 0) return right("the pods have what is declared.");
      return warning(
        `${some(old.map(({ metadata }) => metadata.name))} started with other values.`,
        "Deploy the environment; where that is done, wait until the Operator has restarted the app.",
      );
    },
  },
  {
    id: "newer-values",
    title: "Values in the store",
    why: "Whether the store holds newer values than those that are mounted is seen by a probe only, which mounts them anew: verify --probe.",
    of: "environment",
    looksAt: [],
    look: (facts, environment) => {
      if (classOf(environment) === undefined || runtimePods(facts, environment).length === 0) return undefined;
      return unknown(
        "whether they are newer than what is mounted is not known.",
        "verify --probe mounts them anew and compares their versions.",
      );
    },
  },
];

function noPods({ objects, name }: ExpectedEnvironment): Outcome {
  const spec = objects.find(({ kind }) => kind === "MendixApp")?.fields["spec"];
  if (isFields(spec) && spec["replicas"] === 0) return right("none: the app is declared with no replicas.");
  return wrong(`${name} has none.`, "Read status and events; an app that is stopped in the portal has none either.");
}

function restartOf({ objects }: ExpectedEnvironment): string | undefined {
  const spec = objects.find(({ kind }) => kind === "MendixApp")?.fields["spec"];
  const annotations = isFields(spec) ? spec["runtimeDeploymentPodAnnotations"] : undefined;
  const value = isFields(annotations) ? annotations[RESTART] : undefined;
  return typeof value === "string" ? value : undefined;
}

/** What a pod waits for. */
function faultOf({ metadata, status }: Pod): string | undefined {
  const { name } = metadata;
  const waiting = status.containerStatuses.find(({ state }) => state.waiting.reason !== undefined);
  const failed = status.containerStatuses.find(({ state }) => state.terminated.reason !== undefined && !state.running);
  const unready = status.containerStatuses.filter(({ ready }) => ready === false).map((one) => one.name);
  if (status.phase === "Pending" && status.containerStatuses.length === 0) return `${name} is not placed on a node`;
  if (waiting) return `${name}: ${waiting.name} waits (${waiting.state.waiting.reason})`;
  if (failed)
    return `${name}: ${failed.name} ended (${failed.state.terminated.reason}, ${failed.state.terminated.exitCode})`;
  return unready.length > 0
    ? `${name}: ${unready.join(", ")} ${unready.length === 1 ? "is" : "are"} not ready`
    : undefined;
}
