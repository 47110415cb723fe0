import { right, warning, wrong, type Check, type Outcome } from "../check";
import { audiencesOf, DRIVER } from "../checks/driver";
import type { ExpectedEnvironment } from "../expected";
import { find, gapOf, inNamespace, type Facts } from "../facts";
import { explainEvent, stableText } from "../events";
import type { Fact } from "../kinds";
import { mountedFiles } from "../mounted";
import { some } from "../nodes";
import { audienceOf, classOf } from "../providers";
import { eventsOf, hasStarted, mountsClass, mountsSecret, runtimePods } from "./pods";

type Pod = Fact<"Pod">;

/** What the driver mounted, and what it says where it could not. */
export const MOUNT_CHECKS: readonly Check[] = [
  {
    id: "pod-volume",
    title: "Volume of the pods",
    why: "The Operator mounts the SecretProviderClass, or the Secret, into the app's pods as their own ServiceAccount. A pod without that volume was made before the store was declared, or by an Operator that does not see the annotations.",
    of: "environment",
    looksAt: ["Pod"],
    look: (facts, environment) => {
      const pods = runtimePods(facts, environment);
      if (environment.mount.kind === "none" || pods.length === 0) return undefined;
      const faults = pods.flatMap((pod) => volumeFault(pod, environment) ?? []);
      if (faults.length === 0) return right(`in ${counted(pods)}.`);
      return wrong(`${some(faults)}.`, "See that the three names and annotations agree (above), then restart the app.");
    },
  },
  {
    id: "mounted-keys",
    title: "Keys that are mounted",
    why: "The driver reports for each pod what it mounted. A pod can run with an empty folder (docs/troubleshooting.md#the-pod-runs-and-the-app-finds-nothing), so this is looked at even where everything runs.",
    of: "environment",
    looksAt: ["SecretProviderClassPodStatus", "Pod"],
    look: lookAtMounts,
  },
  {
    id: "events",
    title: "Events",
    why: "What drivers, providers and Kubernetes say while a pod does not start. Texts that are known are explained; others are shown as they are.",
    of: "environment",
    looksAt: ["Event", "Pod"],
    look: (facts, environment, needs) => {
      const told = eventsOf(facts, environment, needs).map(({ message = "", reason, involvedObject }) => {
        const about = `${involvedObject.kind} ${involvedObject.name}: ${reason}: `;
        const outcome = eventOutcome(facts, environment, message) ?? notKnown(about, message);
        return [explainEvent(message)?.id ?? stableText(message), outcome] as const;
      });
      return told.length > 0 ? foldAlike(told) : right("none that is not over.");
    },
  },
];

/** A provider names one of many entries at each try: what is of one kind is told once. */
function foldAlike(told: readonly (readonly [kind: string, outcome: Outcome])[]): readonly Outcome[] {
  return [...new Set(told.map(([kind]) => kind))].flatMap((kind) => {
    const [first, ...others] = told.flatMap(([one, outcome]) => (one === kind ? [outcome] : []));
    const more = new Set(
      others.filter(({ seen }) => seen !== first?.seen && first?.status === "wrong").map(({ seen }) => seen),
    ).size;
    return first ? [more > 0 ? { ...first, seen: `${first.seen} And ${more} more of this kind.` } : first] : [];
  });
}

/** What an event's text means for an environment, where it is known. */
export function eventOutcome(facts: Facts, environment: ExpectedEnvironment, message: string): Outcome | undefined {
  const explained = explainEvent(message);
  if (explained?.id === "aws-any") return awsOutcome(facts, environment, explained.cause);
  return explained && wrong(explained.cause, explained.fix);
}

export function notKnown(about: string, message: string): Outcome {
  return warning(`${about}${stableText(message)}`, "This text is not known; it is shown as it is.");
}

function volumeFault(pod: Pod, { name, mount }: ExpectedEnvironment): string | undefined {
  const { metadata, spec } = pod;
  const has = mount.kind === "Secret" ? mountsSecret(pod, name) : mountsClass(pod, name);
  if (!has) return `${metadata.name} does not mount the ${mount.kind} ${name}`;
  if (spec.serviceAccountName !== name) return `${metadata.name} runs as the ServiceAccount ${spec.serviceAccountName}`;
  const driver = spec.volumes.find(({ csi }) => csi.volumeAttributes.secretProviderClass === name)?.csi.driver;
  if (mount.kind === "Secret" || driver === DRIVER) return undefined;
  return `${metadata.name} mounts with the driver ${driver}`;
}

