import type { Blueprint } from "../core/blueprint";
import type { AwsGrant, Grant } from "../core/grant";

/** An action on a resource of AWS. */
export interface AwsAccess {
  /** Action: `s3:GetObject`. */
  readonly action: string;
  /** ARN of one resource. */
  readonly resource: string;
  /**
   * Condition keys of the request: `{ "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" }`.
   *
   * @default - none; a statement with a condition then does not apply
   */
  readonly context?: Readonly<Record<string, string>>;
}

/** A role of Azure or Google on one resource. */
export interface RoleAccess {
  /** Role: `Key Vault Secrets User`, `roles/secretmanager.secretAccessor`. */
  readonly role: string;
  /** Scope or resource that the role is on. */
  readonly on: string;
}

/** Something that a pod may or may not do in a cloud. */
export type Access = AwsAccess | RoleAccess;

/** Whether the environment's grants allow an access, as the cloud would evaluate them. */
export function allows({ grants }: Blueprint, access: Access): boolean {
  return grants.some((grant) => grantAllows(grant, access));
}

function grantAllows(grant: Grant, access: Access): boolean {
  if (grant.cloud === "aws") return "action" in access && statementAllows(grant, access);
  if (!("role" in access)) return false;
  const on = grant.cloud === "azure" ? String(grant.scope) : grant.resource;
  return grant.role === access.role && on === access.on;
}

function statementAllows(grant: AwsGrant, access: AwsAccess): boolean {
  return (
    grant.actions.some((action) => matches(action.toLowerCase(), access.action.toLowerCase())) &&
    grant.resources.some((resource) => matches(resource, access.resource)) &&
    conditionsHold(grant.condition ?? {}, access.context ?? {})
  );
}

/** Every operator and every key has to hold; of a key's values one. An operator that is not known never holds. */
function conditionsHold(conditions: NonNullable<AwsGrant["condition"]>, context: Readonly<Record<string, string>>) {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, allowed]) => {
      const given = context[key];
      const values = typeof allowed === "string" ? [allowed] : allowed;
      if (given === undefined) return false;
      if (operator === "StringEquals") return values.includes(given);
      return operator === "StringLike" && values.some((value) => matches(value, given));
    }),
  );
}

/** IAM's wildcards: `*` for any characters, `?` for one. */
function matches(pattern: string, text: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[\\s\\S]*")
    .replaceAll("?", "[\\s\\S]");
  return new RegExp(`^${expression}$`).test(text);
}
