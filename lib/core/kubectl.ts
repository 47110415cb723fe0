import type { Cluster } from "./cluster";
import { shellCommand } from "./shell";

/**
 * A command of kubectl for a POSIX shell, against the cluster that is declared and not the one that is current. A
 * cluster that names no context of a kubeconfig has none to say.
 */
export function kubectlCommand(cluster: Pick<Cluster, "context">, ...words: readonly string[]): string {
  return shellCommand("kubectl", ...contextWords(cluster), ...words);
}

/** The words that choose the cluster. */
export function contextWords({ context }: Pick<Cluster, "context">): readonly string[] {
  return context === undefined ? [] : ["--context", context];
}
