export { GoogleSecretManager } from "./stores/google/store";
export type { GoogleSecretManagerProps } from "./stores/google/props";
export type { ExistingGoogleSecret } from "./stores/google/existing";
export type { GoogleReplica } from "./stores/google/replication";
export { GoogleCsiDriver, VersionDeletion } from "./stores/google/options";
export { GkeWorkloadIdentity } from "./clouds/google/workload-identity";
export type { ExistingServiceAccountProps, ServiceAccountProps } from "./clouds/google/service-account";
