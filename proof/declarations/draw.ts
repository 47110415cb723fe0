import * as fc from "fast-check";

/** What was drawn at random for one declaration; the rows of the tables turn it into parts. */
export interface Draw {
  /** Internal name of the environment. */
  readonly name: string;
  readonly namespace: string;
  readonly cluster: string;
  readonly account: string;
  readonly region: string;
  /** Name of a host, bucket or database user: a lower-case word. */
  readonly word: string;
  /** Directory in a bucket. */
  readonly directory: string;
  /** Any text that a setting may hold: Unicode, template syntax, quotes, newlines. */
  readonly text: string;
  readonly settings: readonly (readonly [name: string, text: string])[];
  readonly constants: readonly (readonly [name: string, text: string])[];
  readonly revision: number;
  /** Id of a subscription, a tenant, an identity. */
  readonly guid: string;
  /** Google project, by id and by number. */
  readonly project: string;
  readonly projectNumber: string;
  /** One of the two ways that a row knows, or of the twelve. */
  readonly flag: boolean;
  readonly variant: number;
}

/** Texts that a program that joins strings gets wrong. (What is a token of this very process is one for cdktf, too.) */
export const AWKWARD_TEXTS: readonly string[] = [
  '${file("/etc/passwd")}',
  "%{ if true }yes%{ endif }",
  "$${escaped} %%{escaped}",
  "${ unclosed",
  "cost$",
  "100%",
  "$",
  '"; leak = file("/etc/passwd"); z = "',
  "\\",
  "a\"b'c`d",
  "line\nline\r\n\ttab",
  "${TfToken[TOKEN.999999]}",
  "#{TfToken[TOKEN.999999]}",
  "String Map Token Value",
  "-123456789",
  "{{ template }}",
  "on",
  "0777",
  "~",
  "- [a]: &b *b !c",
  "# no comment",
  " padded ",
  "\u{1F600}\u0301\u202E\u00AD\uFEFF",
  "p\u0430ypal",
  "\u2028\u2029\u0085",
  "\u0001\u001B[31m\u007F",
  "<&>",
  "__proto__",
];

const REGIONS = ["eu-west-1", "us-east-1", "us-gov-east-1", "cn-north-1", "ap-southeast-2"];
const LABEL_UNIT = "abcdefghijklmnopqrstuvwxyz0123456789";
const unitOf = (characters: string) => fc.constantFrom(...characters);

/** A DNS label; half of them at or near the longest that is allowed. */
export function label(max: number): fc.Arbitrary<string> {
  const middle = (length: { minLength: number; maxLength: number }) =>
    fc.string({ unit: unitOf(`${LABEL_UNIT}--`), ...length });
  const edge = unitOf(LABEL_UNIT);
  const labelOf = (body: fc.Arbitrary<string>) => fc.tuple(edge, body, edge).map((parts) => parts.join(""));
  return fc.oneof(
    labelOf(middle({ minLength: 0, maxLength: 8 })),
    labelOf(middle({ minLength: max - 4, maxLength: max - 2 })),
    edge,
  );
}

/** Texts that a store keeps: without NUL, which no entry may hold, and composed, as Terraform makes them. */
export const text: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(...AWKWARD_TEXTS),
    fc.tuple(fc.constantFrom(...AWKWARD_TEXTS), fc.constantFrom(...AWKWARD_TEXTS)).map((parts) => parts.join("")),
    fc.string({ unit: "binary", maxLength: 40 }),
  )
  .map((value) => value.replace(/\u0000/g, "").normalize("NFC"));

/** Texts of a part: without control characters and a mark of byte order, which constants and settings alone may hold. */
const printable = text.map((value) =>
  value
    .replace(/[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, "")
    .replace(/^\ufeff+/, "")
    .normalize("NFC"),
);

const identifier = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "_", "A"),
  fc.tuple(unitOf("ABCxyz_"), fc.string({ unit: unitOf("abcXYZ019_"), maxLength: 12 })).map((parts) => parts.join("")),
);

/** Names that lie near the longest one, too. */
const constantName = fc
  .tuple(identifier, identifier, fc.boolean())
  .map(([module, name, long]) => (long ? `${module}.${name}`.padEnd(240, "x") : `${module}.${name}`));

const named = (name: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.tuple(name, text), { maxLength: 4, selector: ([key]) => key.toLowerCase().replace(/_+/g, "_") });

const RESERVED = /^(mendix|openshift)-/;

export const draw: fc.Arbitrary<Draw> = fc.record({
  name: label(35).filter((name) => !RESERVED.test(name)),
  namespace: label(63).filter((name) => name !== "default"),
  cluster: fc.oneof(
    label(20),
    fc.tuple(unitOf("Ab0"), fc.string({ unit: unitOf("Ab0_-"), maxLength: 99 })).map((parts) => parts.join("")),
  ),
  account: fc.string({ unit: unitOf("0123456789"), minLength: 12, maxLength: 12 }),
  region: fc.constantFrom(...REGIONS),
  word: fc.string({ unit: unitOf(LABEL_UNIT), minLength: 3, maxLength: 20 }),
  directory: fc
    .array(fc.string({ unit: unitOf("Ab0!_'()-"), minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join("/")),
  text: printable,
  settings: named(identifier.map((name) => `custom.${name}.x`)),
  constants: named(constantName),
  revision: fc.constantFrom(1, 2, 4_294_967_295),
  guid: fc.uuid(),
  project: label(30).map((name) => `p${name.slice(0, 28)}`.padEnd(6, "x").replace(/-$/, "0")),
  projectNumber: fc.integer({ min: 1_000, max: 999_999_999_999 }).map(String),
  flag: fc.boolean(),
  variant: fc.nat(11),
});
