export { Cluster } from "./core/cluster";
export type { AksClusterProps, ClusterKind, EksClusterProps, GkeClusterProps, OtherClusterProps } from "./core/cluster";
export type { Blueprint, KeySource, MountedKey, NeededVariable } from "./core/blueprint";
export { InvalidDeclarationError, type Problem } from "./core/problem";
export { PROBLEM_CODES, type ProblemCode } from "./core/problem-codes";
export { StoreLayout } from "./stores/store-layout";
export type { Versions } from "./catalogue/versions";
export { KEYS } from "./catalogue/keys";
export { GATES } from "./catalogue/gates";

export {
  MendixSecretStoreEnvironment,
  PrivatePlatformSecretStore,
  VaultAuth,
  VaultDatabase,
  VaultKvMount,
} from "./constructs";
export type { MendixSecretStoreEnvironmentProps } from "./environment/props";
export { describeEnvironment } from "./environment/describe";
export { explain } from "./explain/text";

export { SecretValue } from "./core/secret-value";
export { Setting } from "./core/public-setting";
export type {
  EphemeralSecretOptions,
  ExternalSecretOptions,
  GeneratedSecretOptions,
  VariableSecretOptions,
} from "./core/secret-value";

export { Database } from "./database/database";
export type { DatabaseProps, DatabaseWithUrlProps } from "./database/declared-database";
export { DatabaseType, type ExistingDatabaseProps } from "./database/existing-database";
export { DatabaseTls } from "./database/engine";
export type { NamedAs } from "./core/subject";
export type { TakenOver, TakeOver } from "./core/take-over";
export { FileStorage } from "./storage/file-storage";
export type { AzureBlobProps } from "./storage/azure-blob";
export type { S3Props } from "./storage/s3";
export type { S3CompatibleProps } from "./storage/s3-compatible";

export { AwsSecretsManager } from "./stores/aws/store";
export type { AwsSecretsManagerProps, SecretReplica } from "./stores/aws/props";
export type { ExistingSecret } from "./stores/aws/existing";
export { AwsParameterStore } from "./stores/aws-parameters/store";
export { ParameterTier, type AwsParameterStoreProps } from "./stores/aws-parameters/props";
export type { ExistingParameter } from "./stores/aws-parameters/existing";
export { Irsa, type IrsaProps } from "./clouds/aws/irsa";
export { PodIdentity, type PodIdentityProps } from "./clouds/aws/pod-identity";
export type { ExistingRoleProps, RoleProps } from "./clouds/aws/role";
export { RdsIam, type RdsIamProps } from "./clouds/aws/rds-iam";

export { App } from "./app/app";
export type { StandaloneAppProps } from "./app/standalone-app";
export type { ConnectedAppProps } from "./app/connected-app";
export { MetricsMode, type AppMetrics } from "./app/metrics";
export { IngressPathType } from "./app/network";
export type { ResourceAmounts } from "./app/resources";
export { DisruptionBudget, WhenUnsatisfiable, type TopologySpread } from "./app/rollout";
export { DtapMode, LeaderSelection, LogFormat, LogLevel, ScheduledEvents } from "./app/runtime";
export type { SecretKeyReference } from "./app/variables";
export { Delivery } from "./delivery/delivery";
export type { ManifestsDeliveryProps, TerraformDeliveryProps } from "./delivery/props";
export { ExternalSecret, SecretStoreKind, type ExternalSecretProps } from "./stores/kubernetes/external-secret";
export { GitOps, type FluxProps } from "./delivery/git-ops";
export { KubernetesSecret } from "./stores/kubernetes/store";
export type { KubernetesSecretProps } from "./stores/kubernetes/props";
export type { ExistingKubernetesSecretProps } from "./stores/kubernetes/existing";
export { Vault } from "./stores/vault/store";
export type { VaultProps } from "./stores/vault/props";
export { KvVersion } from "./stores/vault/api-path";
export type { VaultTls } from "./stores/vault/connection";
export type { ExistingVaultEntry } from "./stores/vault/existing";
export { VaultLogin } from "./stores/vault/login";
export { VaultAlias, type VaultTokenProps } from "./stores/vault/role";
export type { PrivatePlatformSecretStoreProps } from "./platform/props";
export { describePlatform } from "./platform/describe";
export { PLATFORM_CREDENTIALS, type PlatformCredential } from "./platform/credentials";

export { VaultStaticRole, type VaultStaticRoleProps } from "./stores/vault/static-role";
export { VaultDynamicRole, type VaultDynamicRoleProps } from "./stores/vault/dynamic-role";
export { VaultDatabaseRole, type VaultDatabaseRoleProps } from "./stores/vault/database-role";
export type { VaultAuthProps } from "./cluster/vault-auth-props";
export type { VaultKvMountProps } from "./cluster/vault-kv";
export { VaultDatabaseEngine, type VaultDatabaseProps } from "./cluster/vault-database-props";
export { MissingPeerError } from "./write/peers";
