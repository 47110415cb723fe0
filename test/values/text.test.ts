import { TerraformVariable, Token } from "cdktf";
import * as fc from "fast-check";
import { Verbatim } from "../../lib/core/expression";
import { displayText, fragmentsOf } from "../../lib/core/text";
import { argumentOf, textArgument } from "../support/argument";
import { NASTY_TEXTS } from "../support/nasty-texts";
import { newStack } from "../support/synthesize";

const token = () => new TerraformVariable(newStack(), "v", {}).stringValue;

describe("a text as an argument", () => {
  it("doubles the signs that begin a template", () => {
    expect(textArgument('${file("x")} %{ if }')).toBe('$${file("x")} %%{ if }');
  });

  it("leaves every other text as it is", () => {
    for (const text of ["", "plain", 'quote "', "a\\b", "line\nbreak", "$5 at 10% off", "cost$", "100%"])
      expect(textArgument(text)).toBe(text);
  });

  it("hides in base64 what cdktf would take for a token", () => {
    expect(textArgument("${TfToken[TOKEN.4000000]}")).toMatch(/^\$\{base64decode\("/);
    expect(textArgument("#{TfToken[TOKEN.0]}")).toBe('${base64decode("I3tUZlRva2VuW1RPS0VOLjBdfQ==")}');
    expect(textArgument(Token.STRING_MAP_TOKEN_VALUE)).toMatch(/^\$\{base64decode\("/);
  });

  it("keeps a real token a reference, whatever stands around it", () => {
    const reference = token();
    expect(textArgument(`cost$${reference}:1`)).toBe(`\${base64decode("Y29zdCQ=")}${reference}:1`);
    // cdktf counts the braces before a token, escaped ones too.
    expect(textArgument(`\${x${reference}`)).toBe(`\${base64decode("JHt4")}${reference}`);
  });

  it("escapes the keys and values of maps and lists", () => {
    const nested = new Verbatim({ nested: "${n}" });
    expect(argumentOf(new Verbatim({ "${key}": ["%{v}", nested], number: 5, yes: true }))).toEqual({
      "$${key}": ["%%{v}", { nested: "$${n}" }],
      number: 5,
      yes: true,
    });
  });

  it("leaves no template behind in any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[${%"\\}]{0,8}$/)), (text) => {
        const escaped = textArgument(text).replace(/^\$\{base64decode\("[A-Za-z0-9+/=]*"\)\}$/, "");
        // A sign before a brace is always the second of a pair.
        expect(escaped.replace(/\$\$\{|%%\{/g, " ")).not.toMatch(/[$%]\{/);
      }),
    );
  });
});

describe("fragmentsOf", () => {
  it.each(NASTY_TEXTS)("takes %j for literal text", (text) => {
    const fragments = fragmentsOf(text);
    expect(fragments.map((fragment) => fragment.text).join("")).toBe(text);
    expect(fragments.some((fragment) => fragment.token)).toBe(false);
  });

  it("tells tokens from the text around them", () => {
    const reference = token();
    expect(fragmentsOf(`a${reference}b`)).toEqual([
      { text: "a", token: false },
      { text: reference, token: true },
      { text: "b", token: false },
    ]);
  });
});

describe("displayText", () => {
  it("shows a token as what it is to a person", () => {
    expect(displayText(`db ${token()}!`)).toBe("db (known after apply)!");
  });
});
