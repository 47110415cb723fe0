import type { Claim } from "../../core/claim";
import type { StoreReader } from "../../core/mount";
import type { Share } from "../../core/share";
import { clusterIdentities, tokenSubject, type Subject } from "../../core/subject";
import { shellCommand, shellWord } from "../../core/shell";
import { VaultLogin } from "./login";
import { roleBinding } from "./role";
import type { VaultPlan, VaultProps } from "./props";

/** Whose login is described. */
export interface RoleRequest {
  readonly subject: Subject;
  readonly reader: StoreReader;
  readonly props: VaultProps;
  readonly plan: VaultPlan;
}

/** With what claims a name in the Vault. */
type ClaimingRequest = RoleRequest & { readonly claim: (claim: Omit<Claim, "scope">) => void };

/** What the environment makes for its login: a policy and a role, unless somebody else's role is named. */
export function describeRole(share: Share, { reader, props, plan, subject, claim }: ClaimingRequest): void {
  const { existingRole } = props;
  if (existingRole === undefined) claim({ kind: "Vault policy", name: plan.policyName, prop: "store.policyName" });
  if (reader === "operator") return;
  // Vault reviews the tokens of one cluster at a mount: those of another with the same names would get in, too.
  const holder = clusterIdentities(subject.cluster);
  const mount = { name: `auth/${plan.authMount}`, prop: "store.authMount", holder };
  claim({ ...mount, kind: "Vault auth mount of one cluster" });
  const name = `${plan.authMount}/role/${plan.roleName.toLowerCase()}`;
  const prop = existingRole === undefined ? "store.roleName" : "store.existingRole";
  claim({ kind: "Vault role", name, prop, exclusive: existingRole === undefined, identity: true });
  if (existingRole !== undefined) tellAdministrator(share, { subject, reader, props, plan });
}

/** What somebody else's role and policy have to be, as commands that take nothing from others who use the role. */
function tellAdministrator(share: Share, { subject, props, plan }: RoleRequest): void {
  const { namespace } = props;
  const as = `as the administrator of Vault${namespace === undefined ? "" : `, with VAULT_NAMESPACE=${shellWord(namespace)} exported`}`;
  const role = `auth/${plan.authMount}/role/${plan.roleName}`;
  const binding = Object.entries(roleBinding(subject, plan.login, plan.audience)).map(([field, value]) =>
    LISTS.has(field) ? withAdded(role, field, value) : shellWord(`${field}=${value}`),
  );
  const policies = withAdded(role, "token_policies", plan.policyName);
  share.steps.push(
    {
      as,
      does: `${shellCommand("printf", "%s", JSON.stringify(JSON.parse(plan.policy)))} | ${shellCommand("vault", "policy", "write", plan.policyName, "-")}`,
      command: true,
      note: "skip it where the role has a policy that reads these paths",
    },
    {
      as,
      does: [shellCommand("vault", "write", role), ...binding, policies].join(" "),
      command: true,
      note: `skip it where the role is bound so; ${plan.login === VaultLogin.JWT ? "what it is bound to is written anew, and its policies are added to" : "accounts, namespaces and policies that the role has are kept, and these are added"}`,
    },
  );
}

/** Fields of a role that others may have their part in. */
const LISTS: ReadonlySet<string> = new Set(["bound_service_account_names", "bound_service_account_namespaces"]);

/** A list of a role with one more item, for a POSIX shell: what is there is read first, and may be nothing. */
function withAdded(role: string, field: string, item: string): string {
  const read = shellCommand("vault", "read", "-format=json", `-field=${field}`, role);
  const all = `{ ${read} 2>/dev/null; ${shellCommand("echo", item)}; }`;
  return `${field}="$(${all} | tr -d '[]", ' | grep . | sort -u | paste -sd, -)"`;
}

/** Who the pod is to Vault, and what it may there. */
export function loginOf(subject: Subject, plan: VaultPlan) {
  const { length } = plan.paths;
  return {
    title: `Vault, auth/${plan.authMount}`,
    principal: `role ${plan.roleName}`,
    trusts: `only ${tokenSubject(subject)} of ${subject.cluster.name}`,
    may: length === 1 ? "read this entry" : `read these ${length} entries`,
    reads: plan.paths,
  };
}

/** What External Secrets Operator is told or given, so that it can read the entries. */
export function accessOf({ reader, subject, props, plan }: RoleRequest): string {
  if (reader !== "operator") {
    const { authMount, roleName, audience } = plan;
    return `Let it log in at auth/${authMount} as the role ${roleName}, with serviceAccountRef ${subject.name} and audiences: ["${audience}"].`;
  }
  const policy = `the Vault policy ${plan.policyName}`;
  return `Grant its identity: ${props.existingRole === undefined ? policy : `read on ${plan.paths.join(", ")}`}.`;
}
