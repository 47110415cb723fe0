import type * as ranges from "semver";
import { quote, type Problem } from "../core/problem";
import type { Declared } from "./collisions";
import { localName, PROVIDERS, TERRAFORM_VERSION } from "../catalogue/provider-ranges";

type Overrides = Readonly<Record<string, unknown>>;

/** Versions that the user pinned on the stack and that lie outside the ranges known to work. */
export function pinProblems(blueprint: Declared, overrides: Overrides): readonly Problem[] {
  const terraform = record(overrides["terraform"]);
  const providers = record(terraform["required_providers"]);
  const pins: { readonly what: string; readonly pin: unknown; readonly known: string }[] = blueprint.providers.map(
    (name) => ({
      what: localName(name),
      pin: record(providers[localName(name)])["version"],
      known: PROVIDERS[name].version,
    }),
  );
  pins.push({ what: "terraform", pin: terraform["required_version"], known: TERRAFORM_VERSION });
  return pins
    .filter(({ pin, known }) => typeof pin === "string" && pin !== known && !overlaps(pin, known))
    .map(({ what, pin, known }) => ({
      code: "MX-PROVIDER-VERSION",
      environment: blueprint.subject.name,
      prop: what === "terraform" ? "terraform.required_version" : `terraform.required_providers.${what}.version`,
      message: `The stack pins ${what} to ${quote(pin)}, outside what is known to work: ${known}.`,
      fix: `Write a version inside ${known}, or leave the pin out.`,
    }));
}

/**
 * Terraform's names begin with a letter or `_`; cdktf lets any id begin one.
 *
 * @param ids Ids of the construct and of those that it stands in, the stack's own aside, the outermost first.
 */
export function idProblems(blueprint: Declared, ids: readonly string[]): readonly Problem[] {
  // What cdktf makes the beginning of a name of: an id that it does not hide, without what it strips.
  const outermost = ids.find((id) => id !== "Default") ?? "";
  if (!/^[\d-]/.test(outermost.replace(/[^\w-]/g, ""))) return [];
  return [
    {
      code: "MX-CONSTRUCT-ID",
      environment: blueprint.subject.name,
      prop: "id",
      message: `The names of all resources would begin with the construct id ${quote(outermost)}, and Terraform takes a letter or _ there.`,
      fix: `Write an id that begins with a letter, like ${quote(`env-${outermost}`)}.`,
    },
  ];
}

/**
 * cdktf's HCL output knows no `ephemeral` and no `removed` blocks and drops them: the secret would be a dangling
 * reference, and Terraform would destroy what it has to forget.
 */
export function hclProblems(blueprint: Declared): readonly Problem[] {
  return [...droppedSecrets(blueprint), ...droppedRemovals(blueprint)];
}

function droppedRemovals({ resources = [], subject }: Declared): readonly Problem[] {
  const removed = resources.find(({ kind }) => kind === "removed");
  if (!removed) return [];
  return [
    {
      code: "MX-HCL-OUTPUT",
      environment: subject.name,
      prop: "delivery",
      message: `cdktf's HCL output drops removed blocks: Terraform would destroy ${removed.path} instead of forgetting it.`,
      fix: "Synthesize JSON (unset SYNTH_HCL_OUTPUT).",
    },
  ];
}

function droppedSecrets(blueprint: Declared): readonly Problem[] {
  const key = blueprint.keys.find(({ source }) => source !== "setting" && source !== "external");
  if (!key) return [];
  return [
    {
      code: "MX-HCL-OUTPUT",
      environment: blueprint.subject.name,
      prop: key.prop,
      message: "cdktf's HCL output drops ephemeral blocks, and a secret of this environment comes in through one.",
      fix: "Synthesize JSON (unset SYNTH_HCL_OUTPUT), or write SecretValue.external().",
    },
  ];
}

/** Terraform's constraints in npm's syntax: a comma means "and", `~> 1.2` is `>=1.2 <2`, `~> 1.2.3` is `~1.2.3`. */
function overlaps(pin: string, known: string): boolean {
  // Loaded for a pin: ranges are most of the package, and few stacks have one.
  const intersects = require("semver/ranges/intersects") as typeof ranges.intersects;
  const given = npmRange(pin);
  return given !== undefined && intersects(given, npmRange(known) ?? "*");
}

function npmRange(constraint: string): string | undefined {
  const parts = constraint.split(",").map((part) => part.trim().replace(/\s+/g, ""));
  const range = parts
    .map((part) => (/^~>\d+\.\d+$/.test(part) ? `^${part.slice(2)}` : part.replace(/^~>/, "~").replace(/^!=.*$/, "")))
    .join(" ");
  const validRange = require("semver/ranges/valid") as typeof ranges.validRange;
  return validRange(range) ?? undefined;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
