import * as fs from "node:fs";
import * as path from "node:path";
import { stackFile, stackFolder } from "./manifest";
import type { Output } from "./output";
import { currentText, removeEmpty } from "./write-set";

/** Something that was not removed, and why. */
export interface Kept {
  readonly path: string;
  readonly reason: string;
}

export interface Pruned {
  readonly removed: readonly string[];
  readonly kept: readonly Kept[];
}

/** What Terraform makes in a stack's folder and makes again. */
const MADE_AGAIN = [".terraform", ".terraform.lock.hcl", "cdk.tf.json"];

/** Removes what is no longer declared: our own files alone, and no stack whose state still holds something. */
export function prune({ folder, staleStacks, staleManifests }: Output): Pruned {
  const removed: string[] = [];
  const kept: Kept[] = [];
  for (const name of staleStacks) {
    const place = path.posix.join(folder, stackFolder(name));
    const reason = whyKept(folder, name);
    if (reason !== undefined) {
      kept.push({ path: place, reason });
      continue;
    }
    for (const file of MADE_AGAIN) fs.rmSync(path.join(place, file), { recursive: true, force: true });
    removeEmpty(place);
    removed.push(place);
  }
  const stays = new Set(kept.map(({ path: place }) => place));
  for (const { path: file, stack } of staleManifests) {
    // The record is a file that anybody can write to.
    if (!file.endsWith(".yaml")) continue;
    // What applies manifests destroys what is gone from them, and the stack's own resources still serve it.
    if (stays.has(path.posix.join(folder, stackFolder(stack)))) {
      kept.push({ path: file, reason: `its stack ${stack} does` });
      continue;
    }
    fs.rmSync(file, { force: true });
    removed.push(file);
    removeEmptyAbove(file);
  }
  return { removed, kept };
}

/** Folders of a cluster, a namespace and an environment. */
function removeEmptyAbove(file: string): void {
  let folder = path.dirname(file);
  for (let level = 0; level < 3 && removeEmpty(folder); level += 1) folder = path.dirname(folder);
}

function whyKept(folder: string, name: string): string | undefined {
  const place = path.join(folder, stackFolder(name));
  const foreign = fs.readdirSync(place).filter((entry) => !MADE_AGAIN.includes(entry));
  if (foreign.length > 0) return `holds ${foreign.sort().join(", ")}`;
  const state = localState(path.join(folder, stackFile(name)));
  return state !== undefined && holdsResources(state) ? `its state ${state} still holds resources` : undefined;
}

/** The file of a stack's state, where it is one. */
function localState(file: string): string | undefined {
  const stack = parsed(file) as { readonly terraform?: { readonly backend?: { readonly local?: { path?: unknown } } } };
  const given = stack?.terraform?.backend?.local?.path;
  return typeof given === "string" ? path.relative("", path.resolve(path.dirname(file), given)) : undefined;
}

function holdsResources(file: string): boolean {
  const state = parsed(file) as { readonly resources?: readonly unknown[] } | undefined;
  return (state?.resources?.length ?? 0) > 0;
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(currentText(file) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}
