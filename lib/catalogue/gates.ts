import { atLeast, type Versions } from "./versions";

interface Gate {
  /** The feature, as a person calls it. */
  readonly feature: string;
  /** First Operator that has it. */
  readonly operator?: string;
  /** First Mendix Runtime that has it. */
  readonly mendix?: string;
}

/**
 * Minimum versions of features that a declaration can touch. The one source: checks, `explain` and docs read it.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/
 * @see https://docs.mendix.com/releasenotes/mendix-cloud/mendix-for-private-cloud/
 */
export const GATES = {
  "csi-secret-store": { feature: "secret store through the CSI driver", operator: "2.9.0" },
  "app-settings": { feature: "constants and runtime settings from the store", operator: "2.10.0" },
  "azure-blob": { feature: "Azure Blob storage", operator: "2.10.0" },
  "azure-key-vault": { feature: "Azure Key Vault", operator: "2.10.0" },
  "rds-iam": { feature: "RDS IAM authentication", operator: "2.10.1", mendix: "9.22.0" },
  "leader-selection": { feature: "leader selection", operator: "2.11.0" },
  "log-format": { feature: "format of the log lines", operator: "2.11.0" },
  "pod-labels": { feature: "custom pod labels", operator: "2.13.0" },
  "topology-spread": { feature: "topology spread constraints", operator: "2.14.0" },
  "debugger-password": { feature: "debugger password from the store", operator: "2.15.0" },
  "azure-postgresql-identity": {
    feature: "Azure PostgreSQL with managed identity",
    operator: "2.17.0",
    mendix: "9.22.0",
  },
  "azure-sql-identity": { feature: "Azure SQL with managed identity", operator: "2.17.0", mendix: "10.10.0" },
  "azure-blob-identity": { feature: "Azure Blob with managed identity", operator: "2.17.0", mendix: "10.10.0" },
  "rolling-update": { feature: "rolling update", operator: "2.20.0" },
  "read-only-root": { feature: "read-only root file system", operator: "2.21.0" },
  "kubernetes-secret": { feature: "Kubernetes Secret in place of the CSI driver", operator: "2.22.0" },
  "kubernetes-secret-without-driver": {
    feature: "Kubernetes Secret on a cluster without the CSI driver",
    operator: "2.24.2",
  },
  leaderless: { feature: "leaderless runtime", operator: "2.23.0", mendix: "10.24.0" },
  "no-delete": { feature: "file storage without delete permission", operator: "2.23.0", mendix: "9.6.0" },
  "pod-disruption-budget": { feature: "pod disruption budget", operator: "2.24.0" },
  "pod-disruption-max-unavailable": {
    feature: "maxUnavailable of the pod disruption budget",
    operator: "2.24.2",
  },
  "jvm-memory": { feature: "JVM memory settings", operator: "2.26.0" },
  "rotated-password": {
    feature: "database password that is rotated under a running app",
    operator: "2.10.0",
    mendix: "9.22.0",
  },
  "s3-without-keys": { feature: "S3 without static keys", operator: "2.9.0", mendix: "9.20.0" },
} as const satisfies Readonly<Record<string, Gate>>;

export type GateId = keyof typeof GATES;

/** A gate that applied to a declaration, with what the declaration has. */
export interface AppliedGate {
  readonly gate: GateId;
  readonly feature: string;
  readonly prop: string;
  readonly needs: readonly { readonly what: "Operator" | "Mendix"; readonly version: string; readonly yours: string }[];
  readonly met: boolean;
}

/** Compares a gate with the versions of a declaration. */
export function applyGate(id: GateId, prop: string, versions: Versions): AppliedGate {
  const gate: Gate = GATES[id];
  const needs: AppliedGate["needs"][number][] = [];
  if (gate.operator) needs.push({ what: "Operator", version: gate.operator, yours: versions.operator });
  if (gate.mendix) needs.push({ what: "Mendix", version: gate.mendix, yours: versions.mendix });
  const met = needs.every((need) => atLeast(need.yours, need.version));
  return { gate: id, feature: gate.feature, prop, needs, met };
}
