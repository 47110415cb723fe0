import { describeEnvironment, explain, SecretValue } from "../../lib";
import { explainMarkdown } from "../../lib/explain/markdown";
import { explainMermaid } from "../../lib/explain/mermaid";
import { explainSvg } from "../../lib/explain/svg";
import { ordersProd, shopTest } from "../../stacks/samples";
import { stockProd } from "../../stacks/samples-vault";
import { sample } from "../support/samples";

/** A declaration whose texts are syntax in each of the formats. */
const hostile = describeEnvironment(
  sample({
    constants: {
      "Shop.Title": 'a | b <script>alert("x")</script> `c` ${d} ```\n# e',
      "Shop.Key": SecretValue.external({ entry: 'x"]<b>|`' }),
    },
  }),
);

describe("the pages of the samples", () => {
  test.each([
    ["text", explain],
    ["Markdown", explainMarkdown],
    ["Mermaid", explainMermaid],
    ["SVG", explainSvg],
  ])("as %s", (_, page) => {
    for (const props of [ordersProd, shopTest]) expect(page(describeEnvironment(props))).toMatchSnapshot();
  });
});

test("who reads the store, and what it may, is on every page where the store has logins of its own", () => {
  const blueprint = describeEnvironment(stockProd);
  for (const page of [explain, explainMarkdown, explainMermaid, explainSvg])
    expect(page(blueprint)).toContain("role prod.mendix.stock-prod");
  for (const page of [explain, explainMarkdown]) {
    expect(page(blueprint)).toContain("prod-mendix-stock-prod");
    expect(page(blueprint)).toContain("read these 2 entries");
  }
});

describe("what a user wrote", () => {
  test("stays text in Markdown", () => {
    const page = explainMarkdown(hostile);
    expect(page).not.toMatch(/^(?!.*`).*<script>/m);
    expect(page.split("```")).toHaveLength(5);
  });

  test("stays text in a Mermaid label", () => {
    const lines = explainMermaid(hostile)
      .split("\n")
      .filter((line) => line.includes("entry"));
    expect(lines.join()).not.toMatch(/<b>|<script>|x"\]|`/);
  });

  test("stays text in SVG, which is well-formed", () => {
    const page = explainSvg(hostile);
    expect(page).not.toMatch(/<b>|<script>/);
    expect(
      page.replace(
        /<[a-z]+( [a-z-]+="[^"<>&]*(&#\d+;[^"<>&]*)*"| [A-Za-z]+="[^"<>&]*")*\/?>|<\/[a-z]+>|&#\d+;|[^<>&]/g,
        "",
      ),
    ).toBe("");
  });
});

test("no page holds a secret's token or a value that is not known", () => {
  const blueprint = describeEnvironment(
    sample({ adminPassword: SecretValue.fromEphemeral("${TfToken[TOKEN.9]}", { revision: 1 }) }),
  );
  for (const page of [explain, explainMarkdown, explainMermaid, explainSvg])
    expect(page(blueprint)).not.toContain("TfToken");
});
