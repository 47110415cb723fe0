export { Cluster } from "./blueprint/cluster";
export type {
  AksClusterProps,
  ClusterKind,
  EksClusterProps,
  GkeClusterProps,
  OtherClusterProps,
} from "./blueprint/cluster";
export type { Blueprint, KeySource, MountedKey, NeededVariable } from "./blueprint/blueprint";
export { InvalidDeclarationError, type Problem } from "./blueprint/problem";
export { PROBLEM_CODES, type ProblemCode } from "./blueprint/problem-codes";
export { StoreLayout } from "./blueprint/store-layout";
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

export { SecretValue } from "./values/secret-value";
export type {
  EphemeralSecretOptions,
  ExternalSecretOptions,
  GeneratedSecretOptions,
  VariableSecretOptions,
} from "./values/secret-value";

export { Database, type DatabaseProps, type DatabaseWithUrlProps } from "./database/database";
export { DatabaseTls } from "./database/engine";
export { FileStorage } from "./storage/file-storage";
export type { AzureBlobProps } from "./storage/azure-blob";
export type { S3Props } from "./storage/s3";
export type { S3CompatibleProps } from "./storage/s3-compatible";

export { AwsSecretsManager, type AwsSecretsManagerProps, type SecretReplica } from "./aws/secrets-manager";
export type { ExistingSecret } from "./aws/existing-secret";
export { Irsa, type IrsaProps } from "./aws/irsa";
export { PodIdentity, type PodIdentityProps } from "./aws/pod-identity";
export type { ExistingRoleProps, RoleProps } from "./aws/role";
export { RdsIam, type RdsIamProps } from "./aws/rds-iam";

export { App } from "./kubernetes/app";
export type { StandaloneAppProps } from "./kubernetes/standalone-app";
export type { ConnectedAppProps } from "./kubernetes/connected-app";
export { MetricsMode, type AppMetrics } from "./kubernetes/app-metrics";
export { IngressPathType } from "./kubernetes/app-network";
export type { ResourceAmounts } from "./kubernetes/app-resources";
export { DisruptionBudget, WhenUnsatisfiable, type TopologySpread } from "./kubernetes/app-rollout";
export { DtapMode, LeaderSelection, LogFormat, LogLevel, ScheduledEvents } from "./kubernetes/app-runtime";
export type { SecretKeyReference } from "./kubernetes/app-variables";
export {
  DeliveredKind,
  Delivery,
  type ManifestsDeliveryProps,
  type TerraformDeliveryProps,
} from "./kubernetes/delivery";
export { ExternalSecret, SecretStoreKind, type ExternalSecretProps } from "./kubernetes/external-secret";
export { GitOps, type FluxProps } from "./kubernetes/git-ops";
export { KubernetesSecret, type KubernetesSecretProps } from "./kubernetes/kubernetes-secret";
export type { ExistingKubernetesSecretProps } from "./kubernetes/existing-secret";
export { Vault, type VaultProps } from "./vault/vault";
export { KvVersion } from "./vault/api-path";
export type { VaultTls } from "./vault/connection";
export type { ExistingVaultEntry } from "./vault/existing-entry";
export { VaultLogin } from "./vault/login";
export { VaultAlias, type VaultTokenProps } from "./vault/role";
export type { PrivatePlatformSecretStoreProps } from "./platform/private-platform";
export { describePlatform } from "./platform/describe";
export { PLATFORM_CREDENTIALS, type PlatformCredential } from "./platform/credentials";

export { VaultStaticRole, type VaultStaticRoleProps } from "./vault/static-role";
export { VaultDynamicRole, type VaultDynamicRoleProps } from "./vault/dynamic-role";
export { VaultDatabaseRole, type VaultDatabaseRoleProps } from "./vault/database-role";
export type { VaultAuthProps } from "./cluster/vault-auth";
export type { VaultKvMountProps } from "./cluster/vault-kv-mount";
export type { VaultDatabaseProps } from "./cluster/vault-database";
export { VaultDatabaseEngine } from "./cluster/vault-database-engine";
export { MissingPeerError } from "./write/peers";
