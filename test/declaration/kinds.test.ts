import { parse } from "yaml";
import type { MendixSecretStoreEnvironmentProps } from "../../lib";
import { fileSchemas, schemaAt } from "../../lib/declaration/json-schema";
import { toYaml } from "../../lib/core/yaml";
import { ORDERS, read } from "../support/declarations";
import { APPS } from "./rows/apps";
import { DATABASES, DELIVERIES, IDENTITIES, STORAGES } from "./rows/others";
import type { Part, Rows } from "./rows/rows";
import { STORES } from "./rows/stores";

const ROWS: { readonly [P in Part]: Rows<P> } = {
  store: STORES,
  identity: IDENTITIES,
  database: DATABASES,
  storage: STORAGES,
  app: APPS,
  delivery: DELIVERIES,
};

/** What a file with another part declares. */
function declared<P extends Part>(part: P, text: string): MendixSecretStoreEnvironmentProps[P] | undefined {
  const file = { ...(parse(ORDERS) as object), [part]: parse(text) as unknown };
  const [environment] = read({ "orders.yaml": toYaml(file) }).environments;
  return environment?.kind === "app" ? environment.props[part] : undefined;
}

const kindOf = (text: string) => Object.keys(parse(text) as object)[0];

describe.each(Object.keys(ROWS) as Part[])("the part %s of a file", (part) => {
  const rows = ROWS[part].map(([text, same], index) => [`${kindOf(text)} (${index + 1})`, text, same] as const);

  test.each(rows)("as %s is the same in TypeScript", (_, text, same) => {
    expect(declared(part, text)).toStrictEqual(same);
  });

  test("is shown here as every kind", () => {
    const { properties } = schemaAt(fileSchemas().environment, [part]) ?? {};
    expect([...new Set(ROWS[part].map(([text]) => kindOf(text)))]).toEqual(Object.keys(properties ?? {}));
  });
});
