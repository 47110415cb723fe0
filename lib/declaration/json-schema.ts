import { z } from "zod";
import { clusterSchema } from "./cluster-schema";
import { clustersSchema } from "./clusters";
import { environmentSchema } from "./environment-schema";
import { platformSchema } from "./platform-schema";

/** A JSON Schema (2020-12), as far as this library reads its own. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | null)[];
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

/** The kinds of files, with the schema of each. */
export interface FileSchemas {
  /** A file that declares an environment by itself, or an environment after its defaults were merged into it. */
  readonly environment: JsonSchema;
  /** A file that leaves to defaults.yaml what it shares with others. */
  readonly overlay: JsonSchema;
  readonly defaults: JsonSchema;
  readonly clusters: JsonSchema;
  /** A file of Private Mendix Platform's own credentials, by itself or after its defaults were merged into it. */
  readonly platform: JsonSchema;
  readonly "platform-overlay": JsonSchema;
  /** A file of what a cluster has once. */
  readonly cluster: JsonSchema;
}

/** The schemas of all files, generated from what parses them. */
export function fileSchemas(): FileSchemas {
  const environment = generated(environmentSchema(new Map()));
  const overlay = relaxed(environment);
  const platform = generated(platformSchema(new Map()));
  const shared = without(overlay.properties ?? {}, "name");
  return {
    environment,
    overlay: { ...overlay, required: ["name"] },
    defaults: { ...overlay, properties: shared },
    clusters: generated(clustersSchema),
    platform,
    "platform-overlay": { ...relaxed(platform), required: ["name"] },
    cluster: generated(clusterSchema(new Map())),
  };
}

function generated(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" }) as JsonSchema;
}

/** Nothing is required, because a default may hold it; and a null takes a default out. */
function relaxed(schema: JsonSchema): JsonSchema {
  const rest = without(schema, "required", "minProperties");
  return {
    ...rest,
    ...(rest.$defs && { $defs: mapped(rest.$defs, relaxed) }),
    ...(rest.properties && { properties: mapped(rest.properties, orNull) }),
    ...(typeof rest.additionalProperties === "object" && { additionalProperties: orNull(rest.additionalProperties) }),
  };
}

function orNull(schema: JsonSchema): JsonSchema {
  const own = relaxed(schema);
  if (own.anyOf) return { ...own, anyOf: [...own.anyOf, { type: "null" }] };
  if (own.type === undefined) return { anyOf: [own, { type: "null" }] };
  return { ...own, type: [own.type, "null"].flat(), ...(own.enum && { enum: [...own.enum, null] }) };
}

function without<T extends object, K extends string & keyof T>(object: T, ...keys: readonly K[]): Omit<T, K> {
  const kept = Object.entries(object).filter(([key]) => !keys.some((removed) => removed === key));
  return Object.fromEntries(kept) as Omit<T, K>;
}

function mapped<T, R>(record: Readonly<Record<string, T>>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** The schema behind a reference into the root's definitions. */
export function resolved(root: JsonSchema, schema: JsonSchema): JsonSchema {
  const id = schema.$ref?.replace("#/$defs/", "");
  return (id !== undefined && root.$defs?.[id]) || schema;
}

/** The schema of a map, of the ones that a value may have. */
export function mapSchema(root: JsonSchema, schema: JsonSchema): JsonSchema {
  const found = schema.anyOf?.map((option) => resolved(root, option)).find((option) => option.type === "object");
  return found ?? resolved(root, schema);
}

/** The schema of a list, of the ones that a value may have. */
function listSchema(root: JsonSchema, schema: JsonSchema): JsonSchema {
  const found = schema.anyOf?.map((option) => resolved(root, option)).find((option) => option.type === "array");
  return found ?? resolved(root, schema);
}

/** The schema of a property or of a list's item, or undefined where there is none. */
export function childSchema(root: JsonSchema, schema: JsonSchema, key: string | number): JsonSchema | undefined {
  const parent = mapSchema(root, schema);
  if (typeof key === "number") return listSchema(root, schema).items;
  if (parent.properties && Object.hasOwn(parent.properties, key)) return parent.properties[key];
  return typeof parent.additionalProperties === "object" ? parent.additionalProperties : undefined;
}

/** The schema at a path, or undefined where it leaves what the schema knows. */
export function schemaAt(root: JsonSchema, path: readonly (string | number)[]): JsonSchema | undefined {
  let schema: JsonSchema | undefined = root;
  for (const key of path) schema = schema && childSchema(root, schema, key);
  return schema;
}

/** Whether a map has exactly one key, which names a kind: kinds are replaced by merging, not mixed. */
export function isChoice(schema: JsonSchema): boolean {
  return schema.maxProperties === 1;
}

/**
 * Whether a place is that of a secret value or lies within one: `fromVariable: hunter2` is a secret that was written
 * where its options belong, so that a text found there must not be repeated either.
 */
export function inSecret(root: JsonSchema, path: readonly (string | number)[]): boolean {
  return path.some((_, index) => mayBeSecret(schemaAt(root, path.slice(0, index + 1))));
}

/**
 * Whether what stands at a place is not repeated: a secret, or what only its writer knows the meaning of. That is
 * everything in a map of the writer's own names, and every text without an example of what it is.
 */
export function isHidden(root: JsonSchema, path: readonly (string | number)[]): boolean {
  if (inSecret(root, path)) return true;
  const found = schemaAt(root, path);
  const schema = found && resolved(root, found);
  if (schema === undefined) return true;
  return schema.examples === undefined && schema.enum === undefined && !isPlainType(schema);
}

/** Whether a value is one of a type that holds no secret. */
function isPlainType({ type }: JsonSchema): boolean {
  return type === "boolean" || type === "number" || type === "integer";
}

/** Definitions of what a secret value may be written as. */
const SECRETS: readonly string[] = ["#/$defs/SecretValue", "#/$defs/SettingValue"];

/** Whether a secret value may stand at a place. */
export function mayBeSecret(schema: JsonSchema | undefined): boolean {
  if (!schema) return false;
  return [schema, ...(schema.anyOf ?? [])].some(({ $ref }) => $ref !== undefined && SECRETS.includes($ref));
}
