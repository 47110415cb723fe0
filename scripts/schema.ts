/**
 * Writes the published JSON Schemas (`schema/*.schema.json`): the structure comes from what parses the files, the
 * descriptions from the comments of the props. Writes the table of kinds in docs/declarations.md too. A test keeps all
 * of them equal.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { fileSchemas, schemaAt, type JsonSchema } from "../lib/declaration/json-schema";
import { KIND_OF, PROPS_OF } from "../lib/declaration/shape";
import { inYaml } from "../lib/declaration/yaml-words";
import { Comments, type Comment } from "./comments";

const TITLES = {
  environment: "One Mendix app environment that reads its settings from a secret store",
  overlay: "One Mendix app environment, over the defaults of its folder",
  defaults: "What the environments in a folder and below share",
  clusters: "Clusters by the name that environments call them",
  platform: "Private Mendix Platform's own credentials in a secret store",
  "platform-overlay": "Private Mendix Platform's own credentials, over the defaults of its folder",
  cluster: "What a Kubernetes cluster has once: driver, providers, namespaces, and its places in Vault",
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

/** The kinds that files may name, as a table of the documentation. */
export function kindsTable(root: string): string {
  const comments = new Comments(path.join(root, "lib"));
  const { environment, clusters, cluster } = fileSchemas();
  const places: readonly (readonly [place: string, schema: JsonSchema | undefined])[] = [
    ["in `clusters.yaml`", clusters.additionalProperties as JsonSchema],
    ...["store", "identity", "database", "database.authentication", "storage", "app", "delivery"].map(
      (place) => [`\`${place}\``, schemaAt(environment, pathOf(place))] as const,
    ),
    ["`driver` of a cluster", schemaAt(cluster, ["driver"])],
    ["`providers` of a cluster", schemaAt(cluster, ["providers", 0])],
    ["a secret", environment.$defs?.["SecretValue"]],
  ];
  const rows = places.flatMap(([place, schema]) =>
    Object.entries(schema?.properties ?? {}).map(([name, kind]) => {
      const [sentence = ""] = comments.kind((kind as Described)[KIND_OF] as string).text.split(/(?<=[.:;]) /);
      return [place, `\`${name}\``, inYaml(sentence).replace(/[.:;]$/, "")];
    }),
  );
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(["where", "kind", "what it is"]), rule, ...rows.map(line)].join("\n");
}

/** `database.authentication` stands below any of the databases. */
function pathOf(place: string): readonly string[] {
  const [first = "", second] = place.split(".");
  return second === undefined ? [first] : [first, "postgresql", second];
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

if (require.main === module) {
  const folder = path.join(process.cwd(), "schema");
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(publishedSchemas(process.cwd()))) {
    fs.writeFileSync(path.join(folder, name), text);
  }
  const page = path.join(process.cwd(), "docs/declarations.md");
  const between = /(<!-- kinds:begin.*-->\n)[\s\S]*(<!-- kinds:end -->)/;
  const table = kindsTable(process.cwd());
  fs.writeFileSync(page, fs.readFileSync(page, "utf8").replace(between, `$1\n${table}\n\n$2`));
}
