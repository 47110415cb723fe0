import { quote } from "../core/problem";
import { Share } from "../core/share";
import { isToken } from "../core/names";
import { declareSecret } from "../core/secret-checks";
import type { SecretValue } from "../core/secret-value";
import { declareOptions, type StorageOptions } from "./storage-options";
import { assertTypes } from "../core/prop-types";

export interface AzureBlobProps extends Pick<StorageOptions, "performDelete"> {
  /** Name of the storage account: 3 to 24 lower-case letters and digits. */
  readonly accountName: string;
  /** One of the account's two keys. It opens the whole account; a managed identity opens one container. */
  readonly accountKey: SecretValue;
  /** Container of the environment's own. */
  readonly container: string;
  /**
   * Whether the runtime speaks HTTPS. The vendor's table calls the key "use HTTP"; true is HTTPS.
   *
   * @default - the runtime's: true
   */
  readonly useHttps?: boolean;
}

const ACCOUNT = /^[a-z0-9]{3,24}$/;
const CONTAINER = /^[a-z0-9](-?[a-z0-9])*$/;

/** Azure Blob storage with the account's key. Made by `FileStorage.azureBlob(...)`. */
export class AzureBlobStorage {
  constructor(readonly props: AzureBlobProps) {}

  describe(): Share {
    assertTypes("storage", this.props, { accountName: "text", container: "text", useHttps: "flag" });
    const share = new Share();
    const { accountName, accountKey, container, useHttps } = this.props;
    if (!isToken(accountName) && !ACCOUNT.test(String(accountName))) {
      const message = `${quote(accountName)} is not a storage account: 3 to 24 lower-case letters and digits.`;
      share.problem("MX-AZURE-STORAGE", "storage.accountName", message, 'Write accountName: "acmefiles".');
    }
    checkContainer(share, container);
    share.gate("azure-blob", "storage");
    share.key("storage-service-name", "com.mendix.storage.azure", "storage");
    share.key("storage-azure-account-name", accountName, "storage.accountName");
    declareSecret(share, "storage-azure-account-key", accountKey, "storage.accountKey", {
      notGenerated: "no storage would have that key",
    });
    share.key("storage-azure-container", container, "storage.container");
    if (useHttps !== undefined) share.key("storage-azure-use-https", String(useHttps), "storage.useHttps");
    if (useHttps === false) share.warnings.push("The files travel unencrypted: storage.useHttps is false.");
    declareOptions(share, this.props);
    if (!isToken(accountName)) claimContainer(share, accountName, container);
    share.restartOn["storage.authentication"] = "static keys";
    return share;
  }
}

export function checkContainer(share: Share, container: unknown): void {
  const name = String(container);
  if (isToken(container) || (CONTAINER.test(name) && name.length >= 3 && name.length <= 63)) return;
  share.problem(
    "MX-AZURE-STORAGE",
    "storage.container",
    `${container === undefined ? "Nothing" : quote(container)} is not a container: 3 to 63 lower-case letters, digits and single hyphens.`,
    'Write container: "orders-prod".',
  );
}

/** Two environments never share a container: neither the key nor the role stops at a directory. */
export function claimContainer(share: Share, account: string, container: string): void {
  if (isToken(container)) return;
  share.claims.push({ kind: "Azure Blob container", scope: account, name: container, prop: "storage.container" });
}
