// Types, lint, unit tests and engine tests; the last line counts them all.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const total = { passed: 0, failed: 0, skipped: 0 };

/** A check that passes or fails as a whole. */
function check(title, command, ...parameters) {
  const { status } = spawnSync(command, parameters, { stdio: "inherit", shell: false });
  console.log(`${status === 0 ? "passed" : "FAILED"}  ${title}`);
  total[status === 0 ? "passed" : "failed"] += 1;
}

/** The tests of one Jest project. */
function jest(project, ...parameters) {
  const file = join(mkdtempSync(join(tmpdir(), "jest-")), "results.json");
  spawnSync("npx", ["--no", "jest", "--selectProjects", project, "--json", `--outputFile=${file}`, ...parameters], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const results = JSON.parse(readFileSync(file, "utf8"));
  total.passed += results.numPassedTests;
  total.failed += results.numFailedTests + results.numRuntimeErrorTestSuites;
  total.skipped += results.numPendingTests;
  reportMissing(results);
}

/** Says once for each missing engine what to install. */
function reportMissing(results) {
  const titles = results.testResults.flatMap((file) =>
    file.assertionResults.map((test) => test.ancestorTitles.join(" ")),
  );
  const needs = titles.flatMap((title) => /\[needs (.*?)\]/.exec(title)?.[1]?.split("; ") ?? []);
  for (const need of new Set(needs)) console.log(`skipped  for want of ${need}`);
}

check("types", "npx", "--no", "tsc", "-b");
check("lint", "npx", "--no", "eslint", ".");
check("format", "npx", "--no", "prettier", "--check", ".", "--log-level=warn");
jest("unit");
jest("engines", "--runInBand");

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
