import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly string[];
}

interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/**
 * Unit tests with other packages in the place of those that are installed, for the bindings' own imports, too.
 *
 * @param node The program of Node that runs them.
 */
export async function unitTestsWith(
  directory: string,
  replaced: readonly string[],
  node = process.execPath,
): Promise<SuiteResult> {
  const { default: config } = (await import(path.join(process.cwd(), "jest.config.mjs"))) as {
    default: { projects: readonly { displayName: string }[] };
  };
  const unit = config.projects.find(({ displayName }) => displayName === "unit");
  // The fast path is of one version of cdktf and does nothing with any other.
  const testPathIgnorePatterns = replaced.includes("cdktf") ? ["/node_modules/", "/test/fast/"] : ["/node_modules/"];
  const moduleNameMapper = Object.fromEntries(
    replaced.flatMap((name) => [
      [`^${name}$`, path.join(directory, "node_modules", name)],
      [`^${name}/(.*)$`, `${path.join(directory, "node_modules", name)}/$1`],
    ]),
  );
  const file = path.join(directory, "jest.config.json");
  fs.writeFileSync(file, JSON.stringify({ ...unit, rootDir: process.cwd(), moduleNameMapper, testPathIgnorePatterns }));
  const output = path.join(directory, "results.json");
  spawnSync(node, [require.resolve("jest/bin/jest"), "--config", file, "--json", `--outputFile=${output}`, "--ci"], {
    stdio: "ignore",
  });
  return summary(JSON.parse(fs.readFileSync(output, "utf8")) as JestResults);
}

function summary(results: JestResults): SuiteResult {
  const failures = results.testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName);
    const broken = assertionResults.length === 0 && message !== "" ? [message.split("\n").slice(0, 4).join(" ")] : [];
    return [...failed, ...broken].map((failure) => `${path.relative(process.cwd(), name)}: ${failure}`);
  });
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    failures,
  };
}
