/**
 * Credentials that Private Mendix Platform reads from a store by itself, under the dotted path that its admin panel
 * shows: group and key. The one table; documents, checks and docs read it.
 *
 * Meanings follow the panel. The vendor's page describes three keys by text of others (`CIAdmin.AzureAwsS3SK`,
 * `ClusterSettings.MDAAWSS3AccessKey`, `ClusterSettings.OCIRegistryPassword`); here they say what the key holds.
 *
 * @see https://docs.mendix.com/private-mendix-platform/configure-aws-secret/
 */
export const PLATFORM_CREDENTIALS = {
  "VCS.BitbucketProjectAdminPAT": "personal access token of the Bitbucket project admin",
  "VCS.BitbucketAdminPassword": "password of the Bitbucket admin",
  "VCS.GitlabGroupOwnerPAT": "personal access token of the GitLab group owner",
  "VCS.GitlabAdminPAT": "personal access token of the GitLab admin",
  "VCS.GithubOrgOwnerPAT": "personal access token of the GitHub organization owner",
  "VCS.GithubAdminPAT": "personal access token of the GitHub admin",
  "VCS.GithubEnterpriseClientSecret": "client secret of the GitHub Enterprise app",
  "VCS.AzureDevOpsOrgAdminPAT": "personal access token of the Azure DevOps organization owner",
  "VCS.AzureAuthSecret": "not used by the platform yet",
  "BuildPackage.FileBasicAuthPassword": "password of the file server of build packages",
  "BuildPackage.AwsSecretAccessKey": "AWS secret access key of the storage of build packages",
  "RuntimeBaseImage.PrivateRegistryPassword": "password of the registry of runtime base images",
  "RuntimeBaseImage.S3CompatibleAccessKey": "S3-compatible access key of runtime base images",
  "MDAStorage.FileBasicAuthPassword": "password of the file server of deployment packages",
  "MDAStorage.AwsSecretAccessKey": "AWS secret access key of the storage of deployment packages",
  "OCIRegistry.PrivateRegistryPassword": "password of the registry of app images",
  "OCIRegistry.S3CompatibleAccessKey": "S3-compatible access key of the registry of app images",
  "BuildCluster.KubernetesConfigureToken": "token that configures the build cluster",
  "CIAdmin.JenkinsConfigureAPIToken": "API token that configures Jenkins",
  "CIAdmin.JenkinsTriggerAuthToken": "token that triggers Jenkins",
  "CIAdmin.AzureOrgAdminPAT": "personal access token of the Azure DevOps organization admin",
  "CIAdmin.AzureBlobStorageToken": "SAS token of the Azure Blob storage of the build",
  "CIAdmin.AzureAwsS3SK": "AWS secret access key of the storage that Azure DevOps builds use",
  "ClusterManager.KubernetesApiToken": "API token of the Kubernetes admin",
  "ClusterSettings.KubernetesAdminPassword": "password of the Kubernetes admin",
  "ClusterSettings.GrafanaAPIKey": "API key of Grafana",
  "ClusterSettings.MDAAWSS3AccessKey": "AWS access key of the storage of deployment packages",
  "ClusterSettings.OCIRegistryPassword": "password of the registry of the cluster",
  "Marketplace.ImportCDNPassword": "password of the Marketplace's import CDN",
  "Email.SMTPPassword": "password of the SMTP server",
} as const;

/** Dotted path of a credential: group and key. */
export type PlatformCredential = keyof typeof PLATFORM_CREDENTIALS;

/** The paths in the order of the vendor's template. */
export const PLATFORM_CREDENTIAL_NAMES = Object.keys(PLATFORM_CREDENTIALS) as readonly PlatformCredential[];

/** Whether a text is the path of a credential. */
export function isCredential(path: string): path is PlatformCredential {
  return Object.hasOwn(PLATFORM_CREDENTIALS, path);
}
