import type * as yaml from "yaml";
import { isRecord } from "./shapes";

/** A file that a SecretProviderClass mounts, and where its value comes from. */
export interface MountedFile {
  /** Name of the file: the key. */
  readonly file: string;
  /** Entry of the store. */
  readonly entry: string;
  /** Property of the entry, where it is a document. */
  readonly property?: string;
  /** What the driver reports it under. */
  readonly id: string;
}

type Objects = readonly Readonly<Record<string, unknown>>[];

/** How each provider's parameters are read, and under which id the driver reports a file: seen on each of them. */
const READERS: Readonly<Record<string, (parameters: Readonly<Record<string, string>>) => readonly MountedFile[]>> = {
  aws: ({ objects }) => listIn(objects).flatMap(awsFiles),
  vault: ({ objects }) =>
    listIn(objects).map((object) => {
      const file = textOf(object["objectName"]);
      return { file, entry: textOf(object["secretPath"]), ...property(object["secretKey"]), id: file };
    }),
  azure: ({ objects }) =>
    azureObjects(objects).map((object) => {
      const entry = textOf(object["objectName"]);
      return { file: textOf(object["objectAlias"]) || entry, entry, id: `secret/${entry}` };
    }),
  gcp: ({ secrets }) =>
    listIn(secrets).map((object) => {
      const entry = textOf(object["resourceName"]);
      const file = textOf(object["path"]) || textOf(object["fileName"]);
      return { file, entry, ...property(object["extractJSONKey"]), id: entry };
    }),
};

/** The files of a SecretProviderClass; undefined where its provider or its text is not understood. */
export function mountedFiles(
  provider: string | undefined,
  parameters: Readonly<Record<string, string>>,
): readonly MountedFile[] | undefined {
  const read = READERS[provider ?? ""];
  try {
    return read?.(parameters).filter(({ file }) => file !== "");
  } catch {
    return undefined;
  }
}

/** A document of AWS is a file itself, and one for each path in it; only the latter are keys. */
function awsFiles(object: Readonly<Record<string, unknown>>): readonly MountedFile[] {
  const entry = textOf(object["objectName"]);
  const alias = textOf(object["objectAlias"]) || entry.replaceAll("/", "_");
  const paths = Array.isArray(object["jmesPath"]) ? (object["jmesPath"] as readonly unknown[]).filter(isRecord) : [];
  const whole = { file: alias, entry, id: alias };
  return [
    whole,
    ...paths.map((path) => {
      const file = textOf(path["objectAlias"]);
      return { file, entry, ...property(textOf(path["path"]).replace(/^"(.*)"$/, "$1")), id: file };
    }),
  ];
}

function azureObjects(text: string | undefined): Objects {
  const parsed = parse(text);
  const array = isRecord(parsed) ? parsed["array"] : undefined;
  if (!Array.isArray(array)) return [];
  return (array as readonly unknown[]).map((one) => (typeof one === "string" ? parse(one) : one)).filter(isRecord);
}

function listIn(text: string | undefined): Objects {
  const parsed = parse(text);
  return Array.isArray(parsed) ? (parsed as readonly unknown[]).filter(isRecord) : [];
}

function parse(text = ""): unknown {
  const { parse: read } = require("yaml") as typeof yaml;
  return read(text, { logLevel: "silent" }) as unknown;
}

function property(value: unknown): { readonly property?: string } {
  return typeof value === "string" && value !== "" ? { property: value } : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
