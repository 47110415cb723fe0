import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** Where the API server's binaries may be, and what says so. */
export interface Places {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Folders that hold the API server's binaries, in the order to look: the one that is named, what `setup-envtest`
 * downloaded, newest first, and where envtest looks by itself.
 *
 * @see https://pkg.go.dev/sigs.k8s.io/controller-runtime/tools/setup-envtest
 */
export function assetFolders(
  { environment, home }: Places = { environment: process.env, home: os.homedir() },
): readonly string[] {
  const named = environment["KUBEBUILDER_ASSETS"];
  const data = environment["XDG_DATA_HOME"] || path.join(home, ".local/share");
  const stores = [
    path.join(data, "kubebuilder-envtest/k8s"),
    path.join(home, "Library/Application Support/io.kubebuilder.envtest/k8s"),
  ];
  return [...(named ? [named] : []), ...stores.flatMap(newestFirst), "/usr/local/kubebuilder/bin"];
}

function newestFirst(store: string): readonly string[] {
  if (!fs.existsSync(store)) return [];
  const versions = fs.readdirSync(store).sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
  return versions.map((version) => path.join(store, version));
}
