import { isFields, UNKNOWN, type Declared, type DeclaredFields, type ExpectedObject } from "./expected";
import type { Fact } from "./kinds";
import { mountedFiles, type MountedFile } from "./mounted";
import { AS_DECLARED } from "./redact";
import { isRecord, NOT_SHOWN } from "./shapes";

/** One field that is not as it is declared. */
export interface Difference {
  readonly field: string;
  /** What it is: "is 3; 2 is declared". */
  readonly how: string;
  /** Who wrote it last. */
  readonly owner?: string;
}

type Owned = Fact<"ServiceAccount">["metadata"];

/** A difference before it is known who wrote the field. */
type Found = readonly [path: readonly string[], how: string];

/** Where the fields of an object are not as declared. What others added is theirs. */
export function differencesOf(declared: ExpectedObject, seen: unknown, metadata: Owned): readonly Difference[] {
  const found = [
    ...compare(declared.annotations, metadata.annotations, ["metadata", "annotations"]),
    ...compare(declared.labels, metadata.labels, ["metadata", "labels"]),
    ...compareFields(declared, seen),
  ];
  return found.map(([path, how]) => {
    const owner = ownerOf(metadata, path);
    return { field: fieldName(path), how, ...(owner === undefined ? {} : { owner }) };
  });
}

/** The files of a SecretProviderClass are compared one by one: its text may be written in many ways. */
function compareFields({ kind, fields }: ExpectedObject, seen: unknown): readonly Found[] {
  if (kind !== "SecretProviderClass") return compare(fields, seen, []);
  const spec = isFields(fields["spec"]) ? fields["spec"] : {};
  const { parameters, ...others } = spec;
  const { spec: there } = isRecord(seen) ? seen : { spec: {} };
  const provider = typeof spec["provider"] === "string" ? spec["provider"] : "";
  const declared = isFields(parameters) ? parameters : {};
  const actual = isRecord(there) && isRecord(there["parameters"]) ? there["parameters"] : {};
  const name = provider === "gcp" ? "secrets" : "objects";
  const { [name]: objects, ...plain } = declared;
  // ARNs of another account are known after an apply only, and the files stand in one text with them.
  const files =
    objects === UNKNOWN
      ? []
      : compareFiles(filesOf(provider, declared, name), filesOf(provider, actual, name), ["spec", "parameters", name]);
  return [...compare(others, there, ["spec"]), ...compare(plain, actual, ["spec", "parameters"]), ...files];
}

function filesOf(provider: string, parameters: Readonly<Record<string, unknown>>, name: string) {
  const text = parameters[name];
  return mountedFiles(provider, typeof text === "string" ? { [name]: text } : {}) ?? [];
}

function compareFiles(declared: readonly MountedFile[], seen: readonly MountedFile[], path: readonly string[]) {
  const found: Found[] = [];
  for (const file of declared) {
    const there = seen.find((one) => one.file === file.file);
    if (!there) found.push([path, `lacks ${file.file}`]);
    else if (there.entry !== file.entry)
      found.push([path, `reads ${file.file} from ${there.entry}; ${file.entry} is declared`]);
    else if (there.property !== file.property)
      found.push([path, `reads ${file.file} from the property ${there.property}; ${file.property} is declared`]);
  }
  for (const { file } of seen.filter((one) => !declared.some((other) => other.file === one.file))) {
    found.push([path, `mounts ${file}, which is not declared`]);
  }
  return found;
}

function compare(declared: DeclaredFields, seen: unknown, above: readonly string[]): readonly Found[] {
  const there = isRecord(seen) ? seen : {};
  return Object.entries(declared).flatMap(([field, value]) => compareValue(value, there[field], [...above, field]));
}

function compareValue(declared: Declared, seen: unknown, path: readonly string[]): readonly Found[] {
  if (declared === UNKNOWN || seen === AS_DECLARED) return [];
  if (isFields(declared)) return compare(declared, seen, path);
  if (Array.isArray(declared)) return compareLists(declared, seen, path);
  if (seen === declared) return [];
  if (seen === undefined) return [[path, `is not there; ${shown(declared)} is declared`]];
  if (seen === NOT_SHOWN) return [[path, `is another value; ${shown(declared)} is declared`]];
  return [[path, `is ${shown(seen)}; ${shown(declared)} is declared`]];
}

/** A list is its writer's as a whole: other items are a difference, other fields of an item are not. */
function compareLists(declared: readonly Declared[], seen: unknown, path: readonly string[]): readonly Found[] {
  const items: readonly unknown[] = Array.isArray(seen) ? seen : [];
  const same = items.length === declared.length && declared.every((item, at) => isLike(item, items[at]));
  return same ? [] : [[path, "is another list"]];
}

function isLike(declared: Declared, seen: unknown): boolean {
  return compareValue(declared, seen, []).length === 0;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

function fieldName(path: readonly string[]): string {
  return path.reduce(
    (name, step) => (/^[\w-]+$/.test(step) ? `${name}${name && "."}${step}` : `${name}["${step}"]`),
    "",
  );
}

/** The manager that owns a field, or a part of it: the one that wrote last. */
function ownerOf({ managedFields }: Owned, path: readonly string[]): string | undefined {
  const owners = managedFields.filter(({ fieldsV1 }) => fieldsV1.some((field) => startsAlike(field, path)));
  return [...owners].sort((a, b) => ((a.time ?? "") < (b.time ?? "") ? 1 : -1))[0]?.manager;
}

function startsAlike(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  // Annotations and labels have many owners: only the one of that very key counts.
  return length > 2 || a.length === b.length ? a.slice(0, length).every((step, at) => step === b[at]) : false;
}
