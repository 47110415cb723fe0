import { NO_MOUNT, refuseOptions } from "../app-reader";
import { isRegionName } from "../../core/aws-region";
import type { Entry } from "../../core/entry";
import { checkKmsKey } from "../../clouds/aws/kms-key";
import { SecretStore, type StoreContext, type StoreShare } from "../../core/parts";
import { quote } from "../../core/problem";
import { Share } from "../../core/share";
import { checkExistingNames, planDocument, planEntries, StoreLayout } from "../store-layout";
import { isJsonObject } from "../../core/json";
import { defined } from "../../core/defined";
import { isToken } from "../../core/names";
import { awsPlace, type AwsPlace } from "../../clouds/aws/arn";
import { canonicalSecret, checkArns, checkExisting, type ExistingSecret } from "./existing";
import { remoteValues, secretProviderClassParameters } from "./mount";
import { fillCommand } from "./fill";
import { grantsOf } from "./grants";
import type { NamingRequest } from "./object-name";
import { describeSharing, needPlace, resourcePolicyOf, sharingOf } from "./sharing";
import { secretResources } from "./entries";
import { checkTags } from "../../clouds/aws/tags";
import { checkSecretName, entryName, SECRET_MAX_BYTES } from "./names";
import { assertTypes } from "../../core/prop-types";
import type { AwsSecretsManagerProps } from "./props";

const PROP_TYPES = {
  region: "text",
  account: "text",
  name: "text",
  kmsKeyArn: "text",
  replicas: "list",
  failoverRegion: "text",
  tags: "map of texts",
  resourcePolicy: "text",
  decryptWith: "texts",
  arns: "texts",
  existing: "list",
} as const;

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
    assertTypes("store", props, PROP_TYPES);
    const { subject } = context;
    const place = awsPlace(share, subject, "store", props);
    const entries = this.plan(share, context);
    const sharing = sharingOf(context, place);
    const naming = { place, props, sharing };
    for (const entry of entries) claim(share, entry, place, props);
    checkExistingNames(share);
    checkSecretName(share, props.name);
    checkExisting(share, props.existing ?? [], context.keys, place.region);
    checkArns(share, props.arns ?? [], place);
    checkOptions(share, props, place.region);
    checkReplicas(share, props, place.region);
    share.grants.push(...grantsOf(place, props, entries));
    share.providers.add("aws");
    this.describeResources(share, context, naming, entries);
    const fill = (entry: Entry, key: string) =>
      fillCommand(place, entry, remoteValues(context, naming, [entry])[key]?.property);
    if (context.reader === "app") {
      refuseOptions(share, props, ["layout", "existing", "failoverRegion"]);
      return Object.assign(share, { entries, mount: NO_MOUNT, panel: panelOf(entries), fill });
    }
    share.gate("csi-secret-store", "store");
    const parameters = secretProviderClassParameters(context, naming, entries);
    return Object.assign(share, {
      entries,
      mount: { kind: "SecretProviderClass", provider: "aws", parameters } as const,
      remoteValues: remoteValues(context, naming, entries),
      fill,
    });
  }

  /** What is made, with what lets the pod's role in where it is in another account. */
  private describeResources(share: Share, context: StoreContext, naming: NamingRequest, entries: readonly Entry[]) {
    const { place, sharing } = naming;
    describeSharing(share, context, this.props, { place, entries, sharing });
    const resourcePolicy = resourcePolicyOf(share, this.props.resourcePolicy, sharing);
    const made = { ...this.props, ...defined({ resourcePolicy }) };
    share.make(() => secretResources(made, entries, context.variables));
    needPlace(share, this.props, place, entries);
  }

  private plan(share: Share, { subject, keys, reader }: StoreContext): readonly Entry[] {
    const { name, layout = StoreLayout.ENTRIES, existing = [] } = this.props;
    if (reader === "app") return planDocument(keys, { name: entryName(subject, name, "settings"), nested: true });
    return planEntries(share, keys, {
      layout,
      nameOf: (part) => entryName(subject, name, part),
      maxBytes: SECRET_MAX_BYTES,
      existing: existing.map((entry) => ({ name: entry.secret, keys: entry.keys })),
    });
  }
}

