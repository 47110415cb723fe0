import * as fs from "node:fs";
import * as path from "node:path";
import { toYaml } from "../../core/yaml";
import { collectedFiles } from "../../world/collect";
import { EXIT, UsageError } from "../exit-codes";
import type { Terminal } from "../terminal";
import { factsOf, loadNeeds, type WorldOptions } from "../world";
import { environmentOf } from "./verify";

export interface CollectOptions extends WorldOptions {
  readonly output?: string;
}

/** Writes what can be seen of one environment into a folder, for somebody without access; no value is among it. */
export async function collect(terminal: Terminal, name: string, options: CollectOptions): Promise<number> {
  const all = loadNeeds(terminal, options.directory);
  if (all === undefined) return EXIT.PROBLEMS;
  const environment = environmentOf(
    all.flatMap(({ environments }) => environments),
    name,
  );
  const folder = options.output ?? `collected-${environment.id}`;
  if (fs.existsSync(folder) && (!fs.statSync(folder).isDirectory() || fs.readdirSync(folder).length > 0)) {
    throw new UsageError(`${folder} is there already. Name another folder with --output, or remove it.`);
  }
  const needs = { cluster: environment.cluster, environments: [environment] };
  const facts = await factsOf(terminal, needs, ["doctor", "verify"], options);
  const files = collectedFiles(facts, environment, toYaml);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const { name: file, text } of files) fs.writeFileSync(path.join(folder, file), text, { mode: 0o600 });
  terminal.out(`${files.map(({ name: file }) => path.join(folder, file)).join("\n")}\n`);
  if (facts.gaps.length > 0) terminal.err(`Not seen: ${[...new Set(facts.gaps.map(({ why }) => why))].join("; ")}.\n`);
  return EXIT.OK;
}
