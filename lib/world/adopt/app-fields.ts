import { RESTART_ANNOTATION } from "../../engine/objects";
import { misplacedSecrets } from "../../core/misplaced-secrets";
import { settingPropOf } from "../../app/custom-configuration";
import { isRecord } from "../shapes";
import { customConfigurationOf, isHarmless } from "./app-secrets";
import { textsIn } from "./candidates";
import type { Draft } from "./todo";

type Props = Readonly<Record<string, Draft>>;

/** A field of the spec as props of a declaration; undefined where it can't be one. */
type Taker = (value: unknown, spec: Readonly<Record<string, unknown>>) => Props | undefined;

const text =
  (prop: string, form = /^[^]+$/): Taker =>
  (value) =>
    typeof value === "string" && form.test(value) ? { [prop]: value } : undefined;

const flag =
  (prop: string): Taker =>
  (value) =>
    typeof value === "boolean" ? { [prop]: value } : undefined;

const pods =
  (prop: string): Taker =>
  (value) =>
    typeof value === "number" || typeof value === "string" ? { [prop]: value } : undefined;

/** A map of texts, without what is written there by others. */
const texts =
  (prop: string): Taker =>
  (value) => {
    const own = Object.entries(textsIn(value)).filter(([name]) => name !== RESTART_ANNOTATION);
    if (!isRecord(value)) return undefined;
    return own.length === 0 ? {} : { [prop]: Object.fromEntries(own) };
  };

/** JSON in a text; another text of the same meaning would be written, so only one that stays the same is taken. */
const json =
  (prop: string): Taker =>
  (value) => {
    const parsed = typeof value === "string" ? sameJson(value) : undefined;
    return parsed === undefined ? undefined : { [prop]: parsed };
  };

const amounts =
  (prop: string): Taker =>
  (value) => {
    const { cpu, memory, "ephemeral-storage": ephemeralStorage, ...others } = isRecord(value) ? value : { no: 0 };
    if (Object.keys(others).length > 0) return undefined;
    const given = Object.entries({ cpu, memory, ephemeralStorage }).filter(([, amount]) => amount !== undefined);
    return { [prop]: Object.fromEntries(given.map(([name, amount]) => [name, String(amount)])) };
  };

