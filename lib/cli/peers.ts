import { localName, type ProviderName } from "../catalogue/provider-ranges";
import { packageData } from "./package-root";

/** What Node says of a package that is not installed, with the place in it that was wanted. */
const MISSING = /^Cannot find (?:module|package) '((?:@[\w.-]+\/)?[\w.-]+)/;

/** Thrown where packages that this one only peers with are not installed; the message is what to write. */
export class MissingPeers extends Error {
  constructor(missing: readonly string[]) {
    const versions = packageData().peerDependencies;
    const packages = missing.map((name) => `"${name}@${versions[name] ?? "*"}"`).join(" ");
    const [what, them] = missing.length === 1 ? [`${missing[0]} is`, "it"] : [`${missing.join(", ")} are`, "them"];
    super(`${what} not installed, and what is declared needs ${them}. Run: npm install ${packages}`);
    this.name = "MissingPeers";
  }
}

/** Ends a command that would write with bindings which nobody installed: all of them in one sentence. */
export function assertPeers(providers: readonly ProviderName[], isInstalled = resolves): void {
  const peers = Object.keys(packageData().peerDependencies);
  const needed = ["cdktf", "constructs", ...providers.map((name) => `@cdktf/provider-${localName(name)}`)];
  const missing = [...new Set(needed)].filter((name) => peers.includes(name) && !isInstalled(name));
  if (missing.length > 0) throw new MissingPeers(missing.sort());
}

/** The error of a peer that was looked for in vain, in the words of {@link MissingPeers}; any other as it is. */
export function peerError(error: unknown): unknown {
  if (typeof error !== "object" || error === null || !("code" in error) || !("message" in error)) return error;
  const name = error.code === "MODULE_NOT_FOUND" ? MISSING.exec(String(error.message))?.[1] : undefined;
  return name !== undefined && name in packageData().peerDependencies ? new MissingPeers([name]) : error;
}

function resolves(name: string): boolean {
  try {
    return require.resolve(`${name}/package.json`) !== "";
  } catch {
    return false;
  }
}
