import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { qualifiedName, type Subject } from "../../core/subject";
import { fingerprint, fitName, isToken } from "../../core/names";

const NAME = { max: 128, forbidden: /[^a-z0-9_.-]/g };
/** Vault's own rule for the names of roles: `GenericNameRegex`. */
const ROLE_NAME = /^\w(([\w.-]+)?\w)?$/;
/** Policies that every Vault has. */
const OWN_POLICIES = ["root", "default", "response-wrapping"];

/**
 * Default name of the environment's policy and role. Vault overwrites what has the name already, so no two subjects
 * may have one: the parts hold no dot, and a name with upper case, which Vault folds, gets a fingerprint.
 */
export function defaultName(subject: Subject): string {
  const name = qualifiedName(subject, ".");
  const lower = name.toLowerCase();
  return fitName(lower === name ? name : `${lower}-${fingerprint(name)}`, NAME);
}

/** Checks the name of a policy: Vault would store another one than was written. */
export function checkPolicyName(share: Share, name: string | undefined): void {
  if (name === undefined) return;
  const valid = !isToken(name) && ROLE_NAME.test(name) && name === name.toLowerCase();
  if (valid && !OWN_POLICIES.includes(name)) return;
  share.problem(
    isToken(name) ? "MX-TOKEN" : "MX-VAULT-POLICY",
    "store.policyName",
    `${isToken(name) ? "A Terraform token" : quote(name)} is not the name of a policy of one's own: a-z, 0-9, _, - and dots inside; Vault stores it in lower case.`,
    valid || isToken(name) || !ROLE_NAME.test(name)
      ? 'Write a name like "mendix-orders", or leave policyName out.'
      : `Write ${quote(name.toLowerCase())}.`,
  );
}

/** Checks the name of a role. */
export function checkRoleName(share: Share, name: string | undefined, prop: string): void {
  if (name === undefined || (!isToken(name) && ROLE_NAME.test(name) && name.length <= 128)) return;
  share.problem(
    isToken(name) ? "MX-TOKEN" : "MX-VAULT-ROLE",
    prop,
    `${isToken(name) ? "A Terraform token" : quote(name)} is not the name of a role: letters, digits and _, with - and dots inside, known at synthesis.`,
    'Write a name like "mendix-orders".',
  );
}
