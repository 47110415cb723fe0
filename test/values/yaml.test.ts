import { parse } from "yaml";
import { toYaml } from "../../lib/values/yaml";
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
