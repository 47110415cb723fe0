import type { Versions } from "../catalogue/versions";
import type { Cluster } from "../core/cluster";
import type { SecretStore, Identity, Delivery as DeliveryBase } from "../core/parts";
import type { SecretValue } from "../core/secret-value";
import type { PlatformCredential } from "./credentials";

export interface PrivatePlatformSecretStoreProps {
  /** Internal name of the platform's own app: name of its MendixApp, and so of its ServiceAccount. */
  readonly name: string;
  /** Namespace that the platform runs in. */
  readonly namespace: string;
  /** Cluster that the platform runs in. */
  readonly cluster: Cluster;
  /** Versions of the Operator and of the platform's Mendix Runtime. */
  readonly versions: Versions;
  /** Where the credentials live: AWS Secrets Manager, Vault or Azure Key Vault. */
  readonly store: SecretStore;
  /**
   * How the platform's pod proves who it is to a cloud.
   *
   * @default - none; a store that needs one is then refused
   */
  readonly identity?: Identity;
  /**
   * Credentials by the dotted path that the admin panel shows. Those left out are empty in Secrets Manager, as in the
   * vendor's template, and are not there at all in Vault and in Key Vault.
   *
   * @default - none; then `document` names the document that somebody else writes
   */
  readonly credentials?: Readonly<Partial<Record<PlatformCredential, SecretValue>>>;
  /**
   * Credentials that the panel of a newer platform shows and this library does not know yet, by their dotted path, for
   * example `Maia.ApiKey`. Their names are taken as they are written.
   *
   * @default - none
   */
  readonly otherCredentials?: Readonly<Record<string, SecretValue>>;
  /**
   * The document with all credentials that somebody else writes, by the store's own name. Key Vault has none: there a
   * single credential can be `SecretValue.external()`.
   *
   * @default - none; the document is made from `credentials`
   */
  readonly document?: string;
  /**
   * Credentials that this document holds, by their dotted path: the panel is told these and no others.
   *
   * @default - all that the library knows
   */
  readonly documentHolds?: readonly string[];
  /**
   * How the ServiceAccount gets to the cluster.
   *
   * @default Delivery.terraform()
   */
  readonly delivery?: DeliveryBase;
}
