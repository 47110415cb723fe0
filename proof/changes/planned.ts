import type { Plan } from "../../engines/terraform";
import type { Configuration } from "../support/resolved";

/** What a plan does to one resource. */
export interface Planned {
  readonly type: string;
  /** Construct ids below the environment. */
  readonly path: string;
  readonly does: "create" | "delete" | "replace" | "update" | "forget";
  /** Variables and ephemeral resources whose values are written, by their names. */
  readonly writes: readonly string[];
}

type Change = NonNullable<Plan["resource_changes"]>[number]["change"];

/** Records of writes and waits, which are nobody's. */
const RECORDS = ["terraform_data", "time_offset", "time_sleep"];

/** What a plan does to each environment of a stack, by the id of its construct. */
export function plannedIn(
  plan: Plan,
  before: Configuration,
  after: Configuration,
): ReadonlyMap<string, readonly Planned[]> {
  const found = new Map<string, Planned[]>();
  const [old, now] = [pathsIn(before), pathsIn(after)];
  for (const { address, type, change } of plan.resource_changes ?? []) {
    const does = DOES[change.actions.join()];
    if (does === undefined || RECORDS.includes(type)) continue;
    const [id = "", ...path] = (now.get(address) ?? old.get(address) ?? "").split("/");
    const block = after.resource?.[type]?.[address.slice(type.length + 1)];
    const writes = does === "delete" || does === "forget" ? [] : writesOf(does, change, block);
    found.set(id, [...(found.get(id) ?? []), { type, path: path.join("/"), does, writes }]);
  }
  return found;
}

const DOES: Readonly<Record<string, Planned["does"]>> = {
  create: "create",
  delete: "delete",
  "delete,create": "replace",
  "create,delete": "replace",
  update: "update",
  forget: "forget",
};

/** Construct paths below the stack by address, from the notes that are written with each block. */
function pathsIn({ resource = {} }: Configuration): ReadonlyMap<string, string> {
  const addresses = Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).map(([name, block]) => {
      const { metadata } = block["//"] as { readonly metadata: { readonly path: string } };
      return [`${type}.${name}`, metadata.path.split("/").slice(1).join("/")] as const;
    }),
  );
  return new Map(addresses);
}

/** A value is written where a resource with a write-only argument is made, or where the trigger of one changes. */
function writesOf(
  does: Planned["does"],
  { before, after, after_unknown: unknown = {} }: Change,
  block: Readonly<Record<string, unknown>> = {},
): readonly string[] {
  const arguments_ = Object.keys(block).filter((name) => name.endsWith("_wo"));
  const isWritten = (name: string) =>
    does !== "update" ||
    [`${name}_version`, `${name}_revision`].some(
      (trigger) => unknown[trigger] === true || before?.[trigger] !== after?.[trigger],
    );
  const texts = arguments_.filter(isWritten).map((name) => JSON.stringify(block[name]));
  return [...new Set(texts.flatMap((text) => text.match(/\bvar\.\w+|\bephemeral\.\w+\.[\w-]+/g) ?? []))];
}
