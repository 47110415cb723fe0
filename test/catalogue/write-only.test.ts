import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WRITE_ONLY } from "../../lib/catalogue/write-only";

interface Schema {
  readonly arguments?: Readonly<Record<string, string>>;
  readonly blocks?: Readonly<Record<string, Schema>>;
}

/** What a later version of a provider than that of the schemas has. */
const LATER = { vault_kubernetes_auth_backend_config: ["token_reviewer_jwt_wo"] };

function writeOnlyIn({ arguments: given = {}, blocks = {} }: Schema, path = ""): readonly string[] {
  const own = Object.keys(given).filter((name) => given[name]?.endsWith("write-only"));
  const inner = Object.entries(blocks).flatMap(([name, block]) => writeOnlyIn(block, `${path}${name}.`));
  return [...own.map((name) => path + name), ...inner].sort();
}

test("the table of write-only arguments is that of the providers' schemas", () => {
  const folder = join(__dirname, "../schemas");
  const types = readdirSync(folder).flatMap((file) => {
    const { resource = {} } = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
      resource?: Record<string, Schema>;
    };
    return Object.entries(resource);
  });
  const found = types.map(([type, schema]) => [type, writeOnlyIn(schema)] as const);
  expect({ ...Object.fromEntries(found.filter(([, names]) => names.length > 0)), ...LATER }).toEqual(WRITE_ONLY);
});
