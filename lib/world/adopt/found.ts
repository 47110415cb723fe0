import * as fs from "node:fs";
import * as path from "node:path";
import type * as yaml from "yaml";
import { BadFile } from "../saved";
import { namesOfSecret } from "../secret-names";
import { isRecord } from "../shapes";

/** Kinds of objects that say what an environment is, and of what runs beside it. */
export const ADOPTED_KINDS = [
  "ServiceAccount",
  "SecretProviderClass",
  "MendixApp",
  "Secret",
  "ExternalSecret",
  "OperatorConfiguration",
  "Deployment",
  "CSIDriver",
] as const;

export type AdoptedKind = (typeof ADOPTED_KINDS)[number];

/** Place of a field in an object. */
export type FieldPath = readonly (string | number)[];

/** An object as it was found. Of a Secret it holds the names of its keys, and no value. */
export interface Found {
  readonly kind: AdoptedKind;
  readonly apiVersion: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly object: Readonly<Record<string, unknown>>;
  /** Where a field stands, as editors link it: `orders.yaml:14`; of an object of a cluster its own name. */
  readonly where: (field: FieldPath) => string;
}

/** Everything that was found, and what could not be looked at, each a sentence. */
export interface Findable {
  readonly found: readonly Found[];
  readonly gaps: readonly string[];
}

/** Objects of an answer of kubectl, or of a parsed document: a list's items, or the one that it is. */
export function foundIn(document: unknown, whereOf: (path: FieldPath) => string): readonly Found[] {
  if (!isRecord(document)) return [];
  const { items, kind } = document;
  if (!Array.isArray(items)) return objectOf(document, kind, whereOf);
  const listed = typeof kind === "string" ? kind.replace(/List$/, "") : undefined;
  return (items as readonly unknown[]).flatMap((item, index) =>
    isRecord(item) ? objectOf(item, item["kind"] ?? listed, (field) => whereOf(["items", index, ...field])) : [],
  );
}

function objectOf(
  object: Readonly<Record<string, unknown>>,
  kind: unknown,
  where: (path: FieldPath) => string,
): readonly Found[] {
  const known = ADOPTED_KINDS.find((candidate) => candidate === kind);
  const { metadata, apiVersion } = object;
  if (!known || !isRecord(metadata) || typeof metadata["name"] !== "string") return [];
  const { namespace } = metadata;
  const taken = known === "Secret" ? namesOfSecret(object) : object;
  return [
    {
      kind: known,
      apiVersion: typeof apiVersion === "string" ? apiVersion : "",
      name: metadata["name"],
      namespace: typeof namespace === "string" ? namespace : undefined,
      object: isRecord(taken) ? taken : {},
      where,
    },
  ];
}

/** Objects from files and folders of YAML or JSON: lists, several documents, of any kind. */
export function readObjects(paths: readonly string[]): Findable {
  const results = paths.flatMap(filesIn).map(readFile);
  return { found: results.flatMap(({ found }) => found), gaps: results.flatMap(({ gaps }) => gaps) };
}

function filesIn(given: string): readonly string[] {
  if (!fs.existsSync(given)) throw new BadFile(`There is no file ${given}.`);
  if (!fs.statSync(given).isDirectory()) return [given];
  const names = fs.readdirSync(given, { recursive: true, encoding: "utf8" }).sort();
  return names.filter((name) => /\.(ya?ml|json)$/.test(name)).map((name) => path.join(given, name));
}

/** A file that is no YAML is a gap and no end: the others are read all the same. */
function readFile(file: string): Findable {
  const { LineCounter, parseAllDocuments } = require("yaml") as typeof yaml;
  const lines = new LineCounter();
  const documents = parseAllDocuments(fs.readFileSync(file, "utf8"), { lineCounter: lines, logLevel: "silent" });
  const gaps: string[] = [];
  const found = (Array.isArray(documents) ? documents : []).flatMap((document) => {
    const [error] = document.errors;
    if (error) {
      // A parser quotes what it stumbles over, and that may be anybody's value.
      gaps.push(`${file}:${lines.linePos(error.pos[0]).line} is no YAML (${error.code}); this document was left out.`);
      return [];
    }
    const whereOf = (field: FieldPath) => `${file}:${lineOf(document, field, lines)}`;
    const objects = foundIn(document.toJS({ maxAliasCount: 100 }), whereOf);
    if (objects.length === 0 && isRecord(document.toJS()) && !("kind" in (document.toJS() as object))) {
      gaps.push(`${whereOf([])} is YAML, and no object of Kubernetes: it has no kind.`);
    }
    return objects;
  });
  return { found, gaps };
}

/** Line of a field, or of what holds it where it is not there. */
function lineOf(document: yaml.Document, field: FieldPath, lines: yaml.LineCounter): number {
  for (let length = field.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(field.slice(0, length), true);
    const range = isRecord(node) ? (node["range"] as readonly number[] | undefined) : undefined;
    if (range?.[0] !== undefined) return lines.linePos(range[0]).line;
  }
  return 1;
}
