import type { Output } from "../write/directory/output";
import { currentText } from "../write/directory/write-set";
import type { Change } from "./changes";
import { dataLeaves, leafDifferences, type Leaves } from "./leaves";
import { leafText } from "./resource-sentences";

/** What a `synth` would change in the output, with the declarations as they are: what an upgrade of this package does. */
export function writtenChanges({ stacks, staleStacks, staleManifests }: Output): readonly Change[] {
  return [
    ...stacks.flatMap(({ name, stack, manifests }) => [
      ...stackChanges(name, currentText(stack.path), stack.text()),
      ...manifests.flatMap(({ path, text }) => fileChange(name, path, currentText(path), text())),
    ]),
    ...staleStacks.map((name): Change => ({ environment: name, effect: "removed", text: "It is no longer declared." })),
    ...staleManifests.map(({ path }): Change => ({
      environment: path,
      effect: "removed",
      text: "It is no longer declared.",
    })),
  ];
}

function fileChange(environment: string, path: string, before: string | undefined, after: string): Change[] {
  if (before === after) return [];
  const [effect, what] = before === undefined ? (["added", "is new"] as const) : (["changed", "changes"] as const);
  return [{ environment, effect, text: `The file ${path} ${what}.` }];
}

function stackChanges(environment: string, before: string | undefined, after: string): readonly Change[] {
  if (before === undefined) return [{ environment, effect: "added", text: "It is not written yet." }];
  if (before === after) return [];
  const [old, now] = [blocksOf(before), blocksOf(after)];
  if (!old || !now) return [{ environment, effect: "changed", text: "What is written is no JSON." }];
  const addresses = [...new Set([...old.keys(), ...now.keys()])].sort();
  return addresses.flatMap((address) => blockChanges(environment, address, old.get(address), now.get(address)));
}

function blockChanges(
  environment: string,
  address: string,
  old: Leaves | undefined,
  now: Leaves | undefined,
): Change[] {
  if (!old) return [{ environment, effect: "added", text: `${address} is made.` }];
  if (!now) return [{ environment, effect: "removed", text: `${address} is no longer there.` }];
  return leafDifferences(old, now).map(({ leaf, from, to }) => {
    return { environment, effect: "changed", text: leafText(leaf, address, from, to) };
  });
}

type Blocks = Readonly<Record<string, unknown>>;

/** The leaves of each block, by its address; blocks without one by their kind. */
function blocksOf(text: string): ReadonlyMap<string, Leaves> | undefined {
  let file: Blocks;
  try {
    file = JSON.parse(text) as Blocks;
  } catch {
    return undefined;
  }
  const blocks = new Map<string, Leaves>();
  for (const [kind, inner] of Object.entries(file)) {
    if (kind === "resource" || kind === "data" || kind === "ephemeral") {
      const prefix = kind === "resource" ? "" : `${kind}.`;
      for (const [type, named] of Object.entries(inner as Blocks)) {
        for (const [name, block] of Object.entries(named as Blocks))
          blocks.set(`${prefix}${type}.${name}`, leavesOf(block));
      }
    } else if (kind === "variable" || kind === "output") {
      for (const [name, block] of Object.entries(inner as Blocks)) blocks.set(`${kind}.${name}`, leavesOf(block));
    } else blocks.set(kind === "//" ? "cdktf's notes (//)" : kind, leavesOf(inner));
  }
  return blocks;
}

/** The comment of a block says where it stands; a name that changes says that better. */
function leavesOf(block: unknown): Leaves {
  const { "//": _, ...own } = block as Blocks;
  return dataLeaves(own);
}
