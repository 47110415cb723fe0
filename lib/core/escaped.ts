import { escapeTemplate } from "./text";

/** A value as Terraform's JSON syntax takes it: every text and every key in it arrives as typed. */
export function escaped<T>(value: T): T;
export function escaped(value: unknown): unknown {
  if (typeof value === "string") return escapeTemplate(value);
  if (Array.isArray(value)) return value.map((item: unknown) => escaped(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [escapeTemplate(key), escaped<unknown>(item)]));
}
