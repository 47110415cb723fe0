import { GATES, KEYS } from "../lib";
import type { GateId } from "../lib/catalogue/gates";
import { FAMILIES, type KeyDefinition } from "../lib/catalogue/keys";
import { table } from "./table";

interface Minimum {
  readonly feature: string;
  readonly operator?: string;
  readonly mendix?: string;
}

/** The page on keys and minimum versions, made from the catalogue's tables. */
export function keysPage(): string {
  const families = FAMILIES.map(([prefix, definition]): [string, KeyDefinition] => [`${prefix}NAME`, definition]);
  const keys = [...Object.entries<KeyDefinition>(KEYS), ...families].map(([key, definition]) => [
    `\`${key}\``,
    definition.meaning,
    definition.values?.map((value) => `\`${value}\``).join(", ") ??
      (definition.form === "boolean" ? "`true`, `false`" : definition.form),
    [definition.prop, ...(definition.otherProps ?? [])].map((prop) => `\`${prop}\``).join(", "),
    definition.secret ? "always" : "",
    definition.gate ? needsOf(definition.gate) : "",
    definition.live === true ? "yes" : definition.live ? `Mendix ${definition.live.mendix}` : "no",
  ]);
  const gates = Object.entries<Minimum>(GATES).map(([, { feature, operator = "", mendix = "" }]) => [
    feature,
    operator,
    mendix,
  ]);
  return [
    "<!-- Made from lib/catalogue by scripts/docs.ts. -->",
    "",
    "# Keys and minimum versions",
    "",
    "The mounted file names that the Mendix Operator reads, the prop that declares each, and what it needs. A key that",
    "applies live reaches a running app without a restart, from Operator 2.10.0 on and where something brings the new value",
    "into its files: the CSI driver's rotation, which has to be on, or the sync of a Secret. A change of any other one restarts",
    "the app; a connected app is restarted in the Mendix portal.",
    "",
    table(["Key", "What it is", "Value", "Prop", "Secret", "Needs", "Applies live"], keys),
    "",
    "## Minimum versions",
    "",
    "A feature that is declared with an older version is refused ([MX-GATE](errors.md#mx-gate)).",
    "",
    table(["Feature", "Operator", "Mendix"], gates),
    "",
  ].join("\n");
}

function needsOf(id: GateId): string {
  const { operator, mendix }: Minimum = GATES[id];
  return [operator && `Operator ${operator}`, mendix && `Mendix ${mendix}`].filter((part) => part).join(", ");
}
