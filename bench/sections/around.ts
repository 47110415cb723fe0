import { spawnSync } from "node:child_process";
import { table } from "../../proof/support/page";
import { interleave } from "../runner";
import type { Task } from "../task";
import { mebibytes, milliseconds, type Targets } from "./targets";

export function load(targets: Targets): string[] {
  const tasks = {
    cdktf: { kind: "load", module: "cdktf" },
    library: { kind: "load", module: "library" },
  } as const satisfies Record<string, Task>;
  const rounds = interleave(tasks, 15);
  const ratio = rounds.ratio("library", "cdktf", "load");
  targets.hold({ what: "load of the entry point", value: ratio, limit: 1.25, unit: "x" });
  return table(
    ["load", "time", "processor", "peak memory"],
    (["cdktf", "library"] as const).map((name) => [
      name === "cdktf" ? 'require("cdktf")' : "this library's entry point",
      milliseconds(rounds.median(name, "load")),
      milliseconds(rounds.median(name, "cpu")),
      mebibytes(rounds.median(name, "rss")),
    ]),
  );
}

/** What is done to data alone, by processor time. */
export function blueprints(targets: Targets): string[] {
  const tasks = {
    blueprint: { kind: "blueprint", count: 10_000 },
    diff: { kind: "diff", count: 1_000 },
  } as const satisfies Record<string, Task>;
  const rounds = interleave(tasks, 3);
  const [described, compared] = [rounds.median("blueprint", "work") / 1000, rounds.median("diff", "work") / 1000];
  targets.hold(
    { what: "blueprint of 10000 environments", value: described, limit: 2, unit: " s" },
    { what: "diff of 1000 environments", value: compared, limit: 1.5, unit: " s" },
  );
  return table(
    ["processor time of", "", "peak memory"],
    [
      [
        "blueprints of 10000 environments with all checks",
        milliseconds(described * 1000),
        mebibytes(rounds.median("blueprint", "rss")),
      ],
      [
        "diff of 1000 environments against 1000, described first",
        milliseconds(compared * 1000),
        mebibytes(rounds.median("diff", "rss")),
      ],
    ],
  );
}

/** What an editor and `tsc` do with a user's app, with cdktf's own choice of `skipLibCheck` and without. */
export function types(targets: Targets): string[] {
  const rows = [true, false].map((skipLibCheck) => {
    const task = { kind: "types", skipLibCheck } as const;
    const rounds = interleave({ library: { ...task, program: "library" }, hand: { ...task, program: "hand" } }, 3);
    const ratio = rounds.ratio("library", "hand", "work");
    const title = skipLibCheck ? "with skipLibCheck" : "without skipLibCheck";
    targets.hold({ what: `type check of an app, ${title}`, value: ratio, limit: 1.15, unit: "x" });
    const [library, hand] = (["library", "hand"] as const).map((name) => milliseconds(rounds.median(name, "work")));
    const memory = `${rounds.ratio("library", "hand", "rss").toFixed(2)} (${mebibytes(rounds.median("library", "rss"))})`;
    return [title, library ?? "", hand ?? "", ratio.toFixed(2), memory];
  });
  return table(["type check of an app", "library", "by hand", "ratio", "memory ratio"], rows);
}

/** The unit tests, as `npm run test:unit` runs them. */
export function suite(targets: Targets): string {
  const begin = performance.now();
  const options = ["--selectProjects=unit", "--silent", "--json"];
  const { stdout } = spawnSync(process.execPath, [require.resolve("jest/bin/jest"), ...options], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const seconds = (performance.now() - begin) / 1000;
  const { numPassedTests, numTotalTests } = JSON.parse(stdout) as { numPassedTests: number; numTotalTests: number };
  targets.hold({ what: "unit tests", value: seconds, limit: 60, unit: " s" });
  return `Unit tests: ${numPassedTests} of ${numTotalTests} passed in ${seconds.toFixed(0)} s.`;
}
