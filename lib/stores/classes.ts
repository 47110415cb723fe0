import type { Mount } from "../core/mount";
import { quote } from "../core/problem";
import type { Share } from "../core/share";
import { sourceOf } from "../core/yaml";
import { isRecord } from "../core/record";
import { AWS_CLASS } from "./aws/class";
import { AZURE_CLASS } from "./azure/class";
import { CLASS_RULES, type ClassParser, type Fields, type ReadClass } from "./class-rules";
import { GOOGLE_CLASS } from "./google/class";
import { VAULT_CLASS } from "./vault/class";

/** The parsers by the name that a SecretProviderClass writes: one line for each provider. */
export const CLASS_PARSERS: Readonly<Record<string, ClassParser>> = {
  aws: AWS_CLASS,
  azure: AZURE_CLASS,
  gcp: GOOGLE_CLASS,
  vault: VAULT_CLASS,
};

/** A SecretProviderClass as its provider reads it; undefined where the provider is none that is known. */
export function readClass(provider: string | undefined, parameters: Fields): ReadClass | undefined {
  const parser = CLASS_PARSERS[provider ?? ""];
  if (!parser) return undefined;
  const text = parameters[parser.parameter];
  const objects = objectsOf(parser, parameters, text);
  if (objects !== undefined) return parser.read({ parameters, objects });
  const { faults } = parser.read({ parameters, objects: [] });
  const message = `The parameter ${parser.parameter} is not the YAML that the provider reads.`;
  const fix =
    provider === "azure"
      ? "Write a map whose array holds texts, each of them YAML: array: and a | before each object."
      : "Write a YAML list, one object for each item.";
  const unreadable = { rule: "unreadable", at: parser.parameter, message, fix } as const;
  return { files: [], faults: [...faults.filter(({ rule }) => rule !== "no-objects"), unreadable] };
}

function objectsOf(parser: ClassParser, parameters: Fields, text: unknown): readonly Fields[] | undefined {
  // What is declared here is known without its text, which would have to be written for thousands of environments.
  const known = sourceOf(parameters, parser.parameter);
  if (Array.isArray(known)) return (known as readonly unknown[]).filter(isRecord);
  if (text === undefined) return [];
  return typeof text === "string" ? parser.objectsIn(text) : undefined;
}

/** Checks the finished SecretProviderClass by the rules of its own provider, whoever made the entries. */
export function checkClass(share: Share, mount: Mount): void {
  if (mount.kind !== "SecretProviderClass") return;
  const { faults } = readClass(mount.provider, mount.parameters) ?? { faults: [] };
  for (const { rule, at, message, fix } of faults) {
    if (!CLASS_RULES[rule].fails || rule === "no-objects") continue;
    share.problem("MX-MOUNT", "store", `In the SecretProviderClass ${quote(at)} would be refused. ${message}`, fix);
  }
}
