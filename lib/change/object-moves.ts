import type { Blueprint } from "../core/blueprint";
import type { KubernetesObject } from "../core/kubernetes-object";
import { clusterIdentity } from "../core/subject";
import { annotationsPath, manifestPath } from "../delivery/object-resources";
import { displayText } from "../core/text";
import type { Draft } from "./draft";

/** What becomes of the Kubernetes objects where they are made in another place, or by somebody else. */
export function objectMoves(before: Blueprint, after: Blueprint): Draft[] {
  return [...appMove(before, after), ...letGo(before, after), ...takenOver(before, after)];
}

/** The MendixApp can't move: it is made in the other place, and what becomes of the old one depends on who made it. */
function appMove(before: Blueprint, after: Blueprint): Draft[] {
  const [old, now] = [appOf(before), appOf(after)];
  if (!old || !now) return [];
  const [from, to] = [placeOf(before), placeOf(after)];
  const sameCluster = clusterIdentity(before.subject.cluster) === clusterIdentity(after.subject.cluster);
  // A cluster under another name is no other place.
  if (from === to || (sameCluster && inCluster(before) === inCluster(after))) return [];
  const deleted = sameCluster && isMade(before, "MendixApp") && isMade(after, "MendixApp");
  const text = deleted
    ? `The MendixApp is deleted at ${from} and made again at ${to}: the app is down in between.`
    : `The MendixApp is made at ${to}; the one at ${from} goes on until somebody deletes it.`;
  return [{ effect: "replaced", text }];
}

function appOf({ objects }: Blueprint): KubernetesObject | undefined {
  return objects.find(({ kind }) => kind === "MendixApp");
}

function placeOf({ subject: { cluster, namespace, name } }: Blueprint): string {
  return [cluster.name, namespace, name].map(displayText).join("/");
}

function inCluster({ subject: { namespace, name } }: Blueprint): string {
  return `${namespace}/${name}`;
}

function isMade(blueprint: Blueprint, kind: string): boolean {
  return blueprint.resources.some((resource) => resource.kind === "resource" && resource.path === manifestPath(kind));
}

function isForgotten(blueprint: Blueprint, kind: string): boolean {
  return blueprint.resources.some((resource) => resource.kind === "removed" && resource.path === manifestPath(kind));
}

const about = (kinds: readonly string[]) =>
  kinds.flatMap((kind) => [`made ${manifestPath(kind)}`, `made ${annotationsPath(kind)}`]);

/** Objects that were Terraform's, and no longer are. */
function letGo(before: Blueprint, after: Blueprint): Draft[] {
  const gone = before.objects.map(({ kind }) => kind).filter((kind) => isMade(before, kind) && !isMade(after, kind));
  const kinds = gone.filter((kind) => isForgotten(after, kind));
  if (kinds.length === 0) return gone.length > 0 ? deleted(gone, after) : [];
  const owner = after.manifests.directory === undefined ? "the Mendix portal" : "whoever applies the manifests";
  const text = `Terraform forgets ${kinds.join(", ")} and deletes nothing: they stay as they are, and belong to ${owner}.`;
  return [{ effect: "changed", text, about: about(kinds) }];
}

/** Manifests that are written beside what Terraform has: the next apply would take the app away. */
function deleted(kinds: readonly string[], { manifests }: Blueprint): Draft[] {
  if (manifests.directory === undefined) return [];
  const text = `Terraform deletes ${kinds.join(", ")} from the cluster. Write appliedByTerraform: true beside the directory for the next apply, and it forgets them instead.`;
  return [{ effect: "removed", text, about: about(kinds) }];
}

/** Objects that were not Terraform's: an apply can't make what is there, and an import takes it over. */
function takenOver(before: Blueprint, after: Blueprint): Draft[] {
  const kinds = after.objects
    .map(({ kind }) => kind)
    .filter((kind) => isForgotten(before, kind) && isMade(after, kind));
  const imported = new Set(after.resources.filter(({ importId }) => importId !== undefined).map(({ path }) => path));
  const [adopted, made] = [
    kinds.filter((kind) => imported.has(manifestPath(kind))),
    kinds.filter((kind) => !imported.has(manifestPath(kind))),
  ];
  const drafts: Draft[] = [];
  if (adopted.length > 0) {
    const text = `Terraform takes over ${adopted.join(", ")} by import: they stay, and get what is declared.`;
    drafts.push({ effect: "changed", text, about: about(adopted) });
  }
  if (made.length > 0) {
    const text = `Terraform makes ${made.join(", ")}: where one is in the cluster already, write takeOver: [${made.map(manifestPath).join(", ")}], or the apply fails.`;
    drafts.push({ effect: "added", text, about: about(made) });
  }
  return drafts;
}
