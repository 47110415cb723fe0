import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { Blueprint } from "../blueprint/blueprint";
import type { Entry } from "../blueprint/entry";
import { SecretStore, type Bound, type StoreContext, type StoreShare } from "../blueprint/parts";
import { Share } from "../blueprint/share";
import { quote } from "../blueprint/problem";
import { planEntries, StoreLayout } from "../blueprint/store-layout";
import { isToken } from "../values/names";
import { awsPlace } from "./arn";
import { checkExisting, type ExistingSecret } from "./existing-secret";
import { secretProviderClassParameters } from "./secret-provider-class";
import { grantsOf } from "./secrets-manager-grants";
import { checkSecretName, entryName } from "./secret-name";

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
   * Account of the secrets, 12 digits.
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
   * Resource policy of every entry, as JSON text.
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
  readonly provider?: TerraformProvider;
}

/**
 * AWS Secrets Manager: settings in one JSON secret, each secret value in a secret of its own.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/#configuring-a-secret-store-with-aws-secrets-manager
 */
export class AwsSecretsManager extends SecretStore {
  /** A store whose entries others made; keys that no existing entry holds are written to entries of its own. */
  static fromExisting(
    props: AwsSecretsManagerProps & { readonly existing: readonly ExistingSecret[] },
  ): AwsSecretsManager {
    return new AwsSecretsManager(props);
  }

  readonly title = "AWS Secrets Manager";

  constructor(readonly props: AwsSecretsManagerProps = {}) {
    super();
  }

  describe(context: StoreContext): StoreShare {
    const share = new Share();
    const { props } = this;
    const { subject } = context;
    const place = awsPlace(share, subject, "store", props);
    const entries = planEntries(share, context.keys, {
      layout: props.layout ?? StoreLayout.ENTRIES,
      nameOf: (part) => entryName(subject, props.name, part),
      existing: (props.existing ?? []).map((entry) => ({ name: entry.secret, keys: entry.keys })),
    });
    for (const entry of entries) this.claim(share, entry, `${place.account}/${place.region}`);
    this.check(share);
    share.grants.push(...grantsOf(place, props, entries));
    share.providers.add("aws");
    share.gate("csi-secret-store", "store");
    const parameters = secretProviderClassParameters(context, place, props, entries);
    return Object.assign(share, {
      entries,
      mount: { kind: "SecretProviderClass", provider: "aws", parameters } as const,
    });
  }

  bind(scope: Construct, blueprint: Blueprint, bound: Bound): void {
    const { bindSecretsManager } = require("./bind/secrets-manager") as typeof import("./bind/secrets-manager");
    bindSecretsManager(scope, blueprint, bound, this.props);
  }

  private claim(share: Share, entry: Entry, scope: string): void {
    const own = entry.content.kind !== "existing";
    if (own) share.create("secret");
    share.claims.push({ kind: "Secrets Manager secret", scope, name: entry.name, prop: "store.name", exclusive: own });
  }

  private check(share: Share): void {
    const { props } = this;
    checkSecretName(share, props.name);
    checkExisting(share, props.existing ?? [], props);
    checkOptions(share, props);
  }
}

const KMS_KEY_ARN = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;

function checkOptions(share: Share, props: AwsSecretsManagerProps): void {
  const days = props.recoveryWindowInDays;
  if (days !== undefined && days !== 0 && !(Number.isInteger(days) && days >= 7 && days <= 30)) {
    share.problem(
      "MX-AWS-RECOVERY",
      "store.recoveryWindowInDays",
      `${quote(days)} is not a recovery window: 7 to 30 days, or 0 for none.`,
      "Write 7, or leave it out for the service's 30 days.",
    );
  }
  if (props.kmsKeyArn !== undefined && !isToken(props.kmsKeyArn) && !KMS_KEY_ARN.test(String(props.kmsKeyArn))) {
    share.problem(
      "MX-AWS-KMS",
      "store.kmsKeyArn",
      `${quote(props.kmsKeyArn)} is not the ARN of a key; that of an alias allows nothing in an identity policy.`,
      'Write the key\'s own ARN: "arn:aws:kms:REGION:ACCOUNT:key/ID".',
    );
  }
  const replicas = (props.replicas ?? []).map((replica) => replica.region);
  if (props.failoverRegion !== undefined && !replicas.includes(props.failoverRegion)) {
    share.problem(
      "MX-AWS-FAILOVER",
      "store.failoverRegion",
      `"${props.failoverRegion}" is not one of the replicas (${replicas.join(", ") || "none"}), so it holds none of the entries.`,
      `Write replicas: [{ region: "${props.failoverRegion}" }] as well.`,
    );
  }
}
