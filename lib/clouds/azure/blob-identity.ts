import { AzureGrant } from "../../core/grant";
import type { Context } from "../../core/parts";
import { quote } from "../../core/problem";
import { Share } from "../../core/share";
import { checkContainer, claimContainer } from "../../storage/azure-blob";
import { declareOptions, type StorageOptions } from "../../storage/storage-options";
import { isToken } from "../../core/names";
import { AzureCloud } from "./cloud";
import { parseResourceId } from "./ids";
import { checkCloud, describeRuntimeAccess } from "./runtime-access";
import { assertTypes } from "../../core/prop-types";

export interface AzureBlobIdentityProps extends Pick<StorageOptions, "performDelete"> {
  /** Resource id of the account, `/subscriptions/.../providers/Microsoft.Storage/storageAccounts/NAME`. May be a token. */
  readonly storageAccountId: string;
  /** Container of the environment's own: a container has no directories that a role could be limited to. */
  readonly container: string;
  /**
   * Primary blob endpoint of the account, without the container.
   *
   * @default - `https://ACCOUNT.blob.core.windows.net/`, in the identity's cloud; needed where the id is a token
   */
  readonly blobEndpoint?: string;
}

const ROLE = "Storage Blob Data Contributor";

/**
 * Azure Blob storage by managed identity: no account name and no key.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/#azure-blob-managed-identity
 */
export class AzureBlobIdentity {
  constructor(readonly props: AzureBlobIdentityProps) {}

  describe(context: Context): Share {
    assertTypes("storage", this.props, { storageAccountId: "text", container: "text", blobEndpoint: "text" });
    const share = new Share();
    const { storageAccountId, container } = this.props;
    const identity = describeRuntimeAccess(share, context, "storage");
    const account = parseResourceId(storageAccountId, "Microsoft.Storage/storageAccounts")?.name;
    this.checkAccount(share, account);
    checkContainer(share, container);
    const endpoint = this.endpoint(share, account, identity?.azureCloud ?? AzureCloud.PUBLIC);
    checkCloud(share, identity, endpoint.replace(/^https:\/\//, ""), "storage.blobEndpoint");
    share.gate("azure-blob-identity", "storage");
    share.gate("azure-blob", "storage");
    share.key("storage-service-name", "com.mendix.storage.azure", "storage");
    share.key("storage-azure-blob-endpoint", endpoint, "storage.blobEndpoint");
    share.key("storage-azure-container", container, "storage.container");
    share.key("storage-azure-use-default-azure-credential", "true", "storage");
    declareOptions(share, this.props);
    if (account !== undefined) claimContainer(share, account, container);
    share.restartOn["storage.authentication"] = "identity";
    share.grants.push(this.grant(account));
    if (this.props.performDelete === false) {
      share.warnings.push(
        `The role ${ROLE} may delete, although storage.performDelete is false: Azure has no narrower built-in role that writes.`,
      );
    }
    return share;
  }

  private grant(account = "ACCOUNT"): AzureGrant {
    const { storageAccountId, container } = this.props;
    const where = `${account}/${isToken(container) ? "CONTAINER" : container}`;
    const scope = `${storageAccountId}/blobServices/default/containers/${container}`;
    return new AzureGrant("file-storage", "files", `read, write and delete ${where}`, ROLE, scope);
  }

  private checkAccount(share: Share, account: string | undefined): void {
    const { storageAccountId, blobEndpoint } = this.props;
    if (isToken(storageAccountId)) {
      if (blobEndpoint !== undefined) return;
      share.problem(
        "MX-AZURE-STORAGE",
        "storage.blobEndpoint",
        "The account's id is a token, so its endpoint can't be built from its name.",
        "Write blobEndpoint: the account's primaryBlobEndpoint.",
      );
    } else if (account === undefined) {
      share.problem(
        "MX-AZURE-STORAGE",
        "storage.storageAccountId",
        `${quote(storageAccountId)} is not the resource id of a storage account in Azure's own spelling.`,
        'Write "/subscriptions/ID/resourceGroups/GROUP/providers/Microsoft.Storage/storageAccounts/NAME".',
      );
    }
  }

  /** With the container in the endpoint some runtimes take the container's key for a directory. */
  private endpoint(share: Share, account: string | undefined, cloud: AzureCloud): string {
    const { blobEndpoint } = this.props;
    if (blobEndpoint === undefined) return `https://${account ?? ""}.blob.${cloud.storageDomain}/`;
    if (!isToken(blobEndpoint) && !/^https:\/\/[^/\s?#]+\/?$/.test(blobEndpoint)) {
      share.problem(
        "MX-AZURE-STORAGE",
        "storage.blobEndpoint",
        `${quote(blobEndpoint)} is not the primary endpoint of a storage account: https, without the container.`,
        'Write blobEndpoint: "https://acmefiles.blob.core.windows.net/", or leave it out.',
      );
    }
    return blobEndpoint;
  }
}
