export { GoogleSecretManager, type GoogleSecretManagerProps } from "./secret-manager";
export type { ExistingGoogleSecret } from "./existing-secret";
export type { GoogleReplica } from "./replication";
export { GoogleCsiDriver, VersionDeletion } from "./secret-options";
export { GkeWorkloadIdentity } from "./workload-identity";
export type { ExistingServiceAccountProps, ServiceAccountProps } from "./service-account";
