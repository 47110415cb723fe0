import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { table, writeSection } from "./support/page";

interface Test {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
}

/** What the tests of mounts ask, by the beginning of their titles; a column each. */
const COLUMNS: readonly (readonly [column: string, titles: readonly string[]])[] = [
  ["bytes equal", ["holds every file byte for byte"]],
  ["refused to others", ["is refused to another ServiceAccount", "is refused to the same name"]],
  ["changed", ["brings a changed setting"]],
  ["added, dropped", ["follows a key"]],
  ["deleted by hand", ["is refused when an entry", "goes on when its entry"]],
  ["destroyed", ["is refused when everything is destroyed"]],
  ["pod ready", ["starts, and finds every file"]],
  ["live", ["gets the new credentials"]],
  ["restarted", ["is restarted by a changed constant"]],
];

const SUITE = /^a (?:mount from|pod that reads) (?<store>[^(]*) \((?<way>[^)]*)\)(?: \[needs (?<needs>.*)\])?$/;

/** Runs the tests that are about mounts, whatever comes of them. */
function run(): readonly Test[] {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "mounts-"));
  const file = path.join(directory, "results.json");
  const suites = ["test/engines/mounts", "test/engines/pods"];
  const flags = ["--selectProjects=engines", "--runInBand", "--json", `--outputFile=${file}`];
  const jest = path.join(path.dirname(require.resolve("jest/package.json")), "bin/jest.js");
  spawnSync(process.execPath, [jest, ...suites, ...flags], { stdio: ["ignore", "ignore", "inherit"] });
  const { testResults } = JSON.parse(fs.readFileSync(file, "utf8")) as {
    testResults: readonly { assertionResults: readonly Test[] }[];
  };
  fs.rmSync(directory, { recursive: true });
  return testResults.flatMap(({ assertionResults }) => assertionResults);
}

/** One cell: what came of the tests that it stands for. */
function cell(tests: readonly Test[], titles: readonly string[]): string {
  const asked = tests.filter(({ title }) => titles.some((begin) => title.startsWith(begin)));
  if (asked.length === 0) return "-";
  if (asked.every(({ status }) => status === "passed")) return "yes";
  return asked.some(({ status }) => status === "failed") ? "NO" : "skipped";
}

const suites = new Map<string, Test[]>();
for (const test of run()) {
  const { store, way } = SUITE.exec(test.ancestorTitles.join(" "))?.groups ?? {};
  if (store === undefined) continue;
  const key = `${store}|${way}`;
  suites.set(key, [...(suites.get(key) ?? []), test]);
}
const rows = [...suites].map(([key, tests]) => [
  ...key.split("|"),
  ...COLUMNS.map(([, titles]) => cell(tests, titles)),
]);
writeSection("mounts", table(["store", "stack", ...COLUMNS.map(([column]) => column)], rows));
console.log(table(["store", "stack", ...COLUMNS.map(([column]) => column)], rows).join("\n"));
process.exitCode = rows.some((row) => row.includes("NO")) ? 1 : 0;
