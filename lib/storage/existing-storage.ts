import type { Context } from "../core/parts";
import type { Share } from "../core/share";
import { SecretValue } from "../core/secret-value";
import { REGION_SETTING } from "./storage-options";

/** What a storage is described by, whichever kind it is. */
interface Storage {
  describe(context: Context): Share;
}

/** A storage whose settings entries of somebody else hold. Made by `FileStorage.existing(...)`. */
export class ExistingStorage {
  constructor(private readonly storage: Storage) {}

  describe(context: Context): Share {
    const share = this.storage.describe(context);
    const identity = share.restartOn["storage.authentication"] === "identity" ? "the pod's identity" : undefined;
    // The region is what the entries of an older procedure lack; the runtime needs it all the same.
    share.assumeSettings(({ key, value }) => SecretValue.isSecretValue(value) || key === REGION_SETTING);
    share.adopted.push({ part: "storage", identity });
    return share;
  }
}
