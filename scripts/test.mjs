// Types, lint, unit tests and engine tests; the last line counts them all.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The AWS SDK, which only the tests use, says at each start which Node its next versions want. */
const QUIET = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };

const total = { passed: 0, failed: 0, skipped: 0 };

/** Milliseconds after which a project's tests count as hung. */
const LIMIT = 30 * 60_000;

/** Runs an installed package's program by this Node: no npx, whose reading of options differs between npm's versions. */
function run(program, parameters, stdio, environment = {}) {
  const [name, packageName = name] = program.split(" of ");
  const manifest = join(import.meta.dirname, "..", "node_modules", packageName, "package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  const script = join(dirname(manifest), typeof bin === "string" ? bin : bin[name]);
  return spawnSync(process.execPath, [script, ...parameters], {
    stdio,
    env: { ...QUIET, ...process.env, ...environment },
    timeout: LIMIT,
    killSignal: "SIGKILL",
  });
}

const since = (start) => `${Math.round((Date.now() - start) / 1000)} s`;

/** A check that passes or fails as a whole. */
function check(title, program, ...parameters) {
  const start = Date.now();
  const { status } = run(program, parameters, "inherit");
  console.log(`${status === 0 ? "passed" : "FAILED"}  ${title}, ${since(start)}`);
  total[status === 0 ? "passed" : "failed"] += 1;
}

/** The tests of one Jest project. */
function jest(title, project, parameters = [], environment = {}) {
  const start = Date.now();
  const directory = mkdtempSync(join(tmpdir(), "jest-"));
  const file = join(directory, "results.json");
  const options = ["--selectProjects", project, "--json", `--outputFile=${file}`, ...parameters];
  run("jest", options, ["ignore", "ignore", "inherit"], environment);
  if (!existsSync(file)) {
    console.log(`FAILED  ${title}: Jest ended without a result`);
    total.failed += 1;
    return;
  }
  const results = JSON.parse(readFileSync(file, "utf8"));
  rmSync(directory, { recursive: true });
  total.passed += results.numPassedTests;
  total.failed += results.numFailedTests + results.numRuntimeErrorTestSuites;
  total.skipped += results.numPendingTests;
  console.log(`${results.success ? "passed" : "FAILED"}  ${title}, ${since(start)}`);
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

check("types", "tsc of typescript", "-b");
check("types of the report's page", "tsc of typescript", "-p", "lib/report/browser");
check("lint", "eslint", ".");
check("imports", "depcruise of dependency-cruiser", "--config", "dependency-cruiser.config.mjs", "lib");
check("format", "prettier", "--check", ".", "--log-level=warn");
jest("unit tests", "unit");
jest("engine tests", "engines", ["--runInBand"]);
jest("deploy tests by OpenTofu", "engines", ["--runInBand", "--testPathPatterns=deploy"], {
  TERRAFORM_BINARY_NAME: "tofu",
});

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
