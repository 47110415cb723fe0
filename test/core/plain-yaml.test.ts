import * as fc from "fast-check";
import { plainYaml } from "../../lib/core/plain-yaml";
import { libraryYaml } from "../../lib/core/yaml";
import { NASTY_TEXTS } from "../support/nasty-texts";

const WORDS = [
  "a",
  "objectName",
  "prod/mendix/orders",
  "arn:aws:iam::1:role/x",
  "a b",
  "",
  "-",
  "x:",
  ":x",
  "#",
  "a#b",
];
const READ_AS_OTHERS = [
  "y",
  "No",
  "on",
  "NULL",
  "~",
  "1",
  "1.5",
  "0x1",
  "1e3",
  "e1",
  "12:30:45",
  "2026-01-31",
  "<<",
  "=",
];
const QUOTED = ['"database-host"', '"a b"', '"a', "'a'", '""', '"\'"'];

const text = fc.oneof(
  fc.constantFrom(...WORDS, ...READ_AS_OTHERS, ...QUOTED, ...NASTY_TEXTS),
  fc.stringMatching(/^[A-Za-z0-9./_:@"' #-]{1,12}$/),
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,3}([./_:@-][A-Za-z0-9]{1,3}){0,3}$/),
);
const scalar = fc.oneof({ weight: 4, arbitrary: text }, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small" }, scalar, tie("list"), tie("map")),
  list: fc.array(tie("value"), { maxLength: 3 }),
  map: fc.dictionary(text, tie("value"), { maxKeys: 4 }),
}));

/** Written without the library, or not; where it is, it is the same. */
function isPlain(written: unknown): boolean {
  const plain = plainYaml(written);
  if (plain !== undefined) expect(plain).toBe(libraryYaml(written));
  return plain !== undefined;
}

describe("the writer of plain YAML", () => {
  test("writes what the library writes, or nothing", () => {
    const drawn = fc.sample(value, { numRuns: 6_000, seed: 15 });
    expect(drawn.filter(isPlain).length).toBeGreaterThan(50);
  });

  test("writes each text as the library does, as a key, a value and an item", () => {
    const texts = [
      ...WORDS,
      ...READ_AS_OTHERS,
      ...QUOTED,
      ...NASTY_TEXTS,
      ...fc.sample(text, { numRuns: 1_500, seed: 1 }),
    ];
    const written = texts.flatMap((one) => [{ [one]: "a" }, { a: one }, [one], { a: [{ b: one, c: [one] }] }]);
    expect(written.filter(isPlain).length).toBeGreaterThan(200);
  });

  test("writes the objects of a SecretProviderClass", () => {
    const objects = [
      {
        objectName: "mendix/orders",
        objectType: "secretsmanager",
        objectAlias: "document-settings",
        jmesPath: [{ path: '"database-host"', objectAlias: "database-host" }],
      },
    ];
    expect(isPlain(objects)).toBe(true);
  });
});
