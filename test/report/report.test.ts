import * as fs from "node:fs";
import * as path from "node:path";
import { readDeclarations } from "../../lib/declaration/declarations";
import { pack, unpack, type Packed } from "../../lib/report/pack";
import { reportPage } from "../../lib/report/page";
import { reportOf, type ReportOptions } from "../../lib/report/report";
import { REPORT, type Report } from "../../lib/report/shape";
import { pageAssets, reportSchema } from "../../scripts/page";
import { changed, CLUSTERS, ORDERS } from "../support/declarations";

const ROOT = path.join(__dirname, "../..");

const OPTIONS: ReportOptions = {
  made: "2026-11-29T12:00:00.000Z",
  revision: "4f1c2d",
  directory: "environments",
  tool: "1.0.0",
  values: false,
  findings: [],
  problemsOf: ({ blueprint }) => blueprint.problems,
};

function reported(files: Readonly<Record<string, string>>, options: Partial<ReportOptions> = {}): Report {
  const all = { "clusters.yaml": CLUSTERS, ...files };
  const sources = Object.entries(all).map(([name, text]) => ({ path: `environments/${name}`, text }));
  return reportOf(readDeclarations("environments", sources), { ...OPTIONS, ...options });
}

const CONSTANTS = `constants:
  Shop.Title: canary-title
  Payments.ApiKey:
    fromVariable: { revision: 3 }
`;

describe("the data of a report", () => {
  const report = reported({ "orders.yaml": ORDERS + CONSTANTS });
  const [orders] = report.environments;

  test("is what its schema says, which is published", () => {
    expect(REPORT.parse(report)).toEqual(report);
    expect(fs.readFileSync(path.join(ROOT, "schema/report.schema.json"), "utf8")).toBe(reportSchema());
  });

  test("names who may do what on what, why, and what makes it so", () => {
    expect(orders?.access.map(({ principal, thing, may, by }) => [principal, thing, may.join(), by])).toMatchSnapshot();
  });

  test("says of each key where it comes from, its revision, and whether a new value applies live", () => {
    expect(orders?.keys.filter(({ source }) => source !== "setting")).toEqual([
      {
        key: "database-password",
        source: "variable",
        variable: "orders_database_password",
        entry: "prod/mendix/orders/database-password",
        live: true,
        revision: 1,
      },
      {
        key: "mx-const-Payments.ApiKey",
        source: "variable",
        variable: "orders_payments_api_key",
        entry: "prod/mendix/orders/mx-const-Payments.ApiKey",
        live: false,
        revision: 3,
      },
    ]);
  });

  test("holds no value of a setting unless it is asked for", () => {
    expect(JSON.stringify(report)).not.toMatch(/canary-title|db\.example\.com/);
    expect(JSON.stringify(reported({ "orders.yaml": ORDERS + CONSTANTS }, { values: true }))).toMatch(
      /canary-title[\s\S]*db\.example\.com/,
    );
  });

  test("tells of an environment with problems nothing but these", () => {
    const { environments, problems } = reported({ "orders.yaml": changed("prefix: orders", "prefix: /") });
    expect(environments).toEqual([expect.objectContaining({ id: "orders", problems: 1, access: [], steps: [] })]);
    expect(problems).toEqual([expect.objectContaining({ code: "MX-S3-PREFIX", environment: "orders" })]);
  });

  test("says what newer versions bring", () => {
    const older = reported({ "orders.yaml": changed("operator: 2.25.1", "operator: 2.20.0") });
    expect(older.environments[0]?.brings).toEqual(expect.arrayContaining(["jvm-memory", "kubernetes-secret"]));
    expect(orders?.brings).toEqual(["jvm-memory"]);
  });
});

describe("the page", () => {
  test("holds script and style as they are built", () => {
    expect(fs.readFileSync(path.join(ROOT, "lib/report/assets.ts"), "utf8")).toBe(pageAssets(ROOT));
  });

  test("is the same for the same declarations, byte for byte", () => {
    const page = () => reportPage(reported({ "orders.yaml": ORDERS }));
    expect(page()).toBe(page());
  });

  test.each(["</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028", "${x}", "__proto__"])(
    "holds %j as data",
    (hostile) => {
      const constants = `constants:\n  Shop.Title: ${JSON.stringify(hostile)}\n`;
      const report = reported({ "orders.yaml": ORDERS + constants }, { values: true });
      const page = reportPage({ ...report, revision: hostile });
      const [, data = ""] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page) ?? [];
      expect(unpack<Report>(JSON.parse(data) as Packed)).toEqual({ ...report, revision: hostile });
      expect(page.match(/<script/g)).toHaveLength(2);
    },
  );

  test("packs any data and gets it back", () => {
    const data = { a: [1, "x", { __b: null, c: true }], d: [], e: [["x"]], f: { c: 2 } };
    expect(unpack(JSON.parse(JSON.stringify(pack(data))) as Packed)).toEqual(data);
  });
});
