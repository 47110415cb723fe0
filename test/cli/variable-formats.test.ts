import { parse } from "yaml";
import { VARIABLE_FORMATS } from "../../lib/cli/variable-formats";
import { runInShell } from "../support/shell";

const STACKS = ['x"; touch PWNED #', "x$(touch PWNED)", "x' ; touch PWNED ; '", "x\ntouch PWNED\n"];
const VARIABLES = [{ name: "password", key: "k", description: "of\nLD_PRELOAD=x", revision: 1 }];

type Pipeline = Record<string, { steps: { run?: string }[]; script: string[] }>;

/** What a pipeline's shell is given. */
const scripts = {
  github: (text: string) =>
    Object.values((parse(text) as { jobs: Pipeline }).jobs).flatMap(({ steps }) =>
      steps.flatMap(({ run = [] }) => run),
    ),
  gitlab: (text: string) => Object.values(parse(text) as Pipeline).flatMap(({ script }) => script),
};

describe.each(STACKS)("a stack that is called %j", (stack) => {
  test.each(["github", "gitlab"] as const)("is a word of the commands of %s, and nothing else", (format) => {
    const lines = scripts[format](VARIABLE_FORMATS[format](stack, VARIABLES));
    expect(lines.length).toBe(4);
    for (const line of lines) expect(runInShell(line).left).toEqual([]);
    expect(runInShell(lines.join("\n")).calls.map(([program]) => program)).toEqual([
      ...["npm", "npx", "terraform", "terraform"],
    ]);
  });

  test("and what a variable is, are comments of dotenv", () => {
    const lines = VARIABLE_FORMATS.dotenv(stack, VARIABLES).split("\n");
    expect(lines.filter((line) => !line.startsWith("# "))).toEqual(["TF_VAR_password=", ""]);
  });
});
