import { awsPlace, type AwsPlace } from "../../clouds/aws/arn";
import { checkKmsKey } from "../../clouds/aws/kms-key";
import { isForeign, readerOf } from "../../clouds/aws/sharing";
import { checkTags } from "../../clouds/aws/tags";
import { checkChoice } from "../../core/choice";
import type { Entry } from "../../core/entry";
import { SecretStore, type StoreContext, type StoreShare } from "../../core/parts";
import { quote } from "../../core/problem";
import { assertTypes } from "../../core/prop-types";
import { providerHandle } from "../../core/provider-handle";
import { Share } from "../../core/share";
import { NO_MOUNT } from "../app-reader";
import { checkExistingNames, planEntries, StoreLayout } from "../store-layout";
import { parameterResources } from "./entries";
import { checkExisting, OTHER_ACCOUNT, type ExistingParameter } from "./existing";
import { fillCommand } from "./fill";
import { grantsOf } from "./grants";
import { keyPaths, podsPerSecond, remoteValues, secretProviderClassParameters } from "./mount";
import { canonicalParameter, checkPath, parameterName } from "./names";
import { ParameterTier, type AwsParameterStoreProps } from "./props";
import { checkValues, limitsOf } from "./values";

const PROP_TYPES = {
  region: "text",
  account: "text",
  name: "text",
  tier: "text",
  kmsKeyArn: "text",
  decryptWith: "texts",
  tags: "map of texts",
  existing: "list",
} as const;

/** Said of every environment: who asks the vendor for support should know. */
const NOT_NAMED =
  "The vendor's page does not name Parameter Store. The Operator mounts whatever the AWS provider of the CSI driver reads, and Parameter Store is one of its two.";

/**
 * Parameter Store of AWS Systems Manager: settings in one text parameter, each secret value in a SecureString of its
 * own. It costs nothing per secret in the standard tier. The vendor's page does not name it.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
 */
export class AwsParameterStore extends SecretStore {
  /** A store whose parameters others made; keys that no existing parameter holds are written to ones of its own. */
  static fromExisting(
    props: AwsParameterStoreProps & { readonly existing: readonly ExistingParameter[] },
  ): AwsParameterStore {
    return new AwsParameterStore(props);
  }

  readonly title = "AWS Systems Manager Parameter Store";

  constructor(readonly props: AwsParameterStoreProps = {}) {
    super();
  }

  describe(context: StoreContext): StoreShare {
    const share = new Share();
    const { props } = this;
    assertTypes("store", props, PROP_TYPES);
    const place = awsPlace(share, context.subject, "store", props);
    const entries = this.plan(share, context, place);
    for (const entry of entries) claim(share, entry, place);
    checkExistingNames(share);
    this.check(share, context, place);
    share.grants.push(...grantsOf(place, props, entries, context.copied === true));
    share.providers.add("aws");
    share.make(() => parameterResources(props, entries, context.variables));
    needPlace(share, props, place, entries);
    const fill = (entry: Entry, key: string) =>
      fillCommand(place, props, entry, keyPaths(context, props, entry).find((path) => path.key === key)?.property);
    if (context.reader === "app") return Object.assign(share, { entries, mount: NO_MOUNT, fill });
    share.gate("csi-secret-store", "store");
    share.warnings.push(NOT_NAMED, ...throttling(entries));
    const parameters = secretProviderClassParameters(context, place, props, entries);
    return Object.assign(share, {
      entries,
      mount: { kind: "SecretProviderClass", provider: "aws", parameters } as const,
      remoteValues: remoteValues(context, props, entries),
      fill,
    });
  }

  private check(share: Share, context: StoreContext, place: AwsPlace): void {
    const { props } = this;
    checkPath(share, place, props.name);
    checkExisting(share, props.existing ?? [], context.keys, place);
    checkChoice(share, "store.tier", props.tier, ParameterTier);
    checkKmsKey(share, "store.kmsKeyArn", props.kmsKeyArn, place.region);
    for (const key of props.decryptWith ?? []) checkKmsKey(share, "store.decryptWith", key, place.region);
    checkTags(share, "store.tags", props.tags);
    checkValues(share, context.keys);
    checkAccount(share, context, place);
  }

  private plan(share: Share, { subject, keys, reader }: StoreContext, place: AwsPlace): readonly Entry[] {
    const { name, tier = ParameterTier.STANDARD, existing = [] } = this.props;
    return planEntries(share, keys, {
      layout: StoreLayout.ENTRIES,
      nameOf: (part) => parameterName(place, subject, name, part),
      maxBytes: limitsOf(tier).maxBytes,
      ...(tier === ParameterTier.ADVANCED ? {} : { larger: `tier: "${ParameterTier.ADVANCED}"` }),
      fillNote:
        "as a SecureString, before the app starts: its pod waits while there is no such parameter, and starts by itself once there is",
      reader,
      existing: existing.map((entry) => ({ name: entry.parameter, keys: entry.keys })),
      canonicalName: canonicalParameter,
    });
  }
}

function claim(share: Share, { name, content }: Entry, { account, region }: AwsPlace): void {
  const exclusive = content.kind !== "existing";
  const prop = exclusive ? "store.name" : "store.existing";
  const scope = `${account}/${region}`;
  share.claims.push({ kind: "parameter", scope, name: canonicalParameter(name), prop, exclusive });
}

/** The parameters are made in their account and region; where none is made, no provider has to be there. */
function needPlace(
  share: Share,
  props: AwsParameterStoreProps,
  { account, region }: AwsPlace,
  entries: readonly Entry[],
): void {
  if (!entries.some(({ content }) => content.kind === "settings" || content.kind === "secret")) return;
  const prop = props.account === undefined ? "store.region" : "store.account";
  const handle = providerHandle(props.provider);
  share.places.push({ provider: "aws", account, region, prop, what: "the parameters", handle });
}

function checkAccount(share: Share, context: StoreContext, { account }: AwsPlace): void {
  const reader = context.reader === "operator" ? undefined : readerOf(context);
  if (!isForeign(reader, account)) return;
  share.problem(
    "MX-PLACE",
    "store.account",
    `The parameters would be in the account ${quote(account)}, and are read by a role of ${quote(reader.account)}: ${OTHER_ACCOUNT}`,
    `Write account: "${reader.account}", so that they are beside the role, or new AwsSecretsManager(), whose secrets let it in.`,
  );
}

function throttling(entries: readonly Entry[]): readonly string[] {
  const limit = podsPerSecond(entries);
  if (limit === undefined) return [];
  const { calls, pods } = limit;
  return [
    `${entries.length} parameters are ${calls} calls for each pod that starts, and Parameter Store answers 40 in a second in an account and region: more than ${pods} pods that start at once wait for one another.`,
  ];
}
