import * as fs from "node:fs";
import * as path from "node:path";
import { EXIT } from "../exit-codes";
import type { Terminal } from "../terminal";

/** Prints a published schema: the same file that editors read. */
export function printSchema(terminal: Terminal, name: string): number {
  terminal.out(fs.readFileSync(path.join(packageRoot(), "schema", `${name}.schema.json`), "utf8"));
  return EXIT.OK;
}

/** The folder of the package, above the sources as above what is compiled of them. */
function packageRoot(): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, "schema"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error("the package has no folder schema: install it again");
    folder = parent;
  }
  return folder;
}
