import { Construct } from "constructs";
import type { Blueprint } from "../../blueprint/blueprint";
import type { EntryContent } from "../../blueprint/entry";
import type { Bound } from "../../blueprint/parts";
import { documentTrigger, encodedJson, nestedJson } from "../json";
import { revisionOf, secretExpression, type Generator, type ValueLimits } from "./secret-expression";
import { resolveSettings } from "./settings";

/** What a store asks of the values of a document. */
export interface DocumentRules {
  readonly generate: Generator;
  readonly limits: ValueLimits;
}

/** A document that is rewritten whole, and the number that says when. */
export interface BoundDocument {
  /** Expression of the JSON text, for a write-only argument only. */
  readonly json: string;
  /** Follows the set of keys, the revisions and the settings; never the values. */
  readonly trigger: number;
}

/** Makes what carries the secrets of a document, and its expression. */
export function bindDocument(
  scope: Construct,
  blueprint: Blueprint,
  bound: Bound,
  content: EntryContent & { kind: "document" },
  { generate, limits }: DocumentRules,
): BoundDocument {
  const settings = resolveSettings(content.settings ?? {}, bound);
  const secrets = Object.entries(content.secrets).sort(([a], [b]) => (a < b ? -1 : 1));
  const values = { ...settings };
  const parts = { ...settings };
  for (const [key, value] of secrets) {
    values[key] = secretExpression(new Construct(scope, key), blueprint, key, value, generate, limits);
    parts[key] = String(revisionOf(value));
  }
  return { json: content.nested ? nestedJson(values) : encodedJson(values), trigger: documentTrigger(parts) };
}
