import * as fs from "node:fs";
import * as path from "node:path";
import { buildSync, type BuildOptions } from "esbuild";
import { z } from "zod";
import { REPORT } from "../lib/report/shape";

const OPTIONS = {
  bundle: true,
  minify: true,
  write: false,
  charset: "ascii",
  format: "iife",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
} as const satisfies BuildOptions;

/** The module that holds script and style of the report's page, as they are built. A test keeps it equal. */
export function pageAssets(root: string): string {
  const folder = path.join(root, "lib/report/browser");
  const built = (name: string) => {
    const { outputFiles } = buildSync({ ...OPTIONS, entryPoints: [path.join(folder, name)], absWorkingDir: root });
    const [file] = outputFiles;
    if (!file) throw new Error(`${name} was not built`);
    return JSON.stringify(file.text.trim());
  };
  return `// Made of lib/report/browser by npm run schema: change it there.
export const SCRIPT = ${built("main.ts")};
export const STYLE = ${built("style.css")};
`;
}

/** The JSON Schema of what the command `report --json` prints. */
export function reportSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(REPORT, { target: "draft-2020-12" });
  const $id = "https://unpkg.com/cdktf-mendix-secret-store/schema/report.schema.json";
  return `${JSON.stringify({ $schema, $id, title: "The data behind a report of all environments", ...rest }, undefined, 2)}\n`;
}

if (require.main === module) {
  fs.writeFileSync(path.join(process.cwd(), "lib/report/assets.ts"), pageAssets(process.cwd()));
  fs.writeFileSync(path.join(process.cwd(), "schema/report.schema.json"), reportSchema());
}
