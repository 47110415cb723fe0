import * as fs from "node:fs";
import * as path from "node:path";
import { parseAllDocuments } from "yaml";
import { matchers, RULES } from "../../lib/testing";
import { kindsTable } from "../../scripts/schema";
import { cli } from "../support/terminal";
import { CLUSTERS, ORDERS, read } from "../support/declarations";

const ROOT = path.join(__dirname, "../..");
const page = (name: string) => fs.readFileSync(path.join(ROOT, "docs", name), "utf8");

/** The code blocks of a page in one language. */
function blocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, code]) => code ?? "");
}

/** Blocks that begin with the name of a file of declarations, by that name. */
function declarations(text: string): readonly (readonly [name: string, text: string])[] {
  return blocks(text, "yaml").flatMap((code) => {
    const name = /^# environments\/(\S+)\n/.exec(code)?.[1];
    return name === undefined ? [] : [[name, code] as const];
  });
}

describe("docs/declarations.md", () => {
  test("has files that are right, together", () => {
    const [clusters, defaults, orders] = declarations(page("declarations.md"));
    const { environments, problems } = read(
      Object.fromEntries([clusters, defaults, orders].map((file) => file ?? ["", ""])),
    );
    expect(problems).toEqual([]);
    expect(environments.map(({ stack }) => stack.name)).toEqual(["orders-prod"]);
  });

  test("lists the kinds that there are", () => {
    expect(page("declarations.md")).toContain(kindsTable(ROOT));
  });
});

test("docs/platform.md has a file of the platform that is right", () => {
  const [sample = ""] = blocks(page("platform.md"), "yaml");
  const { environments, problems } = read({ "pmp.platform.yaml": sample });
  expect(problems).toEqual([]);
  expect(environments[0]).toMatchObject({ kind: "platform", stack: { name: "pmp" } });
});

describe("docs/gitops.md", () => {
  test.each(["declarations.md", "gitops.md"])("and %s have defaults for Terraform that are right", (name) => {
    const [, terraform] =
      declarations(page(name))
        .filter(([, text]) => text.includes("\nterraform:"))
        .at(-1) ?? [];
    const { environments, problems } = read({
      "clusters.yaml": CLUSTERS,
      "defaults.yaml": terraform ?? "",
      "orders.yaml": ORDERS,
    });
    expect(problems).toEqual([]);
    expect(JSON.stringify(environments[0]?.stack.backend)).not.toContain("{stack}");
  });

  test.each(["gitops.md", "cli.md"])(
    "and %s have snippets that are YAML, and name variables and paths that exist",
    async (name) => {
      for (const code of blocks(page(name), "yaml")) {
        expect(parseAllDocuments(code).flatMap(({ errors }) => errors)).toEqual([]);
      }
      const { out } = await cli(["variables", "orders-prod", "-d", path.join(ROOT, "environments"), "--json"]);
      const { variables } = JSON.parse(out) as { variables: { environmentVariable: string }[] };
      const known = variables.map(({ environmentVariable }) => environmentVariable);
      const named = page(name).match(/TF_VAR_orders\w+/g) ?? [];
      expect(named.filter((variable) => !known.includes(variable))).toEqual([]);
    },
  );

  it("asks the command itself whether a plan writes a secret", async () => {
    const [script = ""] = blocks(page("gitops.md"), "sh");
    expect(script).toContain("mendix-secret-store diff --plan plan.json");
    expect((await cli(["diff", "--help"])).out).toContain("--plan <file>");
  });
});

describe("docs/testing.md", () => {
  test("lists the matchers and the rules that there are", () => {
    const listed = [...page("testing.md").matchAll(/^\| `(\w[\w-]*)/gm)].map(([, name]) => name);
    expect([...new Set(listed)]).toEqual([...Object.keys(matchers), ...RULES.map(({ id }) => id)]);
    for (const { title } of RULES) expect(page("testing.md")).toContain(title);
  });
});

describe("docs/cli.md", () => {
  test("lists the commands that there are", async () => {
    const listed = [...page("cli.md").matchAll(/^\| `(\w+)/gm)].map(([, name]) => name);
    const { out } = await cli(["--help"]);
    const commands = [...out.matchAll(/^ {2}([a-z]+) [[<]/gm)].map(([, name]) => name);
    expect(listed).toEqual(commands.filter((name) => name !== "help"));
  });
});

describe("docs/errors.md", () => {
  test.each([
    ["MX-CHOICE"],
    ["MX-CLUSTER-UNKNOWN"],
    ["MX-PROP-UNKNOWN"],
    ["MX-YAML-ALIAS"],
    ["MX-YAML-DOCUMENTS"],
    ["MX-YAML-DUPLICATE"],
    ["MX-YAML-FILE"],
    ["MX-YAML-KEY"],
    ["MX-YAML-PLAIN"],
    ["MX-YAML-SYNTAX"],
    ["MX-YAML-TAB"],
    ["MX-YAML-TAG"],
  ])("explains %s", (code) => {
    expect(page("errors.md")).toContain(`\n## ${code}\n`);
  });
});
