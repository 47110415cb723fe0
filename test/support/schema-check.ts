import * as fs from "node:fs";
import * as path from "node:path";
import type { Synthesized } from "./synthesize";

type Flag = "required" | "optional" | "computed" | "required write-only" | "optional write-only";

interface Schema {
  readonly arguments: Readonly<Record<string, Flag>>;
  readonly blocks?: Readonly<Record<string, Schema & { readonly is: Flag }>>;
}

const KINDS = ["resource", "ephemeral", "data"] as const;
type Kind = (typeof KINDS)[number];
type Types = Readonly<Record<string, Schema>>;
type Block = Readonly<Record<string, unknown>>;

/** What Terraform itself takes in every block of a kind, and what cdktf adds for its own use. */
const META = new Set(["//", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner", "connection"]);

const schemas = loadSchemas();

/** Argument schemas by kind and type, as `scripts/provider-schemas.mjs` wrote them. */
function loadSchemas(): Readonly<Record<Kind, ReadonlyMap<string, Schema>>> {
  const folder = path.join(__dirname, "../schemas");
  const files = fs
    .readdirSync(folder)
    .map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8")) as Partial<Record<Kind, Types>>);
  const ofKind = (kind: Kind) => new Map(files.flatMap((file) => Object.entries(file[kind] ?? {})));
  return { resource: ofKind("resource"), ephemeral: ofKind("ephemeral"), data: ofKind("data") };
}

/**
 * Checks every block of a stack against the provider's own schema: each argument exists, required ones are there, and
 * a secret stands at write-only arguments only.
 */
export function expectValidArguments(synthesized: Synthesized): void {
  expect(argumentViolations(synthesized)).toEqual([]);
}

/** What is wrong with the arguments of a stack, one line each. */
export function argumentViolations(synthesized: Synthesized): readonly string[] {
  const stack = synthesized as Readonly<Record<string, unknown>>;
  const isSecret = secretFinder(stack);
  const found = KINDS.flatMap((kind) =>
    blocksOf(stack[kind]).flatMap(([type, name, block]) => {
      const schema = schemas[kind].get(type);
      const address = `${kind === "resource" ? "" : `${kind}.`}${type}.${name}`;
      if (!schema) return [`${address}: no schema; add the type to scripts/provider-schemas.mjs`];
      // An ephemeral resource is never stored, so a secret may be any of its arguments.
      const secret = kind === "ephemeral" ? () => false : isSecret;
      return [...blockViolations(address, block, schema, secret), ...metaViolations(address, block, secret)];
    }),
  );
  const stored = ["output", "locals"].filter((section) => isSecret(stack[section]));
  return [...found, ...stored.map((section) => `${section}: holds a secret`)];
}

/** Blocks of `{ type: { name: block } }`; an unnamed part of the stack has none. */
function blocksOf(section: unknown): [type: string, name: string, block: Block][] {
  return Object.entries((section ?? {}) as Record<string, Record<string, Block>>).flatMap(([type, named]) =>
    Object.entries(named).map(([name, block]): [string, string, Block] => [type, name, block]),
  );
}

/** Whether a value refers to an ephemeral resource, or to a variable that is ephemeral or sensitive. */
function secretFinder(stack: Readonly<Record<string, unknown>>): (value: unknown) => boolean {
  const variables = Object.entries((stack["variable"] ?? {}) as Record<string, Block>)
    .filter(([, variable]) => variable["ephemeral"] === true || variable["sensitive"] === true)
    .map(([name]) => `var\\.${name}`);
  const reference = new RegExp(`\\b(${["ephemeral\\.[a-z]", ...variables.map((name) => `${name}\\b`)].join("|")})`);
  return (value) => templatesIn(value).some((template) => reference.test(template));
}

/** What Terraform evaluates in the texts of a value: `$${` is an escape, not a template. */
function templatesIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value.replaceAll("$${", "").match(/\$\{.*\}/s) ?? [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [...templatesIn(key), ...templatesIn(item)]);
}

function blockViolations(
  address: string,
  block: Block,
  schema: Schema,
  isSecret: (value: unknown) => boolean,
): readonly string[] {
  const given = Object.entries(block).filter(([name, value]) => !META.has(name) && value !== undefined);
  const all = { ...schema.arguments, ...mapValues(schema.blocks ?? {}, (nested) => nested.is) };
  const missing = Object.keys(all).filter((name) => all[name]?.startsWith("required") && !(name in block));
  return [
    ...missing.map((name) => `${address}: ${name} is required`),
    ...given.flatMap(([name, value]) => {
      const flag = all[name];
      if (flag === undefined) return [`${address}: there is no argument ${name}`];
      if (flag === "computed") return [`${address}: ${name} can't be set`];
      if (flag.endsWith("write-only")) return [];
      const nested = schema.blocks?.[name];
      if (!nested) return isSecret(value) ? [`${address}: ${name} is stored and holds a secret`] : [];
      return listOf(value).flatMap((item) => blockViolations(`${address}.${name}`, item, nested, isSecret));
    }),
  ];
}

/** Conditions of `lifecycle` and the like are evaluated, not stored; names and messages are. */
function metaViolations(address: string, block: Block, isSecret: (value: unknown) => boolean): readonly string[] {
  const stored = ["count", "for_each", "provisioner", "connection"].filter((name) => isSecret(block[name]));
  return stored.map((name) => `${address}: ${name} holds a secret`);
}

/** A block is written as one object or as a list of them; `dynamic` blocks are not used. */
function listOf(value: unknown): readonly Block[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is Block => typeof item === "object" && !!item);
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
