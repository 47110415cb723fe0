import type { Resource } from "../core/resource";

/** How Terraform's language refers to a block, given its name in the stack. */
export function addressOf({ kind, type }: Pick<Resource, "kind" | "type">, name: string): string {
  switch (kind) {
    case "resource":
    case "removed":
      return `${type}.${name}`;
    case "data":
    case "ephemeral":
      return `${kind}.${type}.${name}`;
    case "variable":
      return `var.${name}`;
    case "output":
      return `output.${name}`;
  }
}

/**
 * What each resource waits for, as paths. "access" stands for everything before it that gives access, in order.
 *
 * @returns by the path of the resource that waits
 */
export function dependenciesOf(resources: readonly Resource[]): ReadonlyMap<string, readonly string[]> {
  const access: string[] = [];
  const dependencies = new Map<string, readonly string[]>();
  for (const { path, after, access: gives } of resources) {
    if (after !== undefined) dependencies.set(path, after === "access" ? [...access] : after);
    if (gives) access.push(path);
  }
  return dependencies;
}
