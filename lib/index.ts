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

export { MendixSecretStoreEnvironment } from "./environment/environment";
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

export { App, DtapMode, type StandaloneAppProps } from "./kubernetes/app";
export { Delivery, type ManifestsDeliveryProps } from "./kubernetes/delivery";
