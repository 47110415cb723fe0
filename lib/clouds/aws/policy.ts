import type { AwsGrant, Purpose } from "../../core/grant";
import { fitName } from "../../core/names";
import { qualifiedName, type Subject } from "../../core/subject";

export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Principal?: Readonly<Record<string, string>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** One inline policy of a role. */
export interface InlinePolicy {
  readonly purpose: Purpose;
  readonly name: string;
  readonly document: PolicyDocument;
  /** Ids of the grants in it. */
  readonly grants: readonly string[];
}

const ROLE_POLICY_NAME = { max: 128, forbidden: /[^\w+=,.@-]/g };

/** Sum of the characters of all inline policies of one role, white space not counted: an AWS quota. */
export const INLINE_POLICIES_MAX = 10_240;

/** Grants as inline policies, one for each purpose. Their names hold the environment: a role may serve several. */
export function inlinePolicies(subject: Subject, grants: readonly AwsGrant[]): readonly InlinePolicy[] {
  const purposes = [...new Set(grants.map((grant) => grant.purpose))];
  return purposes.map((purpose) => {
    const own = grants.filter((grant) => grant.purpose === purpose);
    return {
      purpose,
      name: fitName(`${qualifiedName(subject, "-")}-${purpose}`, ROLE_POLICY_NAME),
      document: { Version: "2012-10-17", Statement: own.map(statementOf) },
      grants: own.map((grant) => grant.key),
    };
  });
}

function statementOf(grant: AwsGrant): PolicyStatement {
  const statement = { Sid: grant.sid, Effect: "Allow", Action: grant.actions, Resource: grant.resources } as const;
  return grant.condition ? { ...statement, Condition: grant.condition } : statement;
}
