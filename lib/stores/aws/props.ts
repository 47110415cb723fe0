import type { ProviderObject } from "../../core/provider-handle";
import type { StoreLayout } from "../store-layout";
import type { ExistingSecret } from "./existing";

export interface SecretReplica {
  /** Region that the secrets are replicated to. */
  readonly region: string;
  /**
   * ARN of the replica's KMS key.
   *
   * @default - the AWS managed key of that region
   */
  readonly kmsKeyArn?: string;
}

export interface AwsSecretsManagerProps {
  /**
   * Region of the secrets.
   *
   * @default - the cluster's
   */
  readonly region?: string;
  /**
   * Account of the secrets, 12 digits. In another one than the pod's role they need `kmsKeyArn` and a `provider` of
   * that account; the resource policy that lets the role in is made with them.
   *
   * @default - the cluster's
   */
  readonly account?: string;
  /**
   * Name of the settings' entry, and the path that the entries of secrets lie under.
   *
   * @default - cluster, namespace and name joined by `/`
   */
  readonly name?: string;
  /**
   * One entry for each secret value, or one document for all of them.
   *
   * @default StoreLayout.ENTRIES
   */
  readonly layout?: StoreLayout;
  /**
   * ARN of a customer managed key, not of an alias. The role may decrypt with it through Secrets Manager only.
   *
   * @default - the AWS managed key
   */
  readonly kmsKeyArn?: string;
  /**
   * ARNs of further customer managed keys, which existing entries are encrypted with.
   *
   * @default - none
   */
  readonly decryptWith?: readonly string[];
  /**
   * Complete ARNs of entries that are made here in another account than the pod's role. A manifest is written before
   * an apply and needs them; with `Delivery.terraform()` they are known by themselves.
   *
   * @default - known after apply
   */
  readonly arns?: readonly string[];
  /**
   * Days that a deleted secret can be restored, and its name is taken: 7 to 30, or 0 for none.
   *
   * @default - the service's: 30
   */
  readonly recoveryWindowInDays?: number;
  /**
   * Regions that every entry is replicated to.
   *
   * @default - none
   */
  readonly replicas?: readonly SecretReplica[];
  /**
   * Region that the CSI provider reads when the first one fails; one of `replicas`.
   *
   * @default - none
   */
  readonly failoverRegion?: string;
  /**
   * Tags of every entry.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Resource policy of every entry, as JSON text. What lets a role of another account in is added to it.
   *
   * @default - none
   */
  readonly resourcePolicy?: string;
  /**
   * Entries that somebody else made, with the keys that they hold.
   *
   * @default - none
   */
  readonly existing?: readonly ExistingSecret[];
  /**
   * Provider of the secrets' account and region, where it is not the stack's default.
   *
   * @default - the stack's AWS provider
   */
  readonly provider?: ProviderObject;
}
