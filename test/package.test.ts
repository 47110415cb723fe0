import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

jest.setTimeout(60_000);

const ROOT = path.join(__dirname, "..");

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

const manifestOf = (directory: string) =>
  JSON.parse(fs.readFileSync(path.join(directory, "package.json"), "utf8")) as Manifest;

/** Scripts that npm runs on the machine of whoever installs the package. */
const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall"];

const installScriptsOf = ({ scripts = {} }: Manifest) => INSTALL_SCRIPTS.filter((name) => name in scripts);

/** Where Node finds a package, as it looks for it: in each `node_modules` on the way up. */
function installedAt(name: string, from: string): string {
  const directory = path.join(from, "node_modules", name);
  if (fs.existsSync(path.join(directory, "package.json"))) return fs.realpathSync(directory);
  const parent = path.dirname(from);
  if (parent === from) throw new Error(`${name} is not installed`);
  return installedAt(name, parent);
}

describe("the published package", () => {
  it("holds the compiled library, its types, its licence and its docs, and nothing else", () => {
    const { stdout } = spawnSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    const [pack] = JSON.parse(stdout) as [{ files: readonly { path: string }[] }];
    const allowed =
      /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|docs\/.+|schema\/.+\.json|dist\/bundle\/[^/]+\.js|dist\/lib\/.+\.(js|d\.ts|json))$/;
    expect(pack.files.map((file) => file.path).filter((file) => !allowed.test(file))).toEqual([]);
    expect(pack.files.map((file) => file.path)).toEqual(expect.arrayContaining(["package.json", "LICENSE"]));
  });

  it("runs nothing on install", () => {
    expect(installScriptsOf(manifestOf(ROOT))).toEqual([]);
  });

  it("depends on nothing that runs anything on install", () => {
    const seen = new Set<string>();
    const visit = (name: string, from: string): string[] => {
      const directory = installedAt(name, from);
      if (seen.has(directory)) return [];
      seen.add(directory);
      const manifest = manifestOf(directory);
      const inner = Object.keys(manifest.dependencies ?? {}).flatMap((dependency) => visit(dependency, directory));
      return [...installScriptsOf(manifest).map((script) => `${name}: ${script}`), ...inner];
    };
    const dependencies = Object.keys(manifestOf(ROOT).dependencies ?? {});
    expect(dependencies.flatMap((name) => visit(name, ROOT))).toEqual([]);
    expect(seen.size).toBeGreaterThanOrEqual(dependencies.length);
  });
});

test("every package of the lock file is held to its bytes", () => {
  const lock = JSON.parse(fs.readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly integrity?: string; readonly inBundle?: boolean }>>;
  };
  // What a package brings in its own archive is held by that one's.
  const loose = Object.entries(lock.packages).filter(([place, { integrity, inBundle }]) => {
    return place !== "" && !inBundle && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? "");
  });
  expect(loose.map(([place]) => place)).toEqual([]);
});
