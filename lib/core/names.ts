import { createHash } from "node:crypto";
import { holdsToken } from "./text";

/** What a service allows in a name. */
export interface NameRule {
  /** Most characters. */
  readonly max: number;
  /** One character that is not allowed, as a global expression: `/[^a-z0-9-]/g`. */
  readonly forbidden: RegExp;
  /** What stands in for a forbidden character. @default "-" */
  readonly replacement?: string;
}

/** First eight hexadecimal digits of a text's SHA-256: short, stable, the same on every machine. */
export function fingerprint(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 8);
}

/**
 * The one function that shortens or maps a name to what a service allows. A name that fits stays as it is; any other
 * keeps its readable beginning and gets a fingerprint of the whole original, so that `a.b` and `a_b` stay two names.
 */
export function fitName(name: string, rule: NameRule): string {
  const mapped = name.replace(rule.forbidden, rule.replacement ?? "-");
  if (mapped === name && name.length <= rule.max) return name;
  const suffix = `-${fingerprint(name)}`;
  return mapped.slice(0, rule.max - suffix.length).replace(/[-_.]+$/, "") + suffix;
}

/** A Terraform identifier made of words: `Payments.ApiKey` becomes `payments_api_key`. */
export function snakeCase(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/(?<=[A-Z])([A-Z][a-z])/g, "_$1")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
}

/** Whether a text holds a Terraform token, so that its value is not known here. What only looks like one is a text. */
export function isToken(value: unknown): boolean {
  return typeof value === "string" && holdsToken(value);
}
