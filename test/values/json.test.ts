import { TerraformOutput, TerraformVariable } from "cdktf";
import { ForeignToken, type MaybeSecret } from "../../lib/core/expression";
import { documentTrigger, jsonDocument, secretJson } from "../../lib/core/json";
import { argumentOf } from "../support/argument";
import { newStack, synthesizeStack } from "../support/synthesize";

/** What an expression becomes in the configuration. */
function synthesized(make: (token: string) => MaybeSecret): unknown {
  const stack = newStack();
  const { stringValue } = new TerraformVariable(stack, "v", {});
  new TerraformOutput(stack, "out", { value: argumentOf(make(stringValue)), sensitive: true });
  return synthesizeStack(stack).output?.["out"]?.["value"];
}

describe("jsonDocument", () => {
  it("writes known values as JSON that a reviewer can read, in the order of the keys", () => {
    expect(synthesized(() => jsonDocument({ b: '"${x}"', a: "1" }))).toBe('{"a":"1","b":"\\"$${x}\\""}');
  });

  it("lets Terraform encode a value that holds a token, and quotes the text around it", () => {
    expect(synthesized((token) => jsonDocument({ host: `${token}:5432`, title: 'a "b" %{c} ${d} \\ \n' }))).toBe(
      '${jsonencode({"host" = "${var.v}:5432", "title" = "a \\"b\\" \\u0025{c} \\u0024{d} \\\\ \\n"})}',
    );
  });
});

describe("a sign in front of a token", () => {
  it("does not join the reference that follows", () => {
    expect(synthesized((token) => jsonDocument({ price: `$${token}`, share: `%${token}` }))).toBe(
      '${jsonencode({"price" = "\\u0024${var.v}", "share" = "\\u0025${var.v}"})}',
    );
  });
});

describe("secretJson", () => {
  it("passes a token alone as the expression that it is", () => {
    expect(synthesized((token) => secretJson({ password: new ForeignToken(token) }))).toBe(
      '${jsonencode({"password" = var.v})}',
    );
  });
});

describe("documentTrigger", () => {
  it("is a number that Terraform computes from keys and revisions", () => {
    expect(synthesized(() => documentTrigger({ a: "1", b: "2" }))).toBe(
      '${parseint(substr(sha256(jsonencode({"a" = "1", "b" = "2"})), 0, 8), 16)}',
    );
  });
});
