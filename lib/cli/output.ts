import * as fs from "node:fs";
import * as path from "node:path";
import { withoutSecrets } from "../core/secret-texts";
import { visible } from "../core/visible";
import type { Terminal } from "./terminal";

/** Writes a result to a file, or to the terminal where none is named. */
export function write(terminal: Terminal, file: string | undefined, text: string): void {
  if (file === undefined) terminal.out(text);
  else writeFile(file, visible(withoutSecrets(text)));
}

export function writeFile(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

/** Tells editors where the schema is: in the package, so that it fits the version that is installed. */
export function schemaHeader(folder: string, schema: string): string {
  const up = path.posix.relative(path.posix.normalize(folder), ".") || ".";
  return `# yaml-language-server: $schema=${up}/node_modules/cdktf-mendix-secret-store/schema/${schema}.schema.json\n`;
}
