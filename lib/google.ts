export { GoogleSecretManager, type GoogleSecretManagerProps } from "./stores/google/store";
export type { ExistingGoogleSecret } from "./stores/google/existing";
export type { GoogleReplica } from "./stores/google/replication";
export { GoogleCsiDriver, VersionDeletion } from "./stores/google/options";
export { GkeWorkloadIdentity } from "./clouds/google/workload-identity";
export type { ExistingServiceAccountProps, ServiceAccountProps } from "./clouds/google/service-account";
