import type { Blueprint } from "../core/blueprint";
import type { Grant } from "../core/grant";
import { displayText } from "../core/text";
import type { Draft } from "./draft";

/** What the pod may do newly, and what no longer. The right to read an entry that is made with it widens nothing. */
export function grantChanges(before: Blueprint, after: Blueprint): Draft[] {
  const [old, now] = [permissionsOf(before), permissionsOf(after)];
  const made = madeEntries(before, after);
  const [own, others] = [
    told(now, old).filter(({ on }) => isOf(on, made)),
    told(now, old).filter(({ on }) => !isOf(on, made)),
  ];
  const about = ["grant"];
  return [
    ...others.map(({ text }): Draft => ({ effect: "widened", text: `The pod may now ${text}.`, about })),
    ...own.map(({ text }): Draft => ({ effect: "added", text: `The pod may read its new entry: ${text}.`, about })),
    ...told(old, now).map(({ text }): Draft => ({ effect: "changed", text: `The pod may no longer ${text}.`, about })),
  ];
}

/** Names of the entries that are made newly. */
export function madeEntries(before: Blueprint, after: Blueprint): readonly string[] {
  const known = new Set(before.entries.map(({ name }) => name));
  return after.entries
    .filter(({ name, content }) => content.kind !== "existing" && !known.has(name))
    .map(({ name }) => displayText(name));
}

/** Whether a permission is on one of these entries: its name ends an ARN, a scope or a path. */
function isOf(on: string, names: readonly string[]): boolean {
  const name = on.replace(/-\?{6}$/, "");
  return names.some((own) => name === own || name.endsWith(`:${own}`) || name.endsWith(`/${own}`));
}

/** One action on one resource, so that one more of either shows as one more. */
interface Permission {
  readonly action: string;
  readonly on: string;
}

/** Permissions that the one has and the other has not, one line for each resource. */
function told(some: readonly Permission[], others: readonly Permission[]): readonly { text: string; on: string }[] {
  const known = new Set(others.map(({ action, on }) => `${action} ${on}`));
  const actions = new Map<string, Set<string>>();
  for (const { action, on } of some.filter((permission) => !known.has(`${permission.action} ${permission.on}`))) {
    actions.set(on, (actions.get(on) ?? new Set()).add(action));
  }
  return [...actions].map(([on, names]) => ({ on, text: `${[...names].join(", ")} on ${on}` }));
}

function permissionsOf({ grants }: Blueprint): readonly Permission[] {
  return grants.flatMap(permissionsIn).map(({ action, on }) => ({ action, on: displayText(on) }));
}

function permissionsIn(grant: Grant): readonly Permission[] {
  if (grant.cloud === "azure") return [{ action: `act as ${grant.role}`, on: String(grant.scope) }];
  if (grant.cloud === "google") return [{ action: `act as ${grant.role}`, on: grant.resource }];
  const condition = grant.condition ? ` where ${JSON.stringify(grant.condition)}` : "";
  return grant.resources.flatMap((resource) =>
    grant.actions.map((action) => ({ action, on: `${resource}${condition}` })),
  );
}
