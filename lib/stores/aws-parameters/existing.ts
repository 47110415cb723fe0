import type { AwsPlace } from "../../clouds/aws/arn";
import { checkKmsKey } from "../../clouds/aws/kms-key";
import { parseArn } from "../../core/aws-arn";
import { quote } from "../../core/problem";
import { SecretValue } from "../../core/secret-value";
import type { DeclaredKey, Share } from "../../core/share";
import { checkExistingKeys, checkProperties } from "../../engine/key-rules";
import type { KeyHolder } from "../aws/objects";
import { canonicalParameter, faultOfName } from "./names";

export interface ExistingParameter {
  /** Name or ARN of the parameter, without a version or label; the newest is mounted. */
  readonly parameter: string;
  /** Keys of the catalogue that it holds: one is the whole value, several are properties of its JSON document. */
  readonly keys: readonly string[];
  /**
   * Whether the value is a JSON document with the keys as its properties, each a text.
   *
   * @default - whether it holds several keys, or `propertyNames` names one
   */
  readonly json?: boolean;
  /**
   * Properties of its document that hold keys under other names than their own, by the key.
   *
   * @default - each key is a property of its own name
   */
  readonly propertyNames?: Readonly<Record<string, string>>;
  /**
   * ARN of the customer managed key that it is encrypted with.
   *
   * @default - that of the store, if any
   */
  readonly kmsKeyArn?: string;
}

/** Where the keys of an existing parameter lie. */
export function holderOf({ keys, json, propertyNames }: ExistingParameter): KeyHolder {
  const isDocument = json ?? (keys.length > 1 || propertyNames !== undefined);
  return { keys, json: isDocument, ...(propertyNames ? { propertyNames } : {}) };
}

/** Checks the existing parameters of a declaration, and those that its external values name. */
export function checkExisting(
  share: Share,
  existing: readonly ExistingParameter[],
  keys: readonly DeclaredKey[],
  place: AwsPlace,
): void {
  for (const { value, prop } of keys) {
    if (!SecretValue.isSecretValue(value) || value.origin.kind !== "external") continue;
    if (value.origin.entry !== undefined) checkReference(share, value.origin.entry, prop, place);
  }
  existing.forEach((entry, index) => {
    const prop = `store.existing[${index}]`;
    checkReference(share, entry.parameter, `${prop}.parameter`, place);
    checkKmsKey(share, `${prop}.kmsKeyArn`, entry.kmsKeyArn, place.region);
    checkExistingKeys(share, entry.keys, `${prop}.keys`);
    checkProperties(share, entry, prop);
    checkWhole(share, entry, prop);
  });
}

/** A value that is no document is that of one key. */
function checkWhole(share: Share, { parameter, keys, json, propertyNames }: ExistingParameter, prop: string): void {
  if (json !== false || (keys.length === 1 && propertyNames === undefined)) return;
  share.problem(
    "MX-SECRET-PROPERTY",
    `${prop}.keys`,
    `${quote(parameter)} is said to be no JSON document, so its value is that of one key.`,
    'Write the one key whose value it is, keys: ["database-password"], or leave json out.',
  );
}

/** A wildcard would widen the policy, and a token can't be compared with other environments' entries. */
function checkReference(share: Share, given: string, prop: string, place: AwsPlace): void {
  const arn = parseArn(String(given));
  if (arn !== undefined && arn.service === "ssm" && arn.resource.startsWith("parameter/")) {
    if (!checkPlace(share, given, prop, place)) return;
  }
  const fault = arn !== undefined && arn.service !== "ssm" ? `is an ARN of ${arn.service}` : faultOf(given, place);
  if (fault === undefined) return;
  share.problem(
    "MX-AWS-PARAMETER-NAME",
    prop,
    `${quote(given)} is not the name or ARN of one parameter: it ${fault}.`,
    'Write "/mendix/orders/database-password" or "arn:aws:ssm:REGION:ACCOUNT:parameter/mendix/orders/database-password".',
  );
}

function faultOf(given: string, place: AwsPlace): string | undefined {
  return faultOfName(place, canonicalParameter(String(given)));
}

/** Whether an ARN is where the store is. */
function checkPlace(share: Share, given: string, prop: string, { account, region }: AwsPlace): boolean {
  const arn = parseArn(given);
  if (region && arn?.region !== region) {
    share.problem(
      "MX-AWS-REGION",
      prop,
      `The parameter is in ${arn?.region}, the store in ${region}; the CSI provider refuses that.`,
      `Write a parameter in ${region}, or region: "${arn?.region}" on the store.`,
    );
    return false;
  }
  if (account && arn?.account !== account) {
    share.problem(
      "MX-PLACE",
      prop,
      `The parameter is in the account ${quote(arn?.account)}, the store in ${quote(account)}: ${OTHER_ACCOUNT}`,
      `Write a parameter of ${account}, or new AwsSecretsManager(), whose secrets can let the role of another account in.`,
    );
    return false;
  }
  return true;
}

/** Why nothing is read across accounts. */
export const OTHER_ACCOUNT =
  "a parameter has no policy of its own that lets another account in; it is shared in the advanced tier only, by its owner, through AWS RAM.";
