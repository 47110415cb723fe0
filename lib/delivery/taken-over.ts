import type { Cluster } from "../core/cluster";
import type { KubernetesObject } from "../core/kubernetes-object";
import { kubectlCommand } from "../core/kubectl";
import { shellCommand } from "../core/shell";
import type { Context } from "../core/parts";
import type { Share } from "../core/share";
import type { Subject } from "../core/subject";
import { takenOverAs } from "../core/take-over";
import { afterApplyIn } from "./manifests";
import { annotationsManager, FIELD_MANAGER, manifestPath } from "./object-resources";

/**
 * What an older MendixApp holds of secrets, as a merge patch that takes it out; `kubectl apply` remembers the whole
 * object once more. All of it comes from the store afterwards.
 */
const TAKE_OUT = {
  metadata: { annotations: { "kubectl.kubernetes.io/last-applied-configuration": null } },
  spec: {
    runtime: {
      mxAdminPassword: null,
      debuggerPassword: null,
      microflowConstants: null,
      customConfiguration: null,
      clientCertificates: null,
    },
  },
};

/** Checks the objects that are taken over, and says what makes each of them equal to its declaration. */
export function describeTakenOver(
  share: Share,
  objects: readonly KubernetesObject[],
  { subject, takeOver }: Pick<Context, "subject" | "takeOver">,
): void {
  for (const object of objects) {
    const item = takenOverAs(takeOver, manifestPath(object.kind));
    if (!item) continue;
    if (object.kind === "MendixApp" && item.holdsNoSecret !== true) refuseImport(share, object, subject.cluster);
    ownershipSteps(share, object, subject);
  }
}

/** Synthesis can't see the object, so a person says that it holds no secret. */
function refuseImport(share: Share, { kind, metadata: { name, namespace } }: KubernetesObject, cluster: Reached): void {
  share.problem(
    "MX-TAKE-OVER-SECRET",
    "takeOver",
    "An import reads the whole MendixApp into plan and state: its passwords, constants and certificates, and what kubectl apply remembers of them.",
    `Run ${takeOutCommand({ name, namespace, cluster })} (docs/kubernetes.md says how to look first), then write { resource: "${manifestPath(kind)}", holdsNoSecret: true }.`,
  );
}

/** The command that takes the secrets out of a MendixApp; it says "(no change)" where there were none. */
export function takeOutCommand({ name, namespace, cluster = { context: undefined } }: TakenApp): string {
  const patch = ["--type=merge", "--patch", JSON.stringify(TAKE_OUT)];
  return kubectlCommand(cluster, "patch", "mendixapp", name, "--namespace", namespace, ...patch);
}

/** The cluster as far as kubectl has to know it. */
type Reached = Pick<Cluster, "context">;

interface TakenApp {
  readonly name: string;
  readonly namespace: string;
  /** @default - whichever is current */
  readonly cluster?: Reached;
}

const WHO = "as the cluster's administrator";

/**
 * What `kubectl apply` has set stays its own after an import, declared or not. kubectl hands its fields over itself where
 * it applies for another manager: what the declaration lacks goes then.
 */
function ownershipSteps(share: Share, object: KubernetesObject, subject: Subject): void {
  const { kind, apiVersion, metadata } = object;
  const { annotations, name, namespace } = metadata;
  if (afterApplyIn(object).length > 0) {
    share.steps.push({
      as: WHO,
      does: `Take out of the ${kind} ${namespace}/${name} what the declaration lacks.`,
      note: "before it is taken over: what kubectl apply has set stays after an import",
    });
    return;
  }
  const note = "where kubectl apply made it, before it is taken over: what it has set and nobody declares goes";
  share.steps.push({ as: WHO, does: applyCommand(object, FIELD_MANAGER, subject.cluster), command: true, note });
  if (!annotations) return;
  const own = { apiVersion, kind, metadata: { name, namespace, annotations } };
  share.steps.push({
    as: WHO,
    does: applyCommand(own, annotationsManager(subject), subject.cluster),
    command: true,
    note: "right after it: annotations have an owner of their own",
  });
}

function applyCommand(object: KubernetesObject, manager: string, cluster: Reached): string {
  const apply = ["apply", "--server-side", "--force-conflicts", `--field-manager=${manager}`, "-f", "-"];
  return `${shellCommand("printf", "%s", JSON.stringify(object))} | ${kubectlCommand(cluster, ...apply)}`;
}
