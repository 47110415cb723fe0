/**
 * Writes the published JSON Schemas (`schema/*.schema.json`): the structure comes from what parses the files, the
 * descriptions from the comments of the props. `npm run schema`; a test keeps the files equal.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { fileSchemas, type JsonSchema } from "../lib/declaration/json-schema";
import { KIND_OF, PROPS_OF } from "../lib/declaration/shape";
import { inYaml } from "../lib/declaration/yaml-words";
import { Comments, type Comment } from "./comments";

const TITLES = {
  environment: "One Mendix app environment that reads its settings from a secret store",
  overlay: "One Mendix app environment, over the defaults of its folder",
  defaults: "What the environments in a folder and below share",
  clusters: "Clusters by the name that environments call them",
};

type Described = Record<string, unknown>;

/** The published files, by name. */
export function publishedSchemas(root: string): Readonly<Record<string, string>> {
  const comments = new Comments(path.join(root, "lib"));
  const files = Object.entries(fileSchemas()).map(([name, schema]) => {
    const { $schema, ...rest } = described(schema as JsonSchema, comments) as Described & { $schema?: string };
    const document = {
      $schema,
      $id: `https://unpkg.com/cdktf-mendix-secret-store/schema/${name}.schema.json`,
      title: TITLES[name as keyof typeof TITLES],
      ...rest,
    };
    return [`${name}.schema.json`, `${JSON.stringify(document, undefined, 2)}\n`];
  });
  return Object.fromEntries(files) as Record<string, string>;
}

/** A schema with the comments that belong to it, and without the marks that say which. */
function described(schema: unknown, comments: Comments): unknown {
  if (Array.isArray(schema)) return schema.map((item) => described(item, comments));
  if (typeof schema !== "object" || schema === null) return schema;
  const { [PROPS_OF]: propsOf, [KIND_OF]: kindOf, ...rest } = schema as Described;
  const entries = Object.entries(rest).map(([key, value]) => [key, described(value, comments)]);
  const own = Object.fromEntries(entries) as Described;
  if (typeof propsOf === "string" && propsOf !== "object") describeMembers(own, comments.members(propsOf));
  return typeof kindOf === "string" ? { description: inYaml(comments.kind(kindOf).text), ...own } : own;
}

function describeMembers(schema: Described, members: ReadonlyMap<string, Comment>): void {
  const properties = (schema["properties"] ?? {}) as Record<string, Described>;
  for (const [name, property] of Object.entries(properties)) {
    const comment = members.get(name);
    if (!comment) throw new Error(`${name} has no comment in the source`);
    properties[name] = { ...property, ...descriptionOf(comment) };
  }
}

function descriptionOf({ text, default: given }: Comment): Described {
  if (given === undefined) return { description: inYaml(text) };
  const literal = /^(true|false|\d+|"[^"]*")$/.test(given) ? { default: JSON.parse(given) as unknown } : {};
  const value = given.replace(/^- /, "");
  return { description: inYaml(`${text} Default: ${value}${value.endsWith(".") ? "" : "."}`), ...literal };
}

/* istanbul ignore next: run by hand */
if (require.main === module) {
  const folder = path.join(process.cwd(), "schema");
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(publishedSchemas(process.cwd()))) {
    fs.writeFileSync(path.join(folder, name), text);
  }
}
