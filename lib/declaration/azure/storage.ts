import { AzureBlobIdentity, type AzureBlobIdentityProps } from "../../clouds/azure/blob-identity";
import type { AzureBlobProps } from "../../storage/azure-blob";
import { FileStorage } from "../../storage/file-storage";
import { secret } from "../secrets";
import { flag, kind, props, text } from "../shape";

export const azureBlobIdentity = kind(
  "AzureBlobIdentity",
  props<AzureBlobIdentityProps>("AzureBlobIdentityProps", {
    storageAccountId: text("/subscriptions/ID/resourceGroups/mendix/providers/Microsoft.Storage/storageAccounts/acme"),
    container: text("orders"),
    blobEndpoint: text("https://acme.blob.core.windows.net").exactOptional(),
    performDelete: flag().exactOptional(),
  }),
  (given): FileStorage => new AzureBlobIdentity(given),
);

export const azureBlob = kind(
  "FileStorage.azureBlob",
  props<AzureBlobProps>("AzureBlobProps", {
    accountName: text("acme"),
    accountKey: secret,
    container: text("orders"),
    useHttps: flag().exactOptional(),
    performDelete: flag().exactOptional(),
  }),
  (given) => FileStorage.azureBlob(given),
);
