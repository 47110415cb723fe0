import * as fs from "node:fs";
import * as path from "node:path";
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import { parse } from "yaml";
import { publishedSchemas } from "../../scripts/schema";
import { ORDERS, problemsIn } from "../support/declarations";

const ROOT = path.join(__dirname, "../..");

function validator(name: string): ValidateFunction {
  const schema = JSON.parse(fs.readFileSync(path.join(ROOT, "schema", `${name}.schema.json`), "utf8")) as object;
  return new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(schema);
}

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly [key: string]: unknown;
}

/** Properties without a description, anywhere in a schema. */
function undescribed(schema: unknown, at: string): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = Object.entries((schema as Described).properties ?? {})
    .filter(([, property]) => !property.description)
    .map(([name]) => `${at}.${name}`);
  return [...own, ...Object.entries(schema).flatMap(([key, value]) => undescribed(value, `${at}.${key}`))];
}

describe("the published schemas", () => {
  const published = publishedSchemas(ROOT);

  test.each(Object.entries(published))("%s is what the parser and the comments say", (name, text) => {
    expect(fs.readFileSync(path.join(ROOT, "schema", name), "utf8")).toBe(text);
  });

  test.each(Object.entries(published))("%s describes every property", (name, text) => {
    expect(undescribed(JSON.parse(text), name)).toEqual([]);
  });

  test.each(Object.entries(published))("%s holds no TypeScript and none of the library's marks", (_, text) => {
    expect(text).not.toMatch(
      /\bnew [A-Z]|\b(SecretValue|Delivery|AzureCloud)\.\w|\b[A-Z][A-Za-z]+\.[A-Z][A-Z_]+\b|"x-/,
    );
  });

  test.each([
    ["environments/clusters.yaml", "clusters"],
    ["environments/defaults.yaml", "defaults"],
    ["environments/orders-prod.yaml", "overlay"],
    ["environments/shop-test.yaml", "overlay"],
  ])("another validator takes the sample %s, which names the schema %s", (file, name) => {
    const text = fs.readFileSync(path.join(ROOT, file), "utf8");
    const validate = validator(name);
    validate(parse(text));
    expect(validate.errors).toBeNull();
    expect(text).toMatch(new RegExp(`^# yaml-language-server: \\$schema=../schema/${name}.schema.json\n`));
  });

  test.each(["aws", "azure", "vault"])("another validator takes the platform's sample for %s", (name) => {
    const folder = path.join(ROOT, "test/declaration/twins/platform");
    const validate = validator("platform-overlay");
    validate(parse(fs.readFileSync(path.join(folder, `${name}.platform.yaml`), "utf8")));
    expect(validate.errors).toBeNull();
  });

  test("another validator refuses a credential that the platform does not have, and an app's props", () => {
    const secret = { fromVariable: {} };
    const platform = { name: "pmp", credentials: { "Email.SMTPPassword": secret } };
    const validate = validator("platform-overlay");
    expect(validate(platform)).toBe(true);
    expect(validate({ ...platform, credentials: { "Email.Password": secret } })).toBe(false);
    expect(validate({ ...platform, credentials: { "Email.SMTPPassword": "hunter2" } })).toBe(false);
    expect(validate({ ...platform, database: {} })).toBe(false);
    expect(validator("platform")(platform)).toBe(false);
  });

  const validate = validator("environment");

  test("another validator takes a whole declaration", () => {
    expect(validate(parse(ORDERS))).toBe(true);
  });

  test.each([
    ["name: orders\n", ""],
    ["  irsa: {}", "  irsa: {}\n  podIdentity: {}"],
    ["  irsa: {}", "  {}"],
    ["irsa", "isra"],
    ["bucket: acme-files", "bukket: acme-files"],
    ["bucket: acme-files", "bucket: 5"],
    ["      fromVariable: {}", "      hunter2"],
    ["fromVariable: {}", "fromVariable: { revision: one }"],
    ["2.25.1", "2.25"],
  ])("another validator and the parser refuse %j as %j", (from, to) => {
    const text = ORDERS.replace(from, to);
    expect(validate(parse(text))).toBe(false);
    expect(problemsIn(text)).not.toEqual([]);
  });
});
