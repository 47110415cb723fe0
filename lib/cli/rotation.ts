import type { Blueprint, MountedKey } from "../core/blueprint";
import { revisionOf } from "../core/carriers";
import { didYouMean } from "../core/did-you-mean";
import type { Entry } from "../core/entry";
import type { SecretValue } from "../core/secret-value";
import type { ProblemCode } from "../core/problem-codes";
import { UsageError } from "./exit-codes";

/** A key that gets a new value, by a revision that is raised. */
export interface Rotation {
  readonly key: MountedKey;
  readonly entry: Entry;
  readonly from: number;
  readonly to: number;
}

/** What a command line says is to be rotated. */
export interface RotationRequest {
  readonly keys: readonly string[];
  readonly all?: boolean;
  /** Revision to raise to; one more than it is without. */
  readonly to?: number;
}

const MOST = 0xffffffff;

/** The revisions that are raised. What can't be rotated is refused, and then nothing is. */
export function rotationsOf(blueprint: Blueprint, { keys, all, to }: RotationRequest): readonly Rotation[] {
  if (Boolean(all) === keys.length > 0)
    throw new UsageError(all ? "--all rotates all keys: name none." : nothingNamed(blueprint));
  const chosen = all ? rotatable(blueprint).map(({ key }) => key.key) : [...new Set(keys)];
  if (chosen.length === 0) refuse("MX-ROTATE-KEY", `${blueprint.subject.name} has no secret with a revision.`);
  return chosen.map((name) => {
    const key = blueprint.keys.find((one) => one.key === name) ?? unknown(blueprint, name);
    const found =
      rotatable(blueprint).find((one) => one.key === key) ?? refuse("MX-ROTATE-KEY", whyNot(blueprint, key));
    return { ...found, to: raised(found, to) };
  });
}

function nothingNamed(blueprint: Blueprint): string {
  const names = rotatable(blueprint).map(({ key }) => key.key);
  return `Which key? Write --all, or ${names.length > 0 ? `some of ${names.join(", ")}` : "the name of one"}.`;
}

/** Keys whose values Terraform writes by a revision of the file's. */
function rotatable({ keys, entries }: Blueprint): readonly Omit<Rotation, "to">[] {
  return keys.flatMap((key) => {
    const entry = entries.find(({ id }) => id === key.entry);
    const value = entry && secretIn(entry, key.key);
    if (!entry || !value || !("revision" in value.origin)) return [];
    return [{ key, entry, from: revisionOf(value) }];
  });
}

function secretIn({ content }: Entry, key: string): SecretValue | undefined {
  if (content.kind === "secret") return content.value;
  return content.kind === "document" ? content.secrets[key] : undefined;
}

function unknown({ keys, subject }: Blueprint, name: string): never {
  const names = keys.map(({ key }) => key);
  return refuse("MX-ROTATE-KEY", `${subject.name} has no key ${name}.${didYouMean(name, names)}`);
}

function whyNot({ subject }: Blueprint, { key, source, prop }: MountedKey): string {
  if (source === "external") {
    return `${key} is written by somebody else, so it has no revision. Write its new value with mendix-secret-store fill ${subject.name} ${key}, or where it is made.`;
  }
  return `${key} is a setting and no secret: write its new value at ${prop}.`;
}

function raised({ key: { key }, from }: Omit<Rotation, "to">, to = from + 1): number {
  if (Number.isInteger(to) && to > from && to <= MOST) return to;
  const range = from < MOST ? `Write a whole number from ${from + 1} to ${MOST}.` : "It can't be raised any more.";
  return refuse("MX-SECRET-REVISION", `${key} has revision ${from}, and ${to} is not a later one. ${range}`);
}

function refuse(code: ProblemCode, message: string): never {
  throw new UsageError(message, code);
}
