import type { AwsPlace } from "../../clouds/aws/arn";
import { isForeign, lettingIn, readerOf, stepForKey, type AwsReader } from "../../clouds/aws/sharing";
import type { PolicyStatement } from "../../clouds/aws/policy";
import { parseArn } from "../../core/aws-arn";
import { isJsonObject } from "../../core/json";
import { providerHandle } from "../../core/provider-handle";
import { viaService } from "../../clouds/aws/decryption";
import type { Entry } from "../../core/entry";
import type { StoreContext } from "../../core/parts";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { isToken } from "../../core/names";
import { isMultiRegionKey, keysOf, keysOfOthers, READ_ACTIONS } from "./grants";
import { isCompleteArn } from "./existing";
import type { AwsSecretsManagerProps } from "./props";

/** Who reads the secrets, and which of them are in another account than the reader. */
export interface Sharing {
  /** Undefined where nobody reads across accounts: the reader is not known, or looks names up by itself. */
  readonly reader: AwsReader | undefined;
  /** Whether the entries that are made here are in another account. */
  readonly made: boolean;
}

/** Names are looked up in the reader's account; External Secrets Operator has a reader of its own. */
export function sharingOf(context: StoreContext, place: AwsPlace): Sharing {
  const reader = context.reader === "operator" ? undefined : readerOf(context);
  return { reader, made: isForeign(reader, place.account) };
}

/** What the resource policy of each entry that is made in another account says. */
export function readStatement({ reader, made }: Sharing): PolicyStatement | undefined {
  if (!reader || !made) return undefined;
  return lettingIn(reader, { sid: "PodOfAnotherAccount", actions: READ_ACTIONS });
}

/** Whether an entry is read from another account than its own. */
export function isShared({ reader, made }: Sharing, { name, content }: Entry): boolean {
  const account = parseArn(name)?.account;
  return account === undefined ? made && content.kind !== "existing" : isForeign(reader, account);
}

/** The resource policy of the entries that are made: the one that was given, and what lets the role in. */
export function resourcePolicyOf(share: Share, given: string | undefined, sharing: Sharing): string | undefined {
  const statement = readStatement(sharing);
  if (!statement) return given;
  if (given === undefined) return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  if (isToken(given) || !isJsonObject(given)) {
    if (!isToken(given)) return given;
    share.problem(
      "MX-AWS-RESOURCE-POLICY",
      "store.resourcePolicy",
      "The resource policy is a Terraform token, and a statement for the role of another account has to be added to it.",
      "Write the document as JSON, or leave it out.",
    );
    return given;
  }
  const { Statement: own = [], ...document } = JSON.parse(given) as { readonly Statement?: object | object[] };
  return JSON.stringify({ ...document, Statement: [own, statement].flat() });
}

/** The entries are made in their account and region; where none is made, no provider has to be there. */
export function needPlace(
  share: Share,
  props: AwsSecretsManagerProps,
  { account, region }: AwsPlace,
  entries: readonly Entry[],
): void {
  if (!entries.some(isMade)) return;
  const prop = props.account === undefined ? "store.region" : "store.account";
  const handle = providerHandle(props.provider);
  share.places.push({ provider: "aws", account, region, prop, what: "the secrets", handle });
}

/** Checks what is read across accounts, and tells the owners what they do. */
export function describeSharing(
  share: Share,
  context: StoreContext,
  props: AwsSecretsManagerProps,
  { place, entries, sharing }: { place: AwsPlace; entries: readonly Entry[]; sharing: Sharing },
): void {
  const { reader } = sharing;
  const shared = entries.filter((entry) => isShared(sharing, entry));
  if (sharing.made && context.reader === "app") refusePlatform(share, place, sharing);
  for (const entry of entries.filter(({ content }) => content.kind === "existing")) {
    checkName(share, entry, place, sharing);
  }
  warnOfCopies(share, props);
  if (shared.length === 0 || !reader) return;
  checkKeys(share, props, { entries: shared, reader, place });
  for (const { name, content } of shared) {
    if (content.kind !== "existing") continue;
    share.steps.push({
      as: "as the owner of the secret",
      does: `Add to the resource policy of ${name}: ${JSON.stringify(readStatement({ reader, made: true }))}`,
      note: "before the app starts; skip it where the policy lets this role, or its account, read it already",
    });
  }
  for (const { key, region } of keysOf(place, props)) {
    const via = viaService("secretsmanager", region);
    stepForKey(share, reader, { key, actions: ["kms:Decrypt"], via });
  }
}

