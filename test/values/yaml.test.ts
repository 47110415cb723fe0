import { parse } from "yaml";
import { mostBytes, toYaml, withYaml } from "../../lib/core/yaml";
import { NASTY_TEXTS } from "../support/nasty-texts";

describe("toYaml", () => {
  it.each([...NASTY_TEXTS, "on", "no", "0777", "1_000", "1:30", "null", "~", "- a", "a: b", "x".repeat(500)])(
    "keeps %j a text for readers of YAML 1.1 and 1.2",
    (text) => {
      for (const version of ["1.1", "1.2"] as const) expect(parse(toYaml({ text }), { version })).toEqual({ text });
    },
  );

  it("writes no anchors and folds no line", () => {
    const shared = { long: "word ".repeat(60) };
    expect(toYaml([shared, shared])).toBe(`- long: "${shared.long}"\n- long: "${shared.long}"\n`);
  });
});

describe("withYaml", () => {
  it("writes the text once, and not before it is read", () => {
    const write = jest.fn(toYaml);
    const parameters = withYaml({ region: "eu-west-1" }, "objects", ["a"], write);
    expect(Object.keys(parameters)).toEqual(["region", "objects"]);
    expect(write).not.toHaveBeenCalled();
    expect({ ...parameters, again: parameters.objects }).toEqual({
      region: "eu-west-1",
      objects: "- a\n",
      again: "- a\n",
    });
    expect(write).toHaveBeenCalledTimes(1);
  });
});

describe("mostBytes", () => {
  const nested = (texts: readonly string[]) => toYaml({ array: texts.map((text) => toYaml({ a: { text } })) });

  it("writes no text to know", () => {
    const write = jest.fn(toYaml);
    expect(mostBytes({ spec: withYaml({ region: "a" }, "objects", ["a"], write) })).toBeLessThan(500);
    expect(mostBytes({ spec: withYaml({}, "objects", ["a".repeat(1_000)], write) })).toBeGreaterThan(1_000);
    expect(mostBytes({ spec: withYaml({ region: "a".repeat(1_000) }, "objects", [], write) })).toBeGreaterThan(1_000);
    expect(write).not.toHaveBeenCalled();
  });

  it.each([...NASTY_TEXTS, "", "\n", "\n ".repeat(99), "'".repeat(99), '\\"'.repeat(99), "\u0007\n".repeat(99)])(
    "never takes a text of %j for smaller than it is",
    (text) => {
      const object = withYaml({ text, list: [text, null, true, -1.5e-300, [], {}] }, "objects", [text, text], nested);
      expect(mostBytes(object)).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(object)));
      const unquoted = withYaml({}, "objects", [text, text], nested);
      expect(mostBytes(unquoted)).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(unquoted)));
    },
  );
});
