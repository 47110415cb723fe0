import * as fs from "node:fs";
import * as path from "node:path";
import { packageRoot } from "../core/package-root";
import type { FileSchemas, JsonSchema } from "./json-schema";

/** Schemas that were read, by name: they never change while a process runs. */
const READ = new Map<keyof FileSchemas, JsonSchema>();

/**
 * A schema as it is shipped for editors. A test holds it to what parses the files; to make it of that takes longer than
 * everything else that one environment needs.
 */
export function shippedSchema(name: keyof FileSchemas): JsonSchema {
  const known = READ.get(name);
  if (known) return known;
  const text = fs.readFileSync(path.join(packageRoot(), "schema", `${name}.schema.json`), "utf8");
  const schema = JSON.parse(text) as JsonSchema;
  READ.set(name, schema);
  return schema;
}
