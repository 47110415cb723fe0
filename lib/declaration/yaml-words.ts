import type { AzureCloud } from "../clouds/azure/cloud";
import { ParameterTier } from "../stores/aws-parameters/props";
import { KeyVaultAccess, KeyVaultSku } from "../stores/azure/props";
import { StoreLayout } from "../stores/store-layout";
import { DatabaseTls } from "../database/engine";
import { GoogleCsiDriver, VersionDeletion } from "../stores/google/options";
import { MetricsMode } from "../app/metrics";
import { IngressPathType } from "../app/network";
import { WhenUnsatisfiable } from "../app/rollout";
import { DtapMode, LeaderSelection, LogFormat, LogLevel } from "../app/runtime";
import { SecretStoreKind } from "../stores/kubernetes/external-secret";
import { KvVersion } from "../stores/vault/api-path";
import { VaultLogin } from "../stores/vault/login";
import { VaultAlias } from "../stores/vault/role";

/** Classes that only hold factories: in a file their factory alone names the kind. */
const FACTORIES =
  "SecretValue|Database|FileStorage|App|Delivery|Cluster|GitOps|DisruptionBudget|ScheduledEvents|CsiDriver|CsiProvider";

/** Enums that messages and comments name by their members; a file has the member's value. */
const ENUMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AzureCloud: { PUBLIC: "public", US_GOVERNMENT: "usGovernment", CHINA: "china" } satisfies Partial<
    Record<keyof typeof AzureCloud, string>
  >,
  DatabaseTls,
  DtapMode,
  GoogleCsiDriver,
  IngressPathType,
  KeyVaultAccess,
  KeyVaultSku,
  KvVersion,
  LeaderSelection,
  LogFormat,
  LogLevel,
  MetricsMode,
  ParameterTier,
  SecretStoreKind,
  StoreLayout,
  VaultAlias,
  VaultLogin,
  VersionDeletion,
  WhenUnsatisfiable,
};

/** A part of a fix that is TypeScript, and the same in a file. */
const WORDS: readonly (readonly [pattern: RegExp, replace: (...found: string[]) => string])[] = [
  [/new ([A-Z]\w*)\((?:\.\.\.)?\)/g, (_, name = "") => `{ ${camelCase(name)}: {} }`],
  [/new ([A-Z]\w*)\(\{ (.*?) \}\)/g, (_, name = "", props = "") => `{ ${camelCase(name)}: { ${props} } }`],
  [/Setting\.public\(("[^"]*")\)/g, (_, value = "") => `{ public: ${value} }`],
  [new RegExp(`(?:${FACTORIES})\\.(\\w+)\\((?:\\.\\.\\.)?\\)`, "g"), (_, name = "") => `{ ${name}: {} }`],
  [
    new RegExp(`(?:${FACTORIES})\\.(\\w+)\\(\\{ (.*?) \\}\\)`, "g"),
    (_, name = "", props = "") => `{ ${name}: { ${props} } }`,
  ],
  [/\b([A-Z][A-Za-z]+)\.([A-Z][A-Z_]*)\b/g, (found, name = "", member = "") => valueOf(name, member) ?? found],
];

function valueOf(name: string, member: string): string | undefined {
  return ENUMS[name]?.[member];
}

/** A fix that was written for TypeScript, in the words of a file. */
export function inYaml(fix: string): string {
  return WORDS.reduce((text, [pattern, replace]) => text.replace(pattern, replace), fix);
}

/** `AwsSecretsManager` is the kind `awsSecretsManager`. */
function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
