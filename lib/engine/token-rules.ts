import type { Share } from "../core/share";
import { foreignKind, type ForeignKind } from "../core/tokens";

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
  // Most declarations have none, and are not asked how each of their props is called.
  if (!holdsForeign(props, new Set())) return true;
  look(share, "", props, new Set());
  return false;
}

function holdsForeign(value: unknown, seen: Set<object>): boolean {
  if (typeof value !== "object" || value === null) return foreignKind(value) !== undefined;
  if (seen.has(value) || isConstruct(value)) return false;
  seen.add(value);
  if (foreignKind(value) !== undefined) return true;
  for (const name of Object.keys(value)) {
    if (holdsForeign((value as Readonly<Record<string, unknown>>)[name], seen)) return true;
  }
  return false;
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
