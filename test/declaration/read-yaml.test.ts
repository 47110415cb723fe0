import { readYaml } from "../../lib/declaration/read-yaml";
import { locationOf, toData } from "../../lib/declaration/source";

function read(text: string) {
  const { node, problems } = readYaml({ path: "a.yaml", text });
  return {
    data: node && toData(node),
    problems: problems.map(({ code, mark }) => `${code} ${locationOf(mark)}`),
    said: problems.map(({ message, fix }) => `${message} ${fix}`).join(" "),
  };
}

describe("reading YAML", () => {
  test("texts, numbers, truth values, maps and lists arrive as they are written", () => {
    const { data, problems } = read("a: text\nb: 1\nc: true\nd:\n  - x\n  - {e: null}\nf: |\n  two\n  lines\n");
    expect(data).toEqual({ a: "text", b: 1, c: true, d: ["x", { e: null }], f: "two\nlines\n" });
    expect(problems).toEqual([]);
  });

  test("Terraform's and shell's signs are ordinary text", () => {
    expect(read("a: ${x} %{y} $HOME\n").data).toEqual({ a: "${x} %{y} $HOME" });
  });

  test.each([
    ["a: on", "MX-YAML-PLAIN a.yaml:1:4"],
    ["a: Yes", "MX-YAML-PLAIN a.yaml:1:4"],
    ["on: a", "MX-YAML-PLAIN a.yaml:1:1"],
    ["a: 0777", "MX-YAML-PLAIN a.yaml:1:4"],
    ["a: 012345678901", "MX-YAML-PLAIN a.yaml:1:4"],
    ["a: 1_000", "MX-YAML-PLAIN a.yaml:1:4"],
    ["a: 12:30", "MX-YAML-PLAIN a.yaml:1:4"],
    ["a: 2026-01-31", "MX-YAML-PLAIN a.yaml:1:4"],
    ["a: 1\na: 2", "MX-YAML-DUPLICATE a.yaml:2:1"],
    ["a: {b: 1, b: 2}", "MX-YAML-DUPLICATE a.yaml:1:11"],
    ["a:\n\tb: 1", "MX-YAML-TAB a.yaml:2:1"],
    ["a: *b", "MX-YAML-ALIAS a.yaml:1:4"],
    ["a: &b 1", "MX-YAML-ALIAS a.yaml:1:7"],
    ["a: !!str 1", "MX-YAML-TAG a.yaml:1:10"],
    ["a: !!binary aGk=", "MX-YAML-TAG a.yaml:1:13"],
    ["a: !env SECRET", "MX-YAML-TAG a.yaml:1:9"],
    ["a: 1\n---\nb: 2", "MX-YAML-DOCUMENTS a.yaml:2:1"],
    ["%YAML 1.1\n---\na: 1", "MX-YAML-DOCUMENTS a.yaml:1:1"],
    ["1: a", "MX-YAML-KEY a.yaml:1:1"],
    ["? [a]\n: b", "MX-YAML-KEY a.yaml:1:3"],
    ["__proto__: a", "MX-YAML-KEY a.yaml:1:1"],
    ["a: ${TfToken[TOKEN.0]}", "MX-TOKEN a.yaml:1:4"],
    ["", "MX-YAML-FILE a.yaml:1:1"],
    ["# nothing", "MX-YAML-FILE a.yaml:1:1"],
    ['a: "b', "MX-YAML-SYNTAX a.yaml:1:6"],
    ["a: b: c", "MX-YAML-SYNTAX a.yaml:1:4"],
    ["a: @b", "MX-YAML-SYNTAX a.yaml:1:4"],
  ])("%j is refused by name: %s", (text, problem) => {
    expect(read(text).problems).toEqual([problem]);
  });

  test("a merge key is refused with the aliases that it is for", () => {
    expect(read("b: {}\na: {<<: {c: 1}}").problems).toEqual(["MX-YAML-ALIAS a.yaml:2:5"]);
  });

  test("the same texts in quotes are texts", () => {
    expect(read(`a: "on"\nb: '1.10'\nc: "0777"\nd: "*x"\ne: "2026-01-31"`).data).toEqual({
      a: "on",
      b: "1.10",
      c: "0777",
      d: "*x",
      e: "2026-01-31",
    });
  });

  test("a bomb of aliases is refused at its first alias, and nothing is expanded", () => {
    const levels = Array.from({ length: 30 }, (_, level) => `l${level}: &l${level} [${`*l${level - 1},`.repeat(9)}]`);
    expect(new Set(read(levels.slice(1).join("\n")).problems.map((problem) => problem.split(" ")[0]))).toEqual(
      new Set(["MX-YAML-ALIAS", "MX-YAML-FILE"]),
    );
  });

  test("a file of brackets ends in a problem, not in the process's stack", () => {
    expect(read("[".repeat(100_000)).problems).toHaveLength(1);
  });

  test("a file that is far too long is not parsed", () => {
    expect(read(`a: ${"x".repeat(300_000)}`).problems).toEqual(["MX-YAML-FILE a.yaml:1:1"]);
  });

  test("nothing of a file that can't be read is repeated", () => {
    for (const text of [
      'password: "hunter2',
      "password: hunter2: x",
      "password: &hunter2 hunter2",
      "hunter2",
      "? [hunter2]",
    ]) {
      expect(read(text).said).not.toContain("hunter2");
    }
  });
});
