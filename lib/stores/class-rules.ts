import type * as yaml from "yaml";
import { isRecord } from "../core/record";

/** What a provider's parser refuses, or takes for something else than was meant. */
export const CLASS_RULES = {
  "no-objects": { what: "it mounts nothing", fails: true },
  unreadable: { what: "its objects are not the YAML that the provider reads", fails: true },
  "object-name": { what: "an object has no name", fails: true },
  "file-name": { what: "a file has no name, or one that the driver refuses", fails: true },
  "object-twice": { what: "one parameter of Parameter Store is asked for twice", fails: true },
  "file-twice": { what: "two objects are one file", fails: true },
  parameter: { what: "a parameter that the provider needs is missing, or contradicts another", fails: true },
  region: { what: "an ARN is not in the region that the class reads from", fails: true },
  "object-type": { what: "the type of an object is missing or wrong", fails: true },
  path: { what: "the path to a value in an object can't be followed", fails: true },
  "resource-name": { what: "an object is not named as the store names it", fails: true },
  permission: { what: "the permission of a file is not one", fails: true },
  encoding: { what: "the encoding of a value is not one", fails: true },
  "unknown-field": { what: "an object has a field that the provider does not read", fails: false },
} as const satisfies Readonly<Record<string, { readonly what: string; readonly fails: boolean }>>;

export type ClassRule = keyof typeof CLASS_RULES;

/** Something that the provider would refuse, and where. */
export interface ClassFault {
  readonly rule: ClassRule;
  /** Place in the parameters: `objects[3].jmesPath[0].path`. */
  readonly at: string;
  /** A sentence. Names, never a value of the store. */
  readonly message: string;
  readonly fix: string;
}

/** A file that the pod finds, and where its value comes from. */
export interface ClassFile {
  /** Name of the file: the key. */
  readonly file: string;
  /** The store's name of the object, as the class has it. */
  readonly object: string;
  /** Property of the object, where the file is not the whole of it. */
  readonly property?: string;
  /** Whether it is a whole document beside the files of its properties: no key. */
  readonly document?: true;
  /** Whether it is of Parameter Store, which one provider reads beside secrets. */
  readonly parameter?: true;
  readonly version?: string;
  readonly encoding?: string;
  /** What the driver reports it under. */
  readonly id: string;
  readonly at: string;
}

/** A SecretProviderClass as its provider reads it. */
export interface ReadClass {
  readonly files: readonly ClassFile[];
  readonly faults: readonly ClassFault[];
}

export type Fields = Readonly<Record<string, unknown>>;

/** What a parser is given: parameters, and the objects in the text of one of them, undefined where it can't be read. */
export interface ClassText {
  readonly parameters: Fields;
  readonly objects: readonly Fields[] | undefined;
}

/** The rules of one provider's parser. */
export interface ClassParser {
  /** Parameter that holds the objects. */
  readonly parameter: "objects" | "secrets";
  /** Reads the objects out of their text; undefined where it is something else. */
  readonly objectsIn: (text: string) => readonly Fields[] | undefined;
  readonly read: (text: ClassText) => ReadClass;
}

/** How one provider reads objects, each of which is one file. */
interface ObjectRules {
  readonly parameter: ClassParser["parameter"];
  /** Place of the list of objects in the parameters: `objects`, `objects.array`. */
  readonly list: string;
  readonly objectsIn: ClassParser["objectsIn"];
  readonly fileOf: (object: Fields, at: string) => ClassFile;
  readonly faultsOf: (object: Fields, at: string) => readonly ClassFault[];
  readonly checkParameters: (parameters: Fields) => readonly ClassFault[];
}

/** The parser of a provider for which an object is a file. */
export function fileByFile({
  parameter,
  list,
  objectsIn,
  fileOf,
  faultsOf,
  checkParameters,
}: ObjectRules): ClassParser {
  const read = ({ parameters, objects = [] }: ClassText): ReadClass => {
    const files = objects.map((object, index) => fileOf(object, `${list}[${index}]`));
    const faults = objects.flatMap((object, index) => faultsOf(object, `${list}[${index}]`));
    return { files, faults: [...checkParameters(parameters), ...faults, ...checkFiles(files, parameter)] };
  };
  return { parameter, objectsIn, read };
}

const ELEMENT_MAX = 255;
const PATH_MAX = 4_096;

/** The objects in a YAML list; undefined where the text is something else. */
export function listIn(text: string): readonly Fields[] | undefined {
  const parsed = parseYaml(text);
  if (parsed === null || parsed === "") return [];
  if (!Array.isArray(parsed)) return undefined;
  const items = parsed as readonly unknown[];
  return items.every(isRecord) ? items : undefined;
}

/** A YAML text as data; undefined where it is none. */
export function parseYaml(text: string): unknown {
  const { parseDocument } = require("yaml") as typeof yaml;
  const document = parseDocument(text, { logLevel: "silent" });
  return document.errors.length > 0 ? undefined : (document.toJS({ maxAliasCount: 100 }) as unknown);
}

/** A text, or nothing where it is none or empty. */
export function textIn(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Whether a value is one of some words, in whatever case. */
export function isOneOf(words: readonly string[], value: unknown): boolean {
  return typeof value === "string" && words.includes(value.toLowerCase());
}

/** What the driver itself holds every class to: there are files, each once, with names that a file can have. */
export function checkFiles(files: readonly ClassFile[], parameter: string): readonly ClassFault[] {
  if (files.length === 0) {
    const message = "The class mounts nothing, and the driver fails on an empty answer.";
    return [{ rule: "no-objects", at: parameter, message, fix: "Name an object, or delete the class." }];
  }
  const seen = new Map<string, ClassFile>();
  return files.flatMap((own): readonly ClassFault[] => {
    const { file, at } = own;
    const earlier = seen.get(file);
    seen.set(file, own);
    if (!isFileName(file)) {
      const message = `${JSON.stringify(file)} is not the name of a file: relative, no .., at most ${ELEMENT_MAX} characters.`;
      return [{ rule: "file-name", at, message, fix: "Write the key that the file holds." }];
    }
    if (!earlier) return [];
    const message = `The file ${file} is mounted twice, the other time by ${earlier.at}.`;
    return [{ rule: "file-twice", at, message, fix: "Take one of the two out." }];
  });
}

function isFileName(file: string): boolean {
  const elements = file.split("/");
  return (
    file.length <= PATH_MAX &&
    !file.startsWith("..") &&
    elements.every((element) => element !== "" && element !== "." && element !== ".." && element.length <= ELEMENT_MAX)
  );
}

/** Fields that the provider does not read: it says nothing, and a typing error changes what is mounted. */
export function unknownFields(object: Fields, known: readonly string[], at: string): readonly ClassFault[] {
  return Object.keys(object)
    .filter((field) => !known.includes(field))
    .map((field) => ({
      rule: "unknown-field",
      at: `${at}.${field}`,
      message: `${JSON.stringify(field)} is not a field that the provider reads, and it says nothing of it.`,
      fix: `Write one of ${known.join(", ")}.`,
    }));
}
