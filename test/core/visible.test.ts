import * as fc from "fast-check";
import { control, forTerminal, oneLine, painted, visible } from "../../lib/core/visible";

const UNSEEN = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const COMMAND = /^\s*::|##\[|##vso\[|##teamcity\[/m;

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\u001b[31m",
        "\u0000",
        "\u009b2J",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\ud800",
        "\u2028",
        "\r",
        "\u00ad",
      ),
      fc.constantFrom(
        "\n::stop-commands::x\n",
        "  ::add-mask::x",
        "##[group]",
        "##vso[task.x]",
        "##teamcity[x]",
        "\u{1F600}",
      ),
      fc.string({ unit: "binary" }),
    ),
  )
  .map((parts) => parts.join(""));

test("nothing in a text is obeyed by a terminal or a pipeline", () => {
  fc.assert(
    fc.property(text, (given) => {
      for (const shown of [visible(given), oneLine(given), forTerminal(given)]) {
        expect(shown).not.toMatch(UNSEEN);
        expect(shown).not.toMatch(COMMAND);
      }
      expect(oneLine(given)).not.toContain("\n");
      expect(visible(visible(given))).toBe(visible(given));
    }),
    { seed: 1, numRuns: 500 },
  );
});

test("JSON says the same", () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(JSON.parse(visible(JSON.stringify([given], undefined, 2)))).toEqual([given]);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test.each([
  "plain",
  "two\nlines\tand a tab",
  "\u00fcml\u00e4ut \u65e5\u672c \u{1F468}\u200d\u{1F469}",
  "a::b",
  "arn:aws:iam::1:x",
])("%j is shown as it is", (given) => {
  expect(visible(given)).toBe(given);
});

test("what the command line means as a colour is one, and nothing that a text holds", () => {
  expect(forTerminal(`${painted("red", 31)} \u001b[32m${control("\r")}`)).toBe("\u001b[31mred\u001b[0m \\u001b[32m\r");
});
