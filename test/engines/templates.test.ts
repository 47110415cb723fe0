import { TerraformOutput } from "cdktf";
import { DECLARED } from "../templates/declared";
import { acceptedOf, outputOf, triesOf } from "../templates/files";
import { evaluatedIn, leavesOf, TEMPLATES } from "../templates/leaves";
import { newStack, synthesizeStack } from "../support/synthesize";
import { describeWith } from "./support/missing";
import { terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(300_000);

/** Stores in which a text was found that Terraform evaluated. */
const SAMPLE = ["Vault", "Google", "Google, copies"];

/** A text with a template as a file has it, and as Terraform gets it. */
interface Written {
  readonly template: string;
  readonly argument: string;
}

function writtenTexts(): readonly Written[] {
  const declared = DECLARED.filter(({ title }) => SAMPLE.includes(title));
  const tries = acceptedOf(triesOf(declared)).filter(({ leaf }) => leaf.path[0] === "store");
  return tries.flatMap(({ text, environment }) => {
    const template = TEMPLATES.find((candidate) => text.includes(candidate)) ?? "";
    const escaped = template.replace(/[$%](?=\{)/, (sign) => sign + sign);
    const texts = leavesOf(outputOf(environment)).filter(({ path }) => path[0] === "resource");
    return texts.filter((leaf) => leaf.text.includes(escaped)).map((leaf) => ({ template, argument: leaf.text }));
  });
}

it("no text in any place of any file is one that Terraform evaluates", () => {
  const accepted = acceptedOf(triesOf(DECLARED));
  const evaluated = accepted.flatMap(({ leaf, text, environment }) =>
    evaluatedIn(outputOf(environment)).map((found) => ({ path: leaf.path.join("."), text, found })),
  );
  expect(accepted.length).toBeGreaterThan(300);
  expect(evaluated).toEqual([]);
});

describeWith([terraform], "templates that users type", () => {
  const workspace = new Workspace({});
  afterAll(() => workspace.remove());

  it("arrive as typed", () => {
    const written = writtenTexts().filter(({ argument }) => !/(?<!\$)\$\{/.test(argument));
    expect(written.length).toBeGreaterThan(10);
    const stack = newStack();
    new TerraformOutput(stack, "texts", { value: written.map(({ argument }) => argument) });
    workspace.write(synthesizeStack(stack));
    workspace.init();
    workspace.apply();
    const { texts } = JSON.parse(workspace.run(["output", "-json"])) as { texts: { value: readonly string[] } };
    written.forEach(({ template }, index) => expect(texts.value[index]).toContain(template));
  });
});