/** What each field of a MendixApp's spec is declared as, by its path. */
const FIELDS: Readonly<Record<string, Taker>> = {
  sourceURL: text("sourceUrl", /^(https?:\/\/[^\s@?#]+|oci-image:\/\/[^\s@?#]+)$/),
  sourceVersion: text("sourceVersion"),
  appURL: text("appUrl"),
  "tls.enableTLS": flag("enableTls"),
  "tls.secretName": text("tlsSecretName"),
  endpointAnnotations: texts("endpointAnnotations"),
  serviceAnnotations: texts("serviceAnnotations"),
  ingressClassName: text("ingressClassName"),
  ingressPath: text("ingressPath"),
  ingressPathType: text("ingressPathType"),
  "resources.requests": amounts("requests"),
  "resources.limits": amounts("limits"),
  "jvmMemorySettings.heapLimit": text("heapLimit"),
  replicas: pods("replicas"),
  "deploymentStrategy.rollingUpdate.maxSurge": pods("maxSurge"),
  "deploymentStrategy.rollingUpdate.maxUnavailable": pods("maxUnavailable"),
  "deploymentStrategy.switchoverThreshold": pods("switchoverThreshold"),
  "podDisruptionBudget.maxUnavailable": (value) => budget("maxUnavailable", value),
  "podDisruptionBudget.minAvailable": (value) => budget("minAvailable", value),
  topologySpreadConstraints: spread,
  runtimeDeploymentPodAnnotations: texts("podAnnotations"),
  "customPodLabels.general": texts("podLabels"),
  runtimeReadOnlyRootFilesystem: flag("readOnlyRootFilesystem"),
  runtimeLeaderSelection: text("leaderSelection"),
  runtimeLicenseProduct: text("licenseProduct"),
  "runtimeMetricsConfiguration.mode": text("mode"),
  "runtimeMetricsConfiguration.interval": text("interval"),
  "runtimeMetricsConfiguration.mxAgentConfig": json("agentConfig"),
  "runtimeMetricsConfiguration.mxAgentInstrumentationConfig": json("agentInstrumentation"),
  "runtime.dtapMode": text("dtapMode", /^[DP]$/),
  "runtime.logAutosubscribeLevel": text("logLevel"),
  "runtime.logLevels": texts("logLevels"),
  "runtime.logFormatType": text("logFormat"),
  "runtime.scheduledEventExecution": events,
  "runtime.jettyOptions": json("jettyOptions"),
  "runtime.environmentVariables": variables,
  "runtime.customConfiguration": configuration,
};

/** Fields that are no props because something else says them. */
const SAID_ELSEWHERE = [
  "allowOverrideSecretsWithSecretStoreCSIDriver",
  "mendixRuntimeVersion",
  "runtime.myScheduledEvents",
  "deploymentStrategy.type",
];

export interface AppFields {
  readonly props: Readonly<Record<string, Draft>>;
  /** Fields that can't be props: they stay as they are, and are nobody's here. */
  readonly left: readonly string[];
}

/** The spec of a MendixApp as props, field by field. */
export function appFieldsOf(spec: Readonly<Record<string, unknown>>): AppFields {
  const props: Record<string, Draft> = {};
  const metrics: Record<string, Draft> = {};
  const left: string[] = [];
  const raw: (readonly [string, number | boolean])[] = [];
  for (const [path, value] of leavesOf(spec)) {
    if (SAID_ELSEWHERE.includes(path) || isNothing(value)) continue;
    // A secret goes no further, whichever field it stands in: neither into a file, nor into what is printed.
    const isSecret = misplacedSecrets({ [path]: value }).length > 0;
    const taken = isSecret ? undefined : FIELDS[path]?.(value, spec);
    if (taken) Object.assign(path.startsWith("runtimeMetricsConfiguration.") ? metrics : props, taken);
    else if (!(path in FIELDS) && !isSecret && isPlain(value)) raw.push([path, value]);
    else left.push(path);
  }
  if (Object.keys(metrics).length > 0) props["metrics"] = metrics;
  if (raw.length > 0) props["rawSpec"] = nested(raw);
  return { props, left };
}

/** What is no secret, whichever field it stands in. */
function isPlain(value: unknown): value is number | boolean {
  return typeof value === "number" || typeof value === "boolean";
}

/** Fields by their paths as maps of maps. */
function nested(fields: readonly (readonly [path: string, value: Draft])[]): Draft {
  const groups = new Map<string, (readonly [string, Draft])[]>();
  const own: Record<string, Draft> = {};
  for (const [path, value] of fields) {
    const at = path.indexOf(".");
    if (at < 0) own[path] = value;
    else groups.set(path.slice(0, at), [...(groups.get(path.slice(0, at)) ?? []), [path.slice(at + 1), value]]);
  }
  for (const [name, inner] of groups) own[name] = nested(inner);
  return own;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (isRecord(value) && Object.keys(value).length === 0);
}

/** Fields down to those that a row knows, or to what is no map. */
function leavesOf(value: Readonly<Record<string, unknown>>, above = ""): readonly (readonly [string, unknown])[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = `${above}${name}`;
    const isLeaf = path in FIELDS || !isRecord(inner) || Object.keys(inner).length === 0;
    return isLeaf ? [[path, inner] as const] : leavesOf(inner, `${path}.`);
  });
}

function budget(bound: string, value: unknown): Props | undefined {
  return typeof value === "number" || typeof value === "string" ? { disruptionBudget: { [bound]: value } } : undefined;
}

function spread(value: unknown): Props | undefined {
  if (!Array.isArray(value)) return undefined;
  const taken = (value as readonly unknown[]).map((one) => {
    const { maxSkew, topologyKey, whenUnsatisfiable, labelSelector, ...others } = isRecord(one) ? one : { no: 0 };
    const { matchLabels, ...more } = isRecord(labelSelector) ? labelSelector : { no: 0 };
    const known =
      typeof topologyKey === "string" && typeof maxSkew === "number" && typeof whenUnsatisfiable === "string";
    if (!known || Object.keys({ ...others, ...more }).length > 0) return undefined;
    return { topologyKey, maxSkew, whenUnsatisfiable, matchLabels: { ...textsIn(matchLabels) } };
  });
  const all = taken.filter((one) => one !== undefined);
  return all.length === taken.length ? { topologySpread: all } : undefined;
}

function events(value: unknown, spec: Readonly<Record<string, unknown>>): Props | undefined {
  const runtime = isRecord(spec["runtime"]) ? spec["runtime"] : {};
  const named = runtime["myScheduledEvents"];
  if (value === "ALL") return { scheduledEvents: { all: {} } };
  if (value === "NONE") return { scheduledEvents: { none: {} } };
  if (value !== "SPECIFIED" || !Array.isArray(named)) return undefined;
  return { scheduledEvents: { only: (named as readonly unknown[]).map(String) } };
}

/** The list is written in the order of the names; one in another order would be another list. */
function variables(value: unknown): Props | undefined {
  if (!Array.isArray(value)) return undefined;
  const entries = (value as readonly unknown[]).filter(isRecord).map(({ name, value: plain, valueFrom }) => {
    const reference =
      isRecord(valueFrom) && isRecord(valueFrom["secretKeyRef"]) ? valueFrom["secretKeyRef"] : undefined;
    const { name: secretName, key } = reference ?? {};
    if (typeof name !== "string") return undefined;
    if (typeof plain === "string") return [name, plain] as const;
    return typeof secretName === "string" && typeof key === "string"
      ? ([name, { secretName, key }] as const)
      : undefined;
  });
  const all = entries.filter((entry) => entry !== undefined);
  const names = all.map(([name]) => name);
  const sorted = [...names].sort((a, b) => (a < b ? -1 : 1));
  if (all.length !== value.length || names.some((name, index) => name !== sorted[index])) return undefined;
  return { environmentVariables: Object.fromEntries(all) };
}

function configuration(value: unknown, spec: Readonly<Record<string, unknown>>): Props | undefined {
  const settings = customConfigurationOf({ spec });
  if (settings === undefined || settings === "unreadable" || typeof value !== "string") return undefined;
  const harmless = Object.entries(settings).every(
    ([name, setting]) => isHarmless(name, setting) && settingPropOf(name) === undefined,
  );
  const same = sameJson(value);
  return harmless && same !== undefined ? { customConfiguration: same } : undefined;
}

/** Parsed JSON whose text a serializer would write the same. */
function sameJson(value: string): Draft | undefined {
  try {
    const parsed = JSON.parse(value) as Draft;
    return isRecord(parsed) && JSON.stringify(parsed) === value ? parsed : undefined;
  } catch {
    return undefined;
  }
}
