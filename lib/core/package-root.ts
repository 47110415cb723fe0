import * as fs from "node:fs";
import * as path from "node:path";

/** The folder of the package, above the sources as above what is compiled of them. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, "schema"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error("the package has no folder schema: install it again");
    folder = parent;
  }
  return folder;
}

/** What the package says of itself. */
interface PackageData {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

export function packageData(): PackageData {
  return JSON.parse(fs.readFileSync(path.join(packageRoot(), "package.json"), "utf8")) as PackageData;
}

/** Version of the package. */
export function packageVersion(): string {
  return packageData().version;
}
