import { resolved, resourcesOf, type Configuration } from "../../support/resolved";

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Principal?: Readonly<Record<string, string>> | "*";
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

/** A role as deployed: who may assume it, and what it may do. */
export interface RoleDocuments {
  readonly roleArn: string;
  readonly trust: PolicyDocument;
  readonly policies: readonly PolicyDocument[];
  /** What another account says to its own secrets and key. */
  readonly owners?: OwnersPolicies;
}

/** Policies of secrets and of their key in an account that is not the role's. */
export interface OwnersPolicies {
  readonly account: string;
  readonly byService: Readonly<Record<string, PolicyDocument>>;
}

/** The policy of the secrets that a stack makes in another account, and the statement that its key's owner is told. */
export function ownersOf(
  configuration: Configuration,
  steps: readonly { readonly as: string; readonly does: string }[],
  account: string,
): OwnersPolicies {
  const [secret] = resourcesOf(configuration, "aws_secretsmanager_secret");
  const step = steps.find(({ as }) => as === "as the owner of the key");
  if (!secret || !step) throw new Error("expected a secret of another account, and a step of its key's owner");
  const Statement = [JSON.parse(step.does.replace(/^[^{]*/, "")) as Statement];
  const kms = { Version: "2012-10-17", Statement };
  return { account, byService: { secretsmanager: documentOf(secret["policy"]), kms } };
}

/** The only role of a stack, with the policies that the stack gives it. */
export function roleOf(configuration: Configuration, place: { partition: string; account: string }): RoleDocuments {
  const [role, ...others] = resourcesOf(configuration, "aws_iam_role");
  if (!role || others.length > 0) throw new Error("expected one role");
  const policies = resourcesOf(configuration, "aws_iam_role_policy");
  const path = role["path"] === undefined ? "/" : resolved(role["path"]);
  return {
    roleArn: `arn:${place.partition}:iam::${place.account}:role${path}${resolved(role["name"])}`,
    trust: documentOf(role["assume_role_policy"]),
    policies: policies.map((policy) => documentOf(policy["policy"])),
  };
}

function documentOf(argument: unknown): PolicyDocument {
  return JSON.parse(resolved(argument)) as PolicyDocument;
}
