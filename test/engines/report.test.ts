import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { axeSource, chromium, openBrowser, playwright, type Browser, type Page } from "../../engines/browser";
import { reportPage } from "../../lib/report/page";
import type { Report } from "../../lib/report/shape";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";
import { describeWith } from "./support/missing";

jest.setTimeout(120_000);

const HOSTILE = [
  "</script><script>window.ran = true</script>",
  "<img src=x onerror='window.ran = true'>",
  '"><svg onload=window.ran=true>',
  "javascript:window.ran=true",
  "{{constructor.constructor('window.ran = true')()}}",
  "<!--<script>",
];
const VIEWS = ["environments", "matrix", "graph", "keys", "steps", "versions", "names", "findings"];

/** Six environments, of which one says what means harm. */
function declared(): string {
  const names = ["orders", "shop", "crm", "billing", "stock", "helpdesk"];
  const constants = HOSTILE.map((text, index) => `  Shop.Hostile${index}: ${JSON.stringify(text)}\n`).join("");
  const files = names.map((name): [string, string] => {
    const text = ORDERS.replaceAll("orders", name);
    return [`${name}.yaml`, name === "shop" ? `${text}constants:\n${constants}` : text];
  });
  return folderOf({ "clusters.yaml": CLUSTERS, ...Object.fromEntries(files) });
}

