import { Fn, Lazy, TerraformLocal, TerraformStack, Testing, Token } from "cdktf";
import { resolve } from "cdktf/lib/tokens/private/resolve";
import { DefaultTokenResolver, StringConcat } from "cdktf/lib/tokens/resolvable";
import * as fc from "fast-check";
import { fastResolve } from "../../lib/fast/fast-resolve";

const app = Testing.app();
const stack = new TerraformStack(app, "stack");
const other = new TerraformStack(app, "other");
const local = new TerraformLocal(stack, "local", { a: "b" });
const foreign = new TerraformLocal(other, "foreign", "c");

/** Every way in which cdktf hides a reference in data, and what it refuses. */
const SPECIAL: readonly unknown[] = [
  local.asString,
  `before ${local.asString} after`,
  foreign.asString,
  local.asList,
  [...local.asList, "more"],
  local.asNumber,
  `port ${local.asNumber}`,
  [local.asNumber],
  Token.asNumberList(local.expression),
  Token.asStringMap(local.expression),
  { [local.asString]: "key" },
  Lazy.stringValue({ produce: () => "lazy" }),
  Lazy.anyValue({ produce: () => ({ nested: local.asString, none: undefined }) }),
  Fn.jsonencode({ a: local.asString, b: "${plain}" }),
  Fn.join("-", ["a", local.asString]),
  Token.STRING_MAP_TOKEN_VALUE,
  Token.ANY_MAP_TOKEN_VALUE,
  Token.NUMBER_MAP_TOKEN_VALUE,
  new Date(0),
  new (class Other {
    readonly a = local.asString;
  })(),
  () => "function",
  stack,
  { resolve: "a property of that name" },
  { resolve: () => local.asString, creationStack: [], toString: () => "" },
  NaN,
  -1,
  -8.1e298,
  "-8.10956221259138e+298",
  "1e5 and ${not.a.token} and TfToken[1]",
];

const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...SPECIAL),
    fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constant("__proto__")), tie("value"), { maxKeys: 4 }),
  ),
})).value;

/** The outcome of one way of resolving: a value, or the message of an error. */
function outcome(way: typeof resolve, value: unknown, preparing: boolean): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  try {
    return { value: way(value, { scope: stack, resolver, preparing }) as unknown };
  } catch (error) {
    return { error: String(error) };
  }
}

describe("resolving fast", () => {
  const fast = fastResolve(resolve);

  it.each(SPECIAL.map((special) => [special]))("does as cdktf does with %p", (special) => {
    for (const value of [special, [special], ["text", special], { special, deep: [{ special }] }]) {
      expect(outcome(fast, value, false)).toStrictEqual(outcome(resolve, value, false));
    }
  });

  it("does as cdktf does with any data around it", () => {
    fc.assert(
      fc.property(values, fc.boolean(), (value, preparing) => {
        expect(outcome(fast, value, preparing)).toStrictEqual(outcome(resolve, value, preparing));
      }),
      { numRuns: 300 },
    );
  });

  it("gives up where cdktf does: at a value that holds itself", () => {
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    expect(outcome(fast, circular, false)).toStrictEqual(outcome(resolve, circular, false));
    expect(outcome(fast, circular, false)).toHaveProperty("error");
  });

  it("leaves plain data to nobody else", () => {
    const never = jest.fn<unknown, Parameters<typeof resolve>>();
    const resolver = new DefaultTokenResolver(new StringConcat());
    const plain = { a: ["b", 1, true, null, undefined], c: { d: undefined, e: {} }, f: [] };
    expect(fastResolve(never)(plain, { scope: stack, resolver, preparing: true })).toStrictEqual({
      a: ["b", 1, true, null],
      c: { e: {} },
      f: [],
    });
    expect(never).not.toHaveBeenCalled();
  });
});