function panelOf([document]: readonly Entry[]) {
  return { backend: "AWS Secrets Manager", field: "the name of the secret", value: document?.name ?? "" };
}

/**
 * An entry is where it is made, and under the same name in the region of each replica; the pod reads one of somebody
 * else's in the region that it turns to as well.
 */
function claim(share: Share, entry: Entry, place: AwsPlace, props: AwsSecretsManagerProps): void {
  const { replicas = [], failoverRegion } = props;
  const exclusive = entry.content.kind !== "existing";
  const prop = exclusive ? "store.name" : "store.existing";
  const regions = exclusive ? replicas.map(({ region }) => region) : [failoverRegion ?? place.region];
  for (const region of new Set([place.region, ...regions])) {
    const where = { ...place, region };
    share.claims.push({ kind: "Secrets Manager secret", ...canonicalSecret(where, entry.name), prop, exclusive });
  }
}

function checkOptions(share: Share, props: AwsSecretsManagerProps, region: string): void {
  const days = props.recoveryWindowInDays;
  if (days !== undefined && days !== 0 && !(Number.isInteger(days) && days >= 7 && days <= 30)) {
    share.problem(
      "MX-AWS-RECOVERY",
      "store.recoveryWindowInDays",
      `${quote(days)} is not a recovery window: 7 to 30 days, or 0 for none.`,
      "Write 7, or leave it out for the service's 30 days.",
    );
  }
  checkKmsKey(share, "store.kmsKeyArn", props.kmsKeyArn, region);
  for (const key of props.decryptWith ?? []) checkKmsKey(share, "store.decryptWith", key, region);
  checkTags(share, "store.tags", props.tags);
  checkResourcePolicy(share, props.resourcePolicy);
}

/** The service says at the apply that a policy is no JSON, when the secret is made already. */
function checkResourcePolicy(share: Share, policy: string | undefined): void {
  if (policy === undefined || isToken(policy) || isJsonObject(policy)) return;
  share.problem(
    "MX-AWS-RESOURCE-POLICY",
    "store.resourcePolicy",
    "The resource policy is not the JSON text of a policy document.",
    'Write the document as JSON: {"Version":"2012-10-17","Statement":[...]}.',
  );
}

function checkReplicas(share: Share, props: AwsSecretsManagerProps, region: string): void {
  const replicas = (props.replicas ?? []).map((replica) => replica.region);
  for (const [index, replica] of (props.replicas ?? []).entries()) {
    const prop = `store.replicas[${index}]`;
    checkKmsKey(share, `${prop}.kmsKeyArn`, replica.kmsKeyArn, replica.region);
    const isOther = replica.region !== region && replicas.indexOf(replica.region) === index;
    if (!isToken(replica.region) && isRegionName(String(replica.region)) && isOther) continue;
    share.problem(
      isToken(replica.region) ? "MX-TOKEN" : "MX-AWS-REGION",
      `${prop}.region`,
      `${isToken(replica.region) ? "A Terraform token" : quote(replica.region)} is not a region other than the store's and those of other replicas, known at synthesis.`,
      'Write region: "eu-central-1".',
    );
  }
  const areRegions = replicas.every((replica) => isToken(replica) || isRegionName(String(replica)));
  if (props.failoverRegion !== undefined && areRegions && !replicas.includes(props.failoverRegion)) {
    share.problem(
      "MX-AWS-FAILOVER",
      "store.failoverRegion",
      `${quote(props.failoverRegion)} is not one of the replicas (${replicas.join(", ") || "none"}), so it holds none of the entries.`,
      `Write replicas: [{ region: ${quote(props.failoverRegion)} }] as well.`,
    );
  }
}
