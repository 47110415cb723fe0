import type { Share } from "../blueprint/share";
import { foreignKind, type ForeignKind } from "../values/tokens";

/** Names under which a part keeps the props that it was made with: they are no part of a prop's path. */
const HOLDERS = new Set(["props", "existing", "account", "given"]);

const FIXES: Readonly<Record<ForeignKind, string>> = {
  number: "Write the number itself.",
  list: "Write the list itself; each of its texts may be a token.",
  map: 'Write the map itself, as in { team: "shop" }; each of its texts may be a token.',
};

/**
 * Refuses numbers, lists and maps that only Terraform knows: what the blueprint counts, looks through or sorts has to
 * be there. Written all the same, a map would arrive as base64 and a number as -8.1e+298. A text may be a token.
 *
 * @returns whether there is none
 */
export function refuseTokens(share: Share, props: unknown): boolean {
  const before = share.problems.length;
  look(share, "", props, new Set());
  return share.problems.length === before;
}

function look(share: Share, prop: string, value: unknown, seen: Set<object>): void {
  const kind = foreignKind(value);
  if (kind !== undefined) {
    const message = `${prop} is a ${kind} of cdktf that only Terraform knows: it has no value at synthesis.`;
    share.problem("MX-TOKEN", prop, message, FIXES[kind]);
    return;
  }
  if (typeof value !== "object" || value === null || seen.has(value) || isConstruct(value)) return;
  seen.add(value);
  if (Array.isArray(value)) {
    value.forEach((item, index) => look(share, `${prop}[${index}]`, item, seen));
    return;
  }
  for (const [name, item] of Object.entries(value)) look(share, pathOf(prop, name, value), item, seen);
}

function pathOf(prop: string, name: string, holder: object): string {
  if (HOLDERS.has(name) && Object.getPrototypeOf(holder) !== Object.prototype) return prop;
  if (!/^\w+$/.test(name)) return `${prop}[${JSON.stringify(name)}]`;
  return prop === "" ? name : `${prop}.${name}`;
}

/** A provider, which goes to cdktf as it is. */
function isConstruct(value: object): boolean {
  return "node" in value;
}
