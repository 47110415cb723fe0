import * as fs from "node:fs";
import * as path from "node:path";
import type * as yaml from "yaml";
import type { ExpectedEnvironment } from "./expected";
import { itemsOf, takeObjects, type Facts, type Gap, type RawObject, type ServerFacts, type Source } from "./facts";
import { isKind } from "./kinds";
import { isRecord } from "./shapes";
import { RESOURCES } from "./sources";

/** Kind of the file that `collect` writes beside the objects: what the server said, and what was looked at. */
export const LOOK_KIND = "MendixSecretStoreLook";

export interface Look {
  readonly kind: typeof LOOK_KIND;
  readonly server: ServerFacts;
  readonly gaps: readonly Gap[];
  /** Ids of the environments that were looked at. */
  readonly only: readonly string[];
}

/** A file that can't be read as what it should be. */
export class BadFile extends Error {}

/** Facts from files that somebody saved: `kubectl get -o yaml`, or a folder of `collect`. */
export function readSaved(paths: readonly string[], environments: readonly ExpectedEnvironment[]): Facts {
  const documents = paths.flatMap(filesIn).flatMap(documentsIn);
  const look = documents.find(isLook);
  const raw = documents.flatMap(itemsOf);
  const objects = takeObjects(raw, environments);
  if (look) return { objects, server: look.server, gaps: look.gaps, only: look.only };
  const served = objects.CustomResourceDefinition.flatMap(({ spec }) =>
    spec.versions.filter((version) => version.served).map(({ name }) => `${spec.group}/${name}/${spec.names.kind}`),
  );
  const server: ServerFacts = { at: new Date().toISOString(), served, rights: [], vault: [] };
  return { objects, server, gaps: missing(raw, served) };
}

/** A kind of which no object was saved was not looked at, as far as anybody can tell. */
function missing(raw: readonly RawObject[], served: readonly string[]): readonly Gap[] {
  const there = new Set<string>(raw.map(({ kind }) => kind));
  const kinds = Object.keys(RESOURCES).filter(isKind);
  const sources: readonly Source[] = [
    "version",
    "issuer",
    "rights",
    "vault",
    ...(served.length > 0 ? [] : ["served" as const]),
    ...kinds.filter((kind) => !there.has(kind)),
  ];
  return sources.map((source) => ({
    source,
    why: NOT_SAVED[source] ?? `no ${source} is in the files`,
    notAsked: true,
  }));
}

const NOT_SAVED: Partial<Readonly<Record<Source, string>>> = {
  version: "the server's version is not in the files",
  issuer: "the issuer is not in the files",
  rights: "what the deployer may do is not in the files",
  vault: "nothing of Vault is in the files",
  served: "no CustomResourceDefinition is in the files",
};

function isLook(document: unknown): document is Look {
  return (
    isRecord(document) &&
    document["kind"] === LOOK_KIND &&
    isRecord(document["server"]) &&
    Array.isArray(document["gaps"]) &&
    Array.isArray(document["only"])
  );
}

function filesIn(given: string): readonly string[] {
  if (!fs.existsSync(given)) throw new BadFile(`There is no file ${given}.`);
  if (!fs.statSync(given).isDirectory()) return [given];
  const names = fs.readdirSync(given, { recursive: true, encoding: "utf8" }).sort();
  return names.filter((name) => /\.(ya?ml|json)$/.test(name)).map((name) => path.join(given, name));
}

function documentsIn(file: string): readonly unknown[] {
  const text = fs.readFileSync(file, "utf8");
  try {
    if (/^\s*[{[]/.test(text)) return [JSON.parse(text) as unknown];
    const { parseAllDocuments } = require("yaml") as typeof yaml;
    return parseAllDocuments(text, { logLevel: "silent" }).map((document) => {
      const [error] = document.errors;
      if (error) throw error;
      return document.toJS({ maxAliasCount: 100 }) as unknown;
    });
  } catch (error) {
    const [line = "it is neither YAML nor JSON"] = String(error instanceof Error ? error.message : error).split("\n");
    // A parser quotes what it stumbles over, and that may be anybody's value.
    const where = /at line \d+, column \d+|position \d+/.exec(line)?.[0];
    throw new BadFile(`${file} can't be read as YAML or JSON${where === undefined ? "" : ` (${where})`}.`);
  }
}