function lookAtMounts(facts: Facts, environment: ExpectedEnvironment): readonly Outcome[] | undefined {
  const mount = classOf(environment);
  const pods = runtimePods(facts, environment).filter((pod) => mountsClass(pod, environment.name));
  if (!mount || pods.length === 0) return undefined;
  const files = mountedFiles(mount.provider, mount.parameters) ?? [];
  const keys = files.filter(({ file }) => environment.keys.some(({ key }) => key === file));
  const outcomes = pods.map((pod) => lookAtMount(facts, pod, { keys, files }, environment));
  const faults = outcomes.filter(({ status }) => status !== "right");
  if (faults.length > 0) return faults;
  const shared = new Set(keys.map(({ id }) => id)).size < keys.length;
  const limit = shared ? " The driver reports documents, not the keys in them: --probe sees each key." : "";
  return [right(`all ${keys.length} of ${counted(pods)}.${limit}`)];
}

interface Files {
  readonly keys: NonNullable<ReturnType<typeof mountedFiles>>;
  readonly files: NonNullable<ReturnType<typeof mountedFiles>>;
}

function lookAtMount(
  facts: Facts,
  pod: Pod,
  { keys, files }: Files,
  { name, namespace }: ExpectedEnvironment,
): Outcome {
  const status = statusOf(facts, pod, name);
  const podName = pod.metadata.name;
  if (!status) {
    if (!hasStarted(pod)) return wrong(`${podName} has nothing mounted yet.`, "Read its events below.");
    return wrong(
      `${podName} runs, and the driver reports no mount: its folder may be empty.`,
      `Restart it: kubectl --namespace ${namespace} delete pod ${podName}`,
    );
  }
  const ids = new Set(status.status.objects.map(({ id }) => id));
  const missing = keys.filter(({ id }) => !ids.has(id)).map(({ file }) => file);
  const known = new Set(files.map(({ id }) => id));
  const added = [...ids].filter((id) => !known.has(id));
  if (missing.length > 0) {
    return wrong(
      `${podName} has not ${some(missing, 5)}${ids.size === 0 ? ": its folder is empty" : ""}.`,
      "A pod gets new keys when it restarts, or by rotation: restart the app, then look again.",
    );
  }
  if (added.length > 0)
    return warning(
      `${podName} has ${some(added, 5)}, which nobody declared.`,
      "Restart the app: it still has what was taken out.",
    );
  return right(`${podName} has all ${keys.length}.`);
}

function statusOf(facts: Facts, pod: Pod, name: string) {
  return inNamespace(facts, "SecretProviderClassPodStatus", pod.metadata.namespace).find(
    ({ status }) =>
      status.podName === pod.metadata.name && status.secretProviderClassName === name && status.mounted !== false,
  );
}

/** AWS's provider says one sentence for eight causes: what can be seen of them from here stands beside it. */
function awsOutcome(facts: Facts, environment: ExpectedEnvironment, cause: string): Outcome {
  const causes = awsCauses(facts, environment);
  if (causes.length > 0)
    return wrong(`${cause} Seen: ${causes.join("; ")}.`, "Deploy the environment; doctor says what the driver needs.");
  const log = "kubectl --namespace kube-system logs --selector app=secrets-store-csi-driver-provider-aws";
  return wrong(
    `${cause} Not the cause: the ServiceAccount's role, and the token that the driver hands out.`,
    `Apply the stack, which writes entries, policy and trust, and fill what somebody else writes (explain). The provider's log on the pod's node says which it is: ${log}`,
  );
}

/** The causes that the cluster shows: another role on the ServiceAccount, no token for it. */
function awsCauses(facts: Facts, environment: ExpectedEnvironment): readonly string[] {
  const { name, namespace, objects } = environment;
  const audience = audienceOf(environment) ?? "";
  const declared = objects.find(({ kind }) => kind === "ServiceAccount")?.annotations[ROLE];
  const seen = find(facts, "ServiceAccount", name, namespace)?.metadata.annotations[ROLE];
  const handedOut = gapOf(facts, "CSIDriver") !== undefined || audiencesOf(facts).includes(audience);
  return [
    ...(typeof declared === "string" && seen !== declared ? [`the ServiceAccount has not the role ${declared}`] : []),
    ...(handedOut ? [] : [`the driver hands out no token for ${audience}`]),
  ];
}

const ROLE = "eks.amazonaws.com/role-arn";

export function counted(pods: readonly unknown[]): string {
  return pods.length === 1 ? "1 pod" : `${pods.length} pods`;
}
