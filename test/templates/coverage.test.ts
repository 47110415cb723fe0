import { childSchema, fileSchemas, mapSchema, resolved, type JsonSchema } from "../../lib/declaration/json-schema";
import { DECLARED, type Declared } from "./declared";
import { leavesOf, type Leaf } from "./leaves";

const SCHEMAS = fileSchemas();

/** Places of a schema where any text may stand, by their paths; `*` for a name or an index of the writer's own. */
function textsOf(root: JsonSchema, schema: JsonSchema = root, path = ""): readonly string[] {
  const options = (schema.anyOf ?? [schema]).map((option) => resolved(root, option));
  return options.flatMap(({ type, enum: values, properties, additionalProperties, items }) => {
    const inner = (name: string, child: JsonSchema) => textsOf(root, child, `${path}.${name}`);
    if ([type].flat().includes("string")) return values === undefined ? [path] : [];
    return [
      ...Object.entries(properties ?? {}).flatMap(([name, child]) => inner(name, child)),
      ...(typeof additionalProperties === "object" ? inner("*", additionalProperties) : []),
      ...(items === undefined ? [] : inner("*", items)),
    ];
  });
}

/** The place of the schema that a text of a file stands at. */
function placeOf(root: JsonSchema, { path }: Leaf): string {
  let schema: JsonSchema | undefined = root;
  const steps = path.map((step) => {
    const known = schema && mapSchema(root, schema).properties;
    const own = typeof step === "string" && known && Object.hasOwn(known, step) ? step : "*";
    schema = schema && childSchema(root, schema, step);
    return own;
  });
  return ["", ...steps].join(".");
}

/** What several places have in common is one: a store behind another, the kinds of a database, a secret value. */
function common(place: string): string {
  return place
    .replace(/^\.store\.externalSecret\.store\./, ".store.")
    .replace(/^\.storage\.existing\./, ".storage.")
    .replace(/^\.database\.\w+\./, ".database.*.")
    .replace(/^.*\.(fromVariable\.name|external\.entry|external\.property)$/, "a secret: $1");
}

const FILES = [
  ["environment", "own", DECLARED.filter(({ platform }) => !platform)],
  // Its stores and identities are an environment's.
  ["platform", "own", DECLARED],
  ["clusters", "clusters", DECLARED],
] as const;

test.each(FILES)("every text that the schema of %s has is in the declarations that are tried", (kind, file, all) => {
  const schema = SCHEMAS[kind];
  const placesIn = ({ files, platform }: Declared) => {
    const root = platform || file === "clusters" ? schema : SCHEMAS.environment;
    const texts = leavesOf(files[file]).filter(({ isKey }) => !isKey);
    return texts.map((leaf) => common(placeOf(root, leaf)));
  };
  const tried = new Set(all.flatMap(placesIn));
  expect([...new Set(textsOf(schema).map(common))].filter((place) => !tried.has(place))).toEqual([]);
});
