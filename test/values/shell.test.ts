import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import {
  lineComment,
  pathArgument,
  powershellCommand,
  powershellWord,
  shellCommand,
  shellWord,
} from "../../lib/core/shell";
import { NASTY_TEXTS } from "../support/nasty-texts";

/** The words that a shell makes of some commands, all by one process. */
function wordsOf(commands: readonly string[]): readonly (readonly string[])[] {
  const script = commands.map((command) => `show ${command}\n`).join("");
  const show = `show() { printf '%s\\0' "$@"; printf '\\036\\0'; }\n`;
  const { stdout, status } = spawnSync("sh", { input: show + script, encoding: "utf8" });
  expect(status).toBe(0);
  const records = stdout.split("\u001e\0").slice(0, -1);
  return records.map((record) => record.split("\0").slice(0, -1));
}

const SHELL_TEXTS = [
  "$(touch x)",
  "`touch x`",
  "a;b",
  "a&b",
  "a|b",
  "a>b",
  "~",
  "~root",
  "*",
  "?",
  "[a-z]",
  "!x",
  "-n",
  "=ls",
];

describe("a command for a shell", () => {
  test("is read by the shell as the words that were typed", () => {
    const word = fc.oneof(
      fc.constantFrom(...NASTY_TEXTS, ...SHELL_TEXTS),
      fc.string({ unit: fc.constantFrom(..." '\"\\$`!*?[]{}()<>|&;#~=%\n\tab-_/.:é") }),
      fc.string({ unit: "binary" }).filter((text) => !/[\0\u001e]/.test(text)),
    );
    const commands = fc.sample(fc.array(word, { minLength: 1, maxLength: 4 }), { numRuns: 200, seed: 1 });
    expect(wordsOf(commands.map((words) => shellCommand(...words)))).toEqual(commands);
  });

  test("quotes nothing that is plain", () => {
    const plain = ["vault", "kv", "put", "-mount=secret", "prod/mendix/orders", "key=-", "a@b.c:1,2%+_"];
    expect(shellCommand(...plain)).toBe(plain.join(" "));
  });

  test.each([
    ["", "''"],
    ["it's", "'it'\\''s'"],
    ["=x", "'=x'"],
  ])("quotes %j", (text, quoted) => {
    expect(shellWord(text)).toBe(quoted);
  });
});

test.each(["a\nLD_PRELOAD=x", "a\r\nb", "a\u2028b", "a\u0085b", "a\0b"])("a comment of %j is one line", (text) => {
  expect(lineComment(text)).toMatch(/^# a [^\r\n\0\u0085\u2028]*b?x?$/);
});

describe("PowerShell", () => {
  // Its rules: nothing has a meaning in single quotes but a single quote of any kind, which is written twice.
  const readOf = (quoted: string) => quoted.slice(1, -1).replace(/(['\u2018-\u201b])\1/g, "$1");

  test.each([...NASTY_TEXTS, ...SHELL_TEXTS, "it's", "it\u2019s", "$env:PATH", "@args", "a`nb", "-x.y", ""])(
    "reads %j as it was typed",
    (text) => {
      const word = powershellWord(text);
      expect(word.startsWith("'") ? readOf(word) : word).toBe(text);
      expect(word).toMatch(/^'(?:[^'\u2018-\u201b]|(['\u2018-\u201b])\1)*'$|^[A-Za-z0-9_./:=-]+$/s);
    },
  );

  test("begins a command with its program, and quotes what it would split", () => {
    expect(powershellCommand("npx", "cdktf-mendix-secret-store", "synth", "a b", "-chdir=cdktf.out/x")).toBe(
      "npx cdktf-mendix-secret-store synth 'a b' '-chdir=cdktf.out/x'",
    );
  });
});

test.each([
  ["-x.yaml", "./-x.yaml"],
  ["a/-x.yaml", "a/-x.yaml"],
])("the path %s is no option", (path, argument) => {
  expect(pathArgument(path)).toBe(argument);
});
