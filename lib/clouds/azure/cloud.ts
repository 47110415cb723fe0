/**
 * One of Azure's clouds. Each has its own Entra ID and its own domains; nothing in one can log in to another.
 *
 * @see https://learn.microsoft.com/en-us/azure/key-vault/general/about-keys-secrets-certificates#dns-suffixes-for-object-identifiers
 */
export class AzureCloud {
  /** Azure, the global one. */
  static readonly PUBLIC = new AzureCloud(
    "AzurePublicCloud",
    "vault.azure.net",
    "core.windows.net",
    "database.windows.net",
    "database.azure.com",
  );
  /** Azure Government, for agencies of the United States. */
  static readonly US_GOVERNMENT = new AzureCloud(
    "AzureUSGovernmentCloud",
    "vault.usgovcloudapi.net",
    "core.usgovcloudapi.net",
    "database.usgovcloudapi.net",
    "database.usgovcloudapi.net",
  );
  /** Azure in China, operated by 21Vianet. */
  static readonly CHINA = new AzureCloud(
    "AzureChinaCloud",
    "vault.azure.cn",
    "core.chinacloudapi.cn",
    "database.chinacloudapi.cn",
    "database.chinacloudapi.cn",
  );

  private constructor(
    /** Name by which the CSI provider and the workload identity webhook know it; both derive the authority from it. */
    readonly name: string,
    /** Domain of its key vaults: a vault's name is unique in it. */
    readonly vaultDomain: string,
    readonly storageDomain: string,
    readonly sqlDomain: string,
    readonly postgresqlDomain: string,
  ) {}

  /** The cloud that a host's domain belongs to, or undefined for a host of a domain of one's own. */
  static ofHost(host: string): AzureCloud | undefined {
    const bare = host.toLowerCase().replace(/:\d+$/, "").replace(/\/$/, "");
    return [AzureCloud.PUBLIC, AzureCloud.US_GOVERNMENT, AzureCloud.CHINA].find((cloud) =>
      [cloud.vaultDomain, cloud.storageDomain, cloud.sqlDomain, cloud.postgresqlDomain].some((domain) =>
        bare.endsWith(`.${domain}`),
      ),
    );
  }
}
