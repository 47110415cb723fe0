import { describeEnvironment, explain, SecretValue, Vault } from "../../lib";
import { explainMarkdown } from "../../lib/explain/markdown";
import { explainMermaid } from "../../lib/explain/mermaid";
import { explainSvg } from "../../lib/explain/svg";
import { describePlatform } from "../../lib/platform/describe";
import { ordersProd, shopTest } from "../../stacks/samples";
import { billingProd } from "../../stacks/samples-azure";
import { crmProd } from "../../stacks/samples-google";
import { labTest } from "../../stacks/samples-kubernetes";
import { platformInVault } from "../../stacks/samples-platform";
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

describe("a store with an entry for each setting", () => {
  const google = describeEnvironment(crmProd);

  test("has one line for all of them, by what their names have in common", () => {
    const reads = explain(google).split("\n").slice(2, 6);
    expect(reads.map((line) => line.trim().replace(/ {2,}/g, " | "))).toEqual([
      "reads | prod-mendix-crm-prod-* | 10 settings | database-type, database-host, database-name, ...",
      "prod-mendix-crm-prod-database-password | secret | from TF_VAR_crm_prod_database_password",
      "prod-mendix-crm-prod-mx-admin-password | generated | once, kept",
      "prod-mendix-crm-prod-mx-const-Payments-ApiKey-a4f8f396 | secret | from TF_VAR_crm_prod_payments_api_key",
    ]);
  });

  test("names each entry in the Markdown's keys", () => {
    expect(explainMarkdown(google)).toContain("| `database-host` | `prod-mendix-crm-prod-database-host` | setting |");
  });

  test("has one box in the drawings", () => {
    expect(explainMermaid(google).match(/^ +entry\d+\[.*settings/gm)).toHaveLength(1);
    expect(explainSvg(google).match(/>10 settings: /g)).toHaveLength(1);
  });

  test("without a common name says that there is one for each", () => {
    expect(explain(describeEnvironment(billingProd))).toMatch(/ {2}reads {5}one for each setting +\d+ settings/);
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

test("a platform's page has no restarts: nothing is mounted", () => {
  expect(explainMarkdown(describePlatform(platformInVault))).not.toContain("### Restarts");
});

describe("the commands that come next", () => {
  const ofFile = (directory: string) => {
    const text = explain(describeEnvironment(ordersProd), { stack: "eu-orders", directory });
    return text.slice(text.indexOf("  next")).split("\n");
  };

  test("of a declared environment are those of the command line, by the name of its stack", () => {
    expect(ofFile("environments")).toEqual([
      "  next      npx cdktf-mendix-secret-store synth eu-orders",
      "            terraform -chdir=cdktf.out/stacks/eu-orders init",
      "            stty -echo; IFS= read -r TF_VAR_orders_prod_payments_api_key; stty echo; export TF_VAR_orders_prod_payments_api_key",
      "            terraform -chdir=cdktf.out/stacks/eu-orders apply",
      "            # PowerShell:",
      "            npx cdktf-mendix-secret-store synth eu-orders",
      "            terraform '-chdir=cdktf.out/stacks/eu-orders' init",
      `            $env:TF_VAR_orders_prod_payments_api_key = [Net.NetworkCredential]::new('', (Read-Host 'TF_VAR_orders_prod_payments_api_key' -AsSecureString)).Password`,
      "            terraform '-chdir=cdktf.out/stacks/eu-orders' apply",
      "",
    ]);
  });

  test("name the folder where it is another", () => {
    expect(ofFile("declared")[0]).toContain("synth eu-orders --directory=declared");
  });

  test("give a line to each variable where they are many", () => {
    const text = explain(describeEnvironment(labTest));
    expect(text.slice(text.indexOf("  next"))).toMatch(
      /^ {2}next {6}(?:stty -echo; IFS= read -r (TF_VAR_\w+); stty echo; export \1\n {12}){2}npx cdktf/,
    );
  });
});

test("an empty entry is filled by the command line where a file declares it, else by the store's client", () => {
  const once = (page: string) => page.slice(page.indexOf("as the owner of the value:"));
  const blueprint = describeEnvironment(sample({ store: new Vault(), adminPassword: SecretValue.external() }));
  expect(once(explain(blueprint))).toContain("vault kv put -mount=secret prod/mendix/orders/mx-admin-password");
  const place = { stack: "eu-orders", directory: "declared" };
  const fill = "npx cdktf-mendix-secret-store fill eu-orders mx-admin-password --directory=declared";
  for (const page of [explain, explainMarkdown]) expect(once(page(blueprint, place))).toContain(fill);
});

describe("what a user wrote", () => {
  test("stays text in Markdown", () => {
    const page = explainMarkdown(hostile);
    expect(page).not.toMatch(/^(?!.*`).*<script>/m);
    expect(page.split("```")).toHaveLength(7);
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
