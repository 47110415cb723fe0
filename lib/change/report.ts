import { oneLine } from "../core/visible";
import { escaped } from "../explain/markdown";
import type { Change } from "./changes";
import type { Effect } from "./draft";

const LABELS: Readonly<Record<Effect, string>> = {
  removed: "goes",
  replaced: "anew",
  widened: "wider",
  identity: "identity",
  secret: "secret",
  files: "files",
  restart: "restart",
  added: "new",
  changed: "changes",
  declared: "states",
};

/** The changes as a page for a terminal. */
export function changesText(changes: readonly Change[]): string {
  if (changes.length === 0) return "Nothing changes.\n";
  const sections = byEnvironment(changes).map(([name, own]) => {
    const lines = own.map(({ effect, text }) => `  ${LABELS[effect].padEnd(10)}${oneLine(text)}`);
    return [name, ...lines].join("\n");
  });
  return `${sections.join("\n\n")}\n`;
}

/** The changes as a comment on a pull request. */
export function changesMarkdown(changes: readonly Change[]): string {
  if (changes.length === 0) return "No environment changes.\n";
  const sections = byEnvironment(changes).map(([name, own]) => {
    const lines = own.map(({ effect, text }) => `- ${emphasized(effect)} ${escaped(text)}`);
    return [`### ${escaped(name)}`, "", ...lines].join("\n");
  });
  const counts = `${sections.length === 1 ? "1 environment changes" : `${sections.length} environments change`}.`;
  return `${[counts, ...sections].join("\n\n")}\n`;
}

const GRAVE: readonly Effect[] = ["removed", "replaced", "widened", "identity", "files", "restart"];

function emphasized(effect: Effect): string {
  return GRAVE.includes(effect) ? `**${LABELS[effect]}**` : LABELS[effect];
}

function byEnvironment(changes: readonly Change[]): readonly (readonly [name: string, changes: readonly Change[]])[] {
  const found = new Map<string, Change[]>();
  for (const change of changes) {
    const own = found.get(change.environment);
    if (own) own.push(change);
    else found.set(change.environment, [change]);
  }
  return [...found];
}
