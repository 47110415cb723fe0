import { GATES } from "../catalogue/gates";
import { atLeast } from "../catalogue/versions";
import { heldNames } from "../change/consequences";
import { settingsOf } from "../change/settings";
import type { Blueprint, MountedKey } from "../core/blueprint";
import type { Claim } from "../core/claim";
import type { Entry } from "../core/entry";
import type { Purpose } from "../core/grant";
import type { SecretValue } from "../core/secret-value";
import type { DeclaredApp, DeclaredEnvironment, DeclaredPlatform } from "../declaration/declarations";
import { describeEnvironment } from "../environment/describe";
import { documentPhrases } from "../explain/entries";
import { appMode, nextLines } from "../explain/phrases";
import { accessOf, principalsOf } from "./access";
import type { Report, ReportEnvironment } from "./shape";

/** What of an environment is told. */
export interface EnvironmentOptions {
  readonly directory: string;
  /** Whether values of settings are told. */
  readonly values: boolean;
  /** Versions that it is tried under, to see what they would break. */
  readonly newest: Report["newest"];
  /** How many problems it has. */
  readonly problems: number;
}

/** An environment as a report tells it. Of one with problems only that: what it says would not be what is made. */
export function environmentOf(
  declared: DeclaredApp | DeclaredPlatform,
  options: EnvironmentOptions,
): ReportEnvironment {
  const { blueprint, stack, file, kind } = declared;
  const { subject, versions } = blueprint;
  return {
    id: stack.name,
    name: subject.name,
    namespace: subject.namespace,
    cluster: subject.cluster.name,
    file,
    kind,
    mode: appMode(blueprint.retired ?? blueprint),
    store: blueprint.store,
    ...(blueprint.identity ? { identity: blueprint.identity.title } : {}),
    delivery: blueprint.delivery,
    operator: versions.operator,
    mendix: versions.mendix,
    retired: blueprint.retired !== undefined,
    problems: options.problems,
    ...(options.problems > 0 ? NOTHING : contentOf(declared, options)),
  };
}

type Content = Pick<
  ReportEnvironment,
  "principals" | "access" | "keys" | "steps" | "gates" | "brings" | "breaks" | "names" | "held" | "notes" | "next"
>;

const NOTHING: Content = {
  principals: [],
  access: [],
  keys: [],
  steps: [],
  gates: [],
  brings: [],
  breaks: [],
  names: [],
  held: [],
  notes: [],
  next: [],
};

function contentOf(declared: DeclaredEnvironment, { directory, values, newest }: EnvironmentOptions): Content {
  const { blueprint, stack } = declared;
  return {
    principals: principalsOf(blueprint),
    access: accessOf(blueprint),
    keys: keyRows(blueprint, values),
    steps: blueprint.steps.map(({ as, does, command = false, note }) => {
      return { as, does, command, ...(note === undefined ? {} : { note }) };
    }),
    gates: blueprint.gates.map(({ gate, prop }) => ({ gate, prop })),
    brings: newGates(blueprint),
    breaks: breaksOf(declared, newest),
    names: namesOf(blueprint, stack.claims, values),
    held: heldNames(blueprint.resources.filter(({ kind }) => kind === "resource")),
    notes: [...documentPhrases(blueprint), ...blueprint.warnings],
    next: nextLines(blueprint, { stack: stack.name, directory }),
  };
}

function keyRows(blueprint: Blueprint, values: boolean): ReportEnvironment["keys"] {
  const settings = values ? settingsOf(blueprint) : new Map<string, string>();
  const entries = new Map(blueprint.entries.map((entry) => [entry.id, entry]));
  return blueprint.keys.map(({ key, source, variable, entry, appliesLive }: MountedKey) => {
    const holder = entries.get(entry);
    const revision = holder && revisionOf(holder, key);
    const value = source === "setting" ? settings.get(key) : undefined;
    return {
      key,
      source,
      ...(variable === undefined ? {} : { variable }),
      entry: holder?.name ?? entry,
      live: appliesLive,
      ...(revision === undefined ? {} : { revision }),
      ...(value === undefined ? {} : { value }),
    };
  });
}

function revisionOf({ content }: Entry, key: string): number | undefined {
  if (content.kind === "secret") return revisionOfValue(content.value);
  return content.kind === "document" ? revisionOfValue(content.secrets[key]) : undefined;
}

function revisionOfValue(value: SecretValue | undefined): number | undefined {
  return value && "revision" in value.origin ? value.origin.revision : undefined;
}

/** Features that the declared versions lack. */
function newGates({ versions }: Blueprint): readonly string[] {
  return gateRows().flatMap(({ id, operator, mendix }) => {
    const has = (yours: string, needed: string | undefined) => needed === undefined || atLeast(yours, needed);
    return has(versions.operator, operator) && has(versions.mendix, mendix) ? [] : [id];
  });
}

/** The table of gates as a report has it. */
export function gateRows(): Report["gates"] {
  return Object.entries(GATES).map(([id, gate]) => ({ id, ...gate }));
}

/** What the declaration would be refused for under other versions: its problems there. */
function breaksOf(declared: DeclaredEnvironment, newest: Report["newest"]): readonly string[] {
  if (declared.kind !== "app") return [];
  const { operator, mendix } = declared.blueprint.versions;
  const newer = (yours: string, known: string) => (atLeast(yours, known) ? yours : known);
  const versions = { operator: newer(operator, newest.operator), mendix: newer(mendix, newest.mendix) };
  if (versions.operator === operator && versions.mendix === mendix) return [];
  const { problems } = describeEnvironment({ ...declared.props, versions });
  return [...new Set(problems.map(({ prop, message, fix }) => `${prop}: ${message} ${fix}`))];
}

/** Names that are values of settings, and the permissions that tell them all the same. */
const OF_SETTINGS: Readonly<Record<string, Purpose | undefined>> = {
  database: undefined,
  bucket: undefined,
  "S3 prefix": "file-storage",
  "Azure Blob container": "file-storage",
};

function namesOf(blueprint: Blueprint, ofStack: readonly Claim[], values: boolean): ReportEnvironment["names"] {
  const told = new Set<Purpose | undefined>(blueprint.grants.map(({ purpose }) => purpose));
  const hidden = (kind: string) => !values && kind in OF_SETTINGS && !told.has(OF_SETTINGS[kind]);
  return [...blueprint.claims, ...ofStack]
    .filter(({ uncertain }) => uncertain !== true)
    .map(({ kind, scope, name, exclusive }) => {
      const named = hidden(kind) ? { scope: "", name: "(a setting: shown with --values)" } : { scope, name };
      return { kind, ...named, shared: exclusive === false };
    });
}
