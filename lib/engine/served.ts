import type { Cluster } from "../core/cluster";
import { quote, type Problem } from "../core/problem";
import { clusterIdentities, type Subject } from "../core/subject";

/** What is read of a declaration and of where it stands. */
interface Owner {
  readonly subject: Pick<Subject, "name"> & Partial<Subject>;
  readonly mounts?: string;
  readonly serves?: readonly string[];
  readonly locate?: (prop: string) => Pick<Problem, "location" | "excerpt">;
}

/** What people call the CSI providers. */
const CALLED: Readonly<Record<string, string>> = {
  aws: "AWS",
  azure: "Azure Key Vault",
  gcp: "Google Secret Manager",
  vault: "Vault",
};

/** A provider as the prerequisites declare it. */
const DECLARED: Readonly<Record<string, string>> = {
  aws: "CsiProvider.aws()",
  azure: "CsiProvider.azure()",
  gcp: 'CsiProvider.google({ chart: "..." })',
  vault: "CsiProvider.vault()",
};

/** Environments that mount with a provider which the declared prerequisites of their cluster leave out. */
export function unservedProblems(taken: readonly Owner[]): readonly Problem[] {
  const clusters = taken.flatMap(({ subject, serves }) =>
    serves && subject.cluster ? [{ keys: keysOf(subject.cluster), serves }] : [],
  );
  if (clusters.length === 0) return [];
  return taken.flatMap(({ subject: { name, cluster }, mounts, locate }): Problem[] => {
    if (mounts === undefined || cluster === undefined) return [];
    const keys = keysOf(cluster);
    const found = clusters.find((one) => one.keys.some((key) => keys.includes(key)));
    if (!found || found.serves.includes(mounts)) return [];
    return [
      {
        code: "MX-CSI-PROVIDER",
        environment: name,
        prop: "store",
        message: `The values are mounted by the provider for ${CALLED[mounts] ?? quote(mounts)}, and the prerequisites of the cluster ${quote(cluster.name)} install ${found.serves.join(", ") || "none"}.`,
        fix: `Write ${DECLARED[mounts] ?? mounts} among the providers of the prerequisites, or another store here.`,
        ...locate?.("store"),
      },
    ];
  });
}

function keysOf(cluster: Cluster): readonly string[] {
  return clusterIdentities(cluster).filter((key) => key !== undefined);
}
