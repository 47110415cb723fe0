import * as fs from "node:fs";
import * as path from "node:path";
import { packageRoot } from "../core/package-root";

/** A package that is needed for constructs alone, and is not installed. */
export class MissingPeerError extends Error {
  override readonly name = "MissingPeerError";

  constructor(
    what: string,
    readonly missing: readonly string[],
  ) {
    const ranges = peerRanges();
    const install = missing.map((name) => `"${name}@${ranges[name] ?? "latest"}"`).join(" ");
    const are = missing.length === 1 ? "which is not installed" : "which are not installed";
    super(`${what} needs ${missing.join(" and ")}, ${are}: npm install ${install}`);
    // Where it was thrown says nothing to whoever has to install something.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** What every construct needs. */
const CORE = ["cdktf", "constructs"];

/** Loads what needs a peer. Without it, one sentence says what to install. */
export function withPeers<T>(what: string, load: () => T): T {
  try {
    return load();
  } catch (error) {
    const missing = missingPackage(error);
    if (missing === undefined) throw error;
    throw new MissingPeerError(what, CORE.includes(missing) ? CORE : [missing]);
  }
}

/** Name of the package that Node did not find: a peer, or undefined where something else is wrong. */
function missingPackage(error: unknown): string | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== "MODULE_NOT_FOUND") return undefined;
  return /^Cannot find module '(cdktf|constructs|@cdktf\/provider-[a-z]+)['/]/.exec(message)?.[1];
}

function peerRanges(): Readonly<Record<string, string>> {
  const text = fs.readFileSync(path.join(packageRoot(), "package.json"), "utf8");
  return (JSON.parse(text) as { readonly peerDependencies: Readonly<Record<string, string>> }).peerDependencies;
}

/**
 * Puts names on a module that are loaded when they are used. Whoever declares, checks and writes without cdktf imports
 * the same module, and needs no cdktf for it.
 */
export function lazyExports<M extends object>(
  module: object,
  names: readonly (string & keyof M)[],
  load: () => M,
): void {
  for (const name of names) {
    Object.defineProperty(module, name, { enumerable: true, get: () => withPeers(name, load)[name] });
  }
}