describeWith([chromium, playwright], "the report in a browser", () => {
  const folder = declared();
  const written = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
  const requests: string[] = [];
  const errors: string[] = [];
  let browser: Browser;
  let report: Report;

  const made = ["report", "-d", folder, "--values", "--time", "2026-11-29T12:00:00Z", "--revision", HOSTILE[0] ?? ""];

  async function open(page: string, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
    const file = path.join(written, "report.html");
    fs.writeFileSync(file, page);
    const opened = await browser.newPage(options);
    opened.on("request", (request) => requests.push(request.url()));
    opened.on("pageerror", (error) => errors.push(error.message));
    await opened.goto(pathToFileURL(file).href);
    return opened;
  }

  /** Opens a view, and what its first table shows. */
  const show = (page: Page, view: string) => page.evaluate(`location.hash = ${JSON.stringify(view)}`);
  const rows = (page: Page, view: string) =>
    page.evaluate<string[][]>(
      `[...document.querySelector("#view-${view} tbody").rows].map((row) => [...row.cells].map((cell) => cell.textContent))`,
    );
  const settled = (page: Page, view: string) =>
    page.waitForFunction(`!document.querySelector("#view-${view}").classList.contains("other")`);

  beforeAll(async () => {
    browser = await openBrowser();
    const { out } = await cli([...made, "--json"]);
    report = JSON.parse(out) as Report;
  });

  afterAll(async () => {
    await browser.close();
    for (const made of [folder, written]) fs.rmSync(made, { recursive: true });
  });

  afterEach(() => {
    expect(errors).toEqual([]);
    expect(requests.filter((address) => !address.startsWith("file:"))).toEqual([]);
  });

  test("is what the command writes, for its owner alone", async () => {
    const file = path.join(written, "written.html");
    expect((await cli([...made, "-o", file])).code).toBe(0);
    expect(fs.readFileSync(file, "utf8")).toBe(reportPage(report));
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  });

  test("shows every permission of the data, and no other", async () => {
    const page = await open(reportPage(report));
    await show(page, "matrix");
    await settled(page, "matrix");
    const expected = report.environments.flatMap(({ id, access }) =>
      access.map(({ principal, sort, thing, may, why, by }) => [
        principal,
        sort,
        thing,
        may.join("\n"),
        why,
        by,
        "nobody else",
        id,
      ]),
    );
    expect(expected.length).toBeGreaterThan(20);
    expect(await rows(page, "matrix")).toEqual(expected);
    await page.close();
  });

  test("shows hostile texts as they are, and runs none", async () => {
    const page = await open(reportPage(report));
    await show(page, "keys");
    await settled(page, "keys");
    const shown = (await rows(page, "keys")).map((cells) => cells.at(-1));
    expect(shown).toEqual(expect.arrayContaining(HOSTILE));
    expect(await page.textContent("#view-keys .stamp")).toContain(HOSTILE[0]);
    expect(await page.evaluate("window.ran")).toBeUndefined();
    await page.close();
  });

  test("runs no script but its own, whatever is put into it", async () => {
    const page = await open(reportPage(report).replace("</body>", "<script>window.ran = true</script></body>"));
    expect(await page.evaluate("window.ran")).toBeUndefined();
    await page.close();
  });

  test.each(["light", "dark"] as const)("has no barrier that axe knows, in the %s", async (colorScheme) => {
    const page = await open(reportPage(report), { bypassCSP: true, colorScheme });
    await page.evaluate(axeSource());
    for (const view of VIEWS) {
      await show(page, view);
      await settled(page, view);
      const found = await page.evaluate<string[]>(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))",
      );
      expect([view, found]).toEqual([view, []]);
    }
    await page.close();
  });

  test.each([390, 1280, 3840])("is as wide as a window of %d pixels", async (width) => {
    const page = await open(reportPage(report));
    await page.setViewportSize({ width, height: 900 });
    for (const view of VIEWS) {
      await show(page, view);
      await settled(page, view);
      const over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
      expect([view, await page.evaluate(over)]).toEqual([view, 0]);
    }
    await page.close();
  });

  test("finds, sorts and chooses", async () => {
    const page = await open(reportPage(report));
    const ids = async () => (await rows(page, "environments")).map(([id]) => id);
    await page.click("#view-environments th button");
    expect(await ids()).toEqual(["billing", "crm", "helpdesk", "orders", "shop", "stock"]);
    await page.click("#view-environments th button");
    expect(await ids()).toEqual(["stock", "shop", "orders", "helpdesk", "crm", "billing"]);
    await page.fill("#search", "ORD  mendix");
    expect(await ids()).toEqual(["orders"]);
    await page.click("button[type=reset]");
    await page.waitForFunction(`document.querySelectorAll("#view-environments tbody tr").length === 6`);
    await page.selectOption("#filter-cluster", "=prod");
    expect(await ids()).toHaveLength(6);
    await page.close();
  });

  test("prints every view with all its rows", async () => {
    const page = await open(reportPage(many(report, 150)));
    await page.emulateMedia({ media: "print" });
    await page.evaluate(`dispatchEvent(new Event("beforeprint"))`);
    const visible = "[...document.querySelectorAll('section')].filter((one) => one.offsetHeight > 0).length";
    expect(await page.evaluate(visible)).toBe(VIEWS.length);
    expect(await rows(page, "environments")).toHaveLength(150);
    await page.evaluate(`dispatchEvent(new Event("afterprint"))`);
    expect(await rows(page, "environments")).toHaveLength(100);
    await page.close();
  });

  test("is usable with ten thousand rows", async () => {
    const page = await open(reportPage(many(report, 10_000)));
    expect(await rows(page, "environments")).toHaveLength(100);
    const took = (script: string) =>
      page.evaluate<number>(
        `(() => { const start = performance.now(); ${script}; return performance.now() - start; })()`,
      );
    const next = await took(`document.querySelector("#view-environments .pager button:last-child").click()`);
    const sort = await took(`document.querySelector("#view-environments th button").click()`);
    expect(Math.max(next, sort)).toBeLessThan(2_000);
    await page.fill("#search", "many-9999");
    expect(await rows(page, "environments")).toHaveLength(1);
    await page.close();
  });
});

/** A report of so many environments. */
function many(report: Report, count: number): Report {
  const { environments } = report;
  return {
    ...report,
    environments: Array.from({ length: count }, (_, index) => {
      const id = `many-${index}`;
      const [first] = environments;
      if (!first) throw new Error("no environment was declared");
      return { ...first, id, name: id };
    }),
  };
}
