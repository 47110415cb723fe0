import type { Question } from "../oracle";
import { accountResource, type Binding, type GoogleDocuments } from "./documents";
import { ROLES } from "./roles";

/**
 * Google's answer, by its published rules: a principal may do what a role of its permits on the resource of a binding
 * or below, and whatever the service accounts may do that it can get a token of. Google offers no emulator of it, so
 * this evaluator is the repository's own; it shares no code with the library.
 *
 * @see https://cloud.google.com/iam/docs/resource-hierarchy-access-control
 * @see https://cloud.google.com/iam/docs/principal-identifiers
 */
export function evaluateGoogle({ bindings }: GoogleDocuments, question: Question): Promise<boolean> {
  const { action, resource, context } = question;
  const callers = callersOf(bindings, context?.["principal"] ?? "");
  return Promise.resolve(callers.some((caller) => permits(bindings, caller, action, resource)));
}

/** The principal itself, and the service accounts that it can act as. */
function callersOf(bindings: readonly Binding[], principal: string): readonly string[] {
  const accounts = bindings.map(({ member }) => member).filter((member) => member.startsWith("serviceAccount:"));
  const taken = [...new Set(accounts)].filter((account) => {
    const resource = accountResource(account.replace(/^serviceAccount:/, ""));
    return permits(bindings, principal, "iam.serviceAccounts.getAccessToken", resource);
  });
  return [principal, ...taken];
}

function permits(bindings: readonly Binding[], caller: string, action: string, resource: string): boolean {
  const names = membersFor(caller);
  return bindings.some((binding) => {
    const permissions = ROLES[binding.role];
    if (!permissions) throw new Error(`the role ${binding.role} is not written down in google/roles.ts`);
    return contains(binding.resource, resource) && names.includes(binding.member) && permissions.includes(action);
  });
}

/** Everything that a binding may call a principal: itself, the sets that hold it, everybody. */
function membersFor(caller: string): readonly string[] {
  if (caller === "allUsers") return [caller];
  const pod = /^principal:(\/\/iam\.googleapis\.com\/.*)\/subject\/ns\/([^/]+)\/sa\/[^/]+$/.exec(caller);
  const [, pool = "", namespace = ""] = pod ?? [];
  const sets = pod ? [`principalSet:${pool}/namespace/${namespace}`, `principalSet:${pool}/*`] : [];
  return [caller, ...sets, "allAuthenticatedUsers", "allUsers"];
}

/** A resource holds itself and what is below it: whole segments. */
function contains(holder: string, resource: string): boolean {
  return resource === holder || resource.startsWith(`${holder}/`);
}