/** Which key the copy of somebody else's secret has is not known here, unless it is the same multi-Region key. */
function warnOfCopies(share: Share, props: AwsSecretsManagerProps): void {
  const { failoverRegion, replicas = [] } = props;
  if (replicas.find(({ region }) => region === failoverRegion)?.kmsKeyArn !== undefined) return;
  if (failoverRegion === undefined) return;
  for (const key of keysOfOthers(props).filter((one) => !isToken(one) && !isMultiRegionKey(one))) {
    share.warnings.push(
      `What ${key} encrypts has a copy in ${failoverRegion}, with a key of that region: if it is not the one that AWS manages, write it as kmsKeyArn of the replica.`,
    );
  }
}

/** Private Mendix Platform is told a name, which it looks up in its own account. */
function refusePlatform(share: Share, { account }: AwsPlace, { reader }: Sharing): void {
  share.problem(
    "MX-PLACE",
    "store.account",
    `The credentials would be in the account ${quote(account)}, and the platform looks their name up in that of its role, ${quote(reader?.account)}.`,
    "Leave account out, so that they are beside the role.",
  );
}

/** Across accounts Secrets Manager finds a secret by its complete ARN only. */
function checkName(share: Share, { name }: Entry, place: AwsPlace, sharing: Sharing): void {
  const arn = parseArn(name);
  const account = arn?.account ?? place.account;
  if (isToken(name) || !isForeign(sharing.reader, account) || isCompleteArn(name)) return;
  share.problem(
    "MX-AWS-SECRET-NAME",
    "store.existing",
    `${quote(name)} is in the account ${quote(account)}, and is read by a role of ${quote(sharing.reader.account)}: from another account a secret is found by its complete ARN only.`,
    "Write the ARN with the six characters at its end, as `aws secretsmanager describe-secret` prints it.",
  );
}

interface SharedEntries {
  readonly entries: readonly Entry[];
  readonly reader: AwsReader;
  readonly place: AwsPlace;
}

/** The key that AWS manages decrypts for its own account only, so each secret needs one of the customer's. */
function checkKeys(share: Share, props: AwsSecretsManagerProps, { entries, reader, place }: SharedEntries): void {
  const { kmsKeyArn, decryptWith = [], failoverRegion, replicas = [] } = props;
  const keyless = entries.filter(({ name, content }) => {
    if (content.kind !== "existing") return kmsKeyArn === undefined;
    const own = props.existing?.find(({ secret }) => secret === name)?.kmsKeyArn;
    return own === undefined && kmsKeyArn === undefined && decryptWith.length === 0;
  });
  const [first] = keyless;
  if (first) {
    const made = first.content.kind !== "existing";
    const account = parseArn(first.name)?.account ?? place.account;
    share.problem(
      "MX-AWS-KMS",
      made ? "store.kmsKeyArn" : "store.decryptWith",
      `${quote(first.name)} is in the account ${quote(account)}, and is read by a role of ${quote(reader.account)}: what the AWS managed key encrypts is decrypted in its own account only.`,
      `Write ${made ? "kmsKeyArn: " : "decryptWith: ["}"arn:aws:kms:${place.region}:${account}:key/ID"${made ? "" : "], or kmsKeyArn beside the entry in store.existing"}: the customer managed key of the secret.`,
    );
  }
  const failover = replicas.findIndex(({ region }) => region === failoverRegion);
  if (failover < 0 || replicas[failover]?.kmsKeyArn !== undefined) return;
  if (!entries.some(isMade) && keysOfOthers(props).every(isMultiRegionKey)) return;
  share.problem(
    "MX-AWS-KMS",
    `store.replicas[${failover}].kmsKeyArn`,
    `The replica in ${quote(failoverRegion)} is read from another account, where the AWS managed key decrypts nothing.`,
    `Write kmsKeyArn: "arn:aws:kms:${failoverRegion}:${place.account}:key/ID" on it.`,
  );
}

function isMade({ content }: Entry): boolean {
  return content.kind !== "existing";
}
