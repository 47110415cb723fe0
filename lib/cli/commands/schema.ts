import * as fs from "node:fs";
import * as path from "node:path";
import { EXIT } from "../exit-codes";
import { packageRoot } from "../../core/package-root";
import type { Terminal } from "../terminal";

/** Prints a published schema: the same file that editors read. */
export function printSchema(terminal: Terminal, name: string): number {
  terminal.out(fs.readFileSync(path.join(packageRoot(), "schema", `${name}.schema.json`), "utf8"));
  return EXIT.OK;
}
