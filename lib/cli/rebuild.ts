import type { Blueprint, MountedKey } from "../core/blueprint";
import { lineComment } from "../core/shell";
import { fillCommand, type DeclaredPlace } from "../explain/phrases";

/** What has to be at hand, beside the variables, to make an environment again whose store is lost. */
export interface Rebuild {
  /** Values that a person writes into the environment's own entries, by the command. */
  readonly fill: readonly { readonly key: string; readonly entry: string; readonly command: string }[];
  /** Entries of somebody else's that have to be there. */
  readonly existing: readonly { readonly key: string; readonly entry: string }[];
  /** Values that nobody has: other ones are made. */
  readonly generated: readonly string[];
}

/** Everything that is in no file and in no variable. */
export function rebuildOf({ keys, entries }: Blueprint, place: DeclaredPlace): Rebuild {
  const named = (key: MountedKey) => {
    const entry = entries.find(({ id }) => id === key.entry);
    return { key: key.key, entry: entry?.name ?? key.entry, isOwn: entry?.content.kind === "container" };
  };
  const external = keys.filter(({ source }) => source === "external").map(named);
  return {
    fill: external
      .filter(({ isOwn }) => isOwn)
      .map(({ key, entry }) => ({ key, entry, command: fillCommand(key, place) })),
    existing: external.filter(({ isOwn }) => !isOwn).map(({ key, entry }) => ({ key, entry })),
    generated: keys.filter(({ source }) => source === "generated").map(({ key }) => key),
  };
}

/** The same as comments, which every format takes. */
export function rebuildComments({ fill, existing, generated }: Rebuild): string {
  const lines = [
    ...(fill.length > 0 ? ["To write by hand, once the apply has made the entries:"] : []),
    ...fill.map(({ command }) => `  ${command}`),
    ...(existing.length > 0 ? ["To be there already, made by somebody else:"] : []),
    ...existing.map(({ key, entry }) => `  ${key} in ${entry}`),
    ...(generated.length > 0 ? ["Made anew by the apply, so that the old value ends:"] : []),
    ...generated.map((key) => `  ${key}`),
  ];
  return lines.map((line) => `${lineComment(line)}\n`).join("");
}
