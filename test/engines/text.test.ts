import { TerraformOutput, TerraformVariable } from "cdktf";
import { Verbatim } from "../../lib/core/expression";
import { jsonDocument } from "../../lib/core/json";
import { argumentOf, textArgument } from "../support/argument";
import { NASTY_TEXTS } from "../support/nasty-texts";
import { newStack, synthesizeStack } from "../support/synthesize";
import { describeWith } from "./support/missing";
import { terraform, Workspace } from "./support/terraform";

jest.setTimeout(120_000);

const VALUE = 'a "token" ${x} \\ \n';

function indexedTexts(suffix: string): Record<string, string> {
  return Object.fromEntries(NASTY_TEXTS.map((text, index) => [`k${index}`, text + suffix]));
}

/** Every text in each way that it can reach Terraform. */
function configuration(): unknown {
  const stack = newStack();
  const token = new TerraformVariable(stack, "token", { type: "string" }).stringValue;
  const output = (name: string, value: unknown) => new TerraformOutput(stack, name, { value });
  output("attributes", NASTY_TEXTS.map(textArgument));
  output(
    "before_a_token",
    NASTY_TEXTS.map((text) => textArgument(text + token)),
  );
  output("keys", argumentOf(new Verbatim(Object.fromEntries(NASTY_TEXTS.map((text, index) => [text, String(index)])))));
  output("known_json", argumentOf(jsonDocument(indexedTexts(""))));
  output("json_with_tokens", argumentOf(jsonDocument(indexedTexts(token))));
  return synthesizeStack(stack);
}

describeWith([terraform], "texts that users type", () => {
  const workspace = new Workspace({ TF_VAR_token: VALUE });
  let outputs: Readonly<Record<string, { readonly value: unknown }>>;

  beforeAll(() => {
    workspace.write(configuration());
    workspace.init();
    workspace.apply();
    outputs = JSON.parse(workspace.run(["output", "-json"])) as typeof outputs;
  });

  afterAll(() => workspace.remove());

  it("arrive as typed in an attribute", () => {
    expect(outputs["attributes"]?.value).toEqual(NASTY_TEXTS);
  });

  it("arrive as typed in front of a reference", () => {
    expect(outputs["before_a_token"]?.value).toEqual(NASTY_TEXTS.map((text) => text + VALUE));
  });

  it("arrive as typed as the keys of a map", () => {
    expect(Object.keys(outputs["keys"]?.value ?? {}).sort()).toEqual([...NASTY_TEXTS].sort());
  });

  it("arrive as typed in JSON that is known", () => {
    expect(JSON.parse(String(outputs["known_json"]?.value))).toEqual(indexedTexts(""));
  });

  it("arrive as typed in JSON that Terraform encodes because of a reference", () => {
    expect(JSON.parse(String(outputs["json_with_tokens"]?.value))).toEqual(indexedTexts(VALUE));
  });
});
