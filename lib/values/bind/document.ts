import { Construct } from "constructs";
import type { Blueprint } from "../../blueprint/blueprint";
import type { EntryContent } from "../../blueprint/entry";
import type { Bound } from "../../blueprint/parts";
import { documentTrigger, encodedJson, nestedJson } from "../json";
import type { Carried } from "./placeholder";
import { revisionOf, secretExpression, type Generator, type ValueLimits } from "./secret-expression";
import { resolveSettings } from "./settings";

/** What a store asks of the values of a document. */
export interface DocumentRules {
  readonly generate: Generator;
  readonly limits: ValueLimits;
}

/** What a document is made of, and the number that says when it is rewritten whole. */
export interface BoundDocument {
  readonly settings: Readonly<Record<string, string>>;
  /** Expressions of the secrets, for a write-only argument only. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly carried: readonly Carried[];
  /** Follows the set of keys, the revisions and the settings; never the values. */
  readonly trigger: number;
}

/** Makes what carries the secrets of a document. */
export function bindDocument(
  scope: Construct,
  blueprint: Blueprint,
  bound: Bound,
  content: EntryContent & { kind: "document" },
  { generate, limits }: DocumentRules,
): BoundDocument {
  const settings = resolveSettings(content.settings ?? {}, bound);
  const secrets: Record<string, string> = {};
  const carried: Carried[] = [];
  const parts = { ...settings };
  for (const [key, value] of Object.entries(content.secrets).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const expression = secretExpression(new Construct(scope, key), blueprint, key, value, generate, limits);
    secrets[key] = expression;
    carried.push({ value, expression });
    parts[key] = String(revisionOf(value));
  }
  return { settings, secrets, carried, trigger: documentTrigger(parts) };
}

/** Expression of a document's JSON text. */
export function documentJson({ settings, secrets }: BoundDocument, nested = false): string {
  const values = { ...settings, ...secrets };
  return nested ? nestedJson(values) : encodedJson(values);
}
