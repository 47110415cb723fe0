import { misplacedSecrets } from "../../core/misplaced-secrets";
import { isRecord } from "../shapes";
import { fieldIn } from "./candidates";
import type { Found } from "./found";

/** A field of a MendixApp that holds a secret, or may, and what becomes of it. */
export interface SecretField {
  readonly path: readonly string[];
  readonly why: string;
}

/** Fields that are secret whatever they hold. */
const ALWAYS: readonly (readonly [path: string, why: string])[] = [
  ["spec.runtime.mxAdminPassword", "the password of MxAdmin"],
  ["spec.runtime.debuggerPassword", "the password of the debugger"],
  ["spec.runtime.clientCertificates", "certificates with their keys"],
  ["spec.runtime.runtimeLicense.key", "the key of a licence"],
  ["spec.tls.key", "the key of a certificate"],
  ["spec.tls.certificate", "a certificate beside its key"],
];
const APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
/** Custom settings whose texts are no secret: their names say what they hold. */
const HARMLESS: Readonly<Record<string, RegExp>> = {
  ApplicationRootUrl: /^https?:\/\/[^\s@?#]*$/,
  ScheduledEventExecution: /^(ALL|NONE|SPECIFIED)$/,
  DTAPMode: /^[DTAP]$/,
};

/** Fields of a MendixApp whose values an import would put into plan and state, of all that can be seen. */
export function secretFieldsOf(app: Found): readonly SecretField[] {
  const { object } = app;
  const always = ALWAYS.flatMap(([path, why]) => {
    const fields = path.split(".");
    return isEmpty(fieldIn(object, fields)) ? [] : [{ path: fields, why }];
  });
  const known = [...always, ...constants(object), ...configuration(object)];
  const own = [...known, ...others(object, known)];
  const remembered = fieldIn(object, ["metadata", "annotations", APPLIED]) !== undefined && own.length > 0;
  const applied = { path: ["metadata", "annotations", APPLIED], why: "what kubectl apply remembers of them" };
  return remembered ? [...own, applied] : own;
}

function isEmpty(value: unknown): boolean {
  if (isRecord(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Constants may be anything, an API key too. */
function constants(object: unknown): readonly SecretField[] {
  const path = ["spec", "runtime", "microflowConstants"];
  const names = Object.keys(recordOf(fieldIn(object, path)));
  return names.map((name) => ({ path: [...path, name], why: "a constant, which may be a secret" }));
}

function configuration(object: unknown): readonly SecretField[] {
  const path = ["spec", "runtime", "customConfiguration"];
  const settings = customConfigurationOf(object);
  if (settings === undefined) return [];
  if (settings === "unreadable") return [{ path, why: "a text that is no JSON" }];
  return Object.entries(settings)
    .filter(([name, value]) => !isHarmless(name, value))
    .map(([name]) => ({ path: [...path, name], why: "a setting, which may be a secret" }));
}

/** Numbers and truth values are no secrets; of texts those of a few known settings. */
export function isHarmless(name: string, value: unknown): boolean {
  if (typeof value === "number" || typeof value === "boolean") return true;
  return typeof value === "string" && (HARMLESS[name]?.test(value) ?? false);
}

/** Settings in the custom configuration, which is JSON in a text. */
export function customConfigurationOf(object: unknown): Readonly<Record<string, unknown>> | "unreadable" | undefined {
  const text = fieldIn(object, ["spec", "runtime", "customConfiguration"]);
  if (isEmpty(text)) return undefined;
  try {
    const parsed: unknown = typeof text === "string" ? JSON.parse(text) : text;
    return isRecord(parsed) ? parsed : "unreadable";
  } catch {
    return "unreadable";
  }
}

/** Whatever else is a secret by its name or look, in any field. */
function others(object: unknown, known: readonly SecretField[]): readonly SecretField[] {
  return misplacedSecrets(fieldIn(object, ["spec"]))
    .map(({ path, what }) => ({ path: ["spec", ...path.map(String)], why: what }))
    .filter(({ path }) => !known.some((one) => one.path.every((part, index) => part === path[index])));
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
