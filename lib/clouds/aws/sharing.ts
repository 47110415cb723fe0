import { accountOfArn, parseArn } from "../../core/aws-arn";
import type { AwsRole } from "../../core/mount";
import type { Context } from "../../core/parts";
import type { Share } from "../../core/share";
import type { PolicyStatement } from "./policy";

/** The role that reads, and its account: what is in another one has to let it in by a policy of its own. */
export interface AwsReader {
  readonly role: AwsRole;
  readonly account: string;
}

/** The pod's role, where its account is known. */
export function readerOf({ identity, subject }: Pick<Context, "identity" | "subject">): AwsReader | undefined {
  const role = identity?.roleOf(subject);
  const account = accountOfArn(role && String(role.arn));
  return role && account !== undefined ? { role, account } : undefined;
}

/** Whether an account is another one than the reader's. */
export function isForeign(reader: AwsReader | undefined, account: string | undefined): reader is AwsReader {
  return reader !== undefined && account !== undefined && /^\d{12}$/.test(account) && account !== reader.account;
}

/**
 * What lets the role in from another account, in a policy of the resource. The role is named by a condition: a role
 * as the principal has to be there before the policy, and is forgotten when it is made anew.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function lettingIn(
  { role, account }: AwsReader,
  { sid, actions, resources = ["*"], condition }: LettingIn,
): PolicyStatement {
  const partition = parseArn(role.arn)?.partition ?? "aws";
  return {
    Sid: sid,
    Effect: "Allow",
    Action: actions,
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Resource: resources,
    Condition: { ArnEquals: { "aws:PrincipalArn": role.arn }, ...condition },
  };
}

export interface LettingIn {
  readonly sid: string;
  readonly actions: readonly string[];
  /** @default - the resource that has the policy */
  readonly resources?: readonly string[];
  readonly condition?: PolicyStatement["Condition"];
}

/** A key that the role uses through a service. */
export interface KeyUse {
  /** ARN of the key. */
  readonly key: string;
  readonly actions: readonly string[];
  /** Host of the service: `secretsmanager.eu-west-1.amazonaws.com`. */
  readonly via: string;
}

/**
 * Tells the owner of a key in another account which statement it needs. A key has one policy document, which whoever
 * writes it writes whole: it is not made here, where many environments use one key.
 */
export function stepForKey(share: Share, reader: AwsReader | undefined, { key, actions, via }: KeyUse): void {
  if (!isForeign(reader, accountOfArn(key))) return;
  const condition = { StringEquals: { "kms:ViaService": via } };
  const statement = lettingIn(reader, { sid: "PodOfAnotherAccount", actions, condition });
  const does = `Add to the policy of the key ${key}: ${JSON.stringify(statement)}`;
  if (share.steps.some((step) => step.does === does)) return;
  share.steps.push({
    as: "as the owner of the key",
    does,
    note: "before the app starts; skip it where the key's policy lets this role, or its account, use it already",
  });
}
