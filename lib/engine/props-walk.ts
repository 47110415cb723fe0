/** Names under which a part keeps the props that it was made with: they are no part of a prop's path. */
export const HOLDERS = new Set(["props", "existing", "account", "given"]);

/**
 * Goes through the props of a declaration and of its parts, each object once.
 *
 * @param visit Told of each value and its prop; whether to go on inside it.
 */
export function walkProps(props: unknown, visit: (prop: string, value: unknown) => boolean): void {
  look("", props, visit, new Set());
}

/** Whether any value of a declaration and of its parts is what is looked for: no prop's path is made to know. */
export function someProp(value: unknown, is: (value: unknown) => boolean, seen = new Set<object>()): boolean {
  if (is(value)) return true;
  if (typeof value !== "object" || value === null || seen.has(value) || isConstruct(value)) return false;
  seen.add(value);
  return Object.values(value).some((item: unknown) => someProp(item, is, seen));
}

function look(prop: string, value: unknown, visit: (prop: string, value: unknown) => boolean, seen: Set<object>): void {
  if (!visit(prop, value)) return;
  if (typeof value !== "object" || value === null || seen.has(value) || isConstruct(value)) return;
  seen.add(value);
  if (Array.isArray(value)) {
    value.forEach((item, index) => look(`${prop}[${index}]`, item, visit, seen));
    return;
  }
  for (const [name, item] of Object.entries(value)) look(pathOf(prop, name, value), item, visit, seen);
}

function pathOf(prop: string, name: string, holder: object): string {
  if (HOLDERS.has(name) && Object.getPrototypeOf(holder) !== Object.prototype) return prop;
  if (!/^\w+$/.test(name)) return `${prop}[${JSON.stringify(name)}]`;
  return prop === "" ? name : `${prop}.${name}`;
}

/** A provider, which goes to cdktf as it is. */
export function isConstruct(value: object): boolean {
  return "node" in value;
}
