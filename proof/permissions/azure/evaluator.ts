import type { Question } from "../oracle";
import type { Assignment, AzureDocuments } from "./documents";
import { ROLES } from "./roles";

/** What Entra ID is asked: whether it exchanges a token. */
export const EXCHANGE = "exchange a token";

/**
 * Azure's answer, by its published rules: an identity may do what a role of its permits on the role's scope or below,
 * and Entra ID exchanges a token whose issuer, subject and audience are exactly those of a federated credential.
 * Azure offers no evaluator and no emulator of these, so this one is the repository's own; it shares no code with the
 * library.
 *
 * @see https://learn.microsoft.com/en-us/azure/role-based-access-control/overview#how-azure-rbac-determines-if-a-user-has-access-to-a-resource
 * @see https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation-considerations
 */
export function evaluateAzure({ assignments, credentials }: AzureDocuments, question: Question): Promise<boolean> {
  const { action, resource, context = {} } = question;
  if (action !== EXCHANGE) {
    return Promise.resolve(assignments.some((assignment) => permits(assignment, question)));
  }
  const { issuer, subject, audience = "" } = context;
  const taken = credentials.some(
    (credential) =>
      credential.identity === resource &&
      credential.issuer === issuer &&
      credential.subject === subject &&
      credential.audiences.includes(audience),
  );
  return Promise.resolve(taken);
}

function permits({ role, scope, principal }: Assignment, { action, resource, context }: Question): boolean {
  if (principal !== context?.["principal"] || !contains(scope, resource)) return false;
  const definition = ROLES[role];
  if (!definition) throw new Error(`the role ${role} is not written down in azure/roles.ts`);
  const { actions, notActions = [], dataActions } = definition;
  if (context["plane"] === "data") return dataActions.some((pattern) => covers(pattern, action));
  return actions.some((pattern) => covers(pattern, action)) && !notActions.some((pattern) => covers(pattern, action));
}

/** A scope holds itself and what is below it: whole segments, in whatever case. */
function contains(scope: string, resource: string): boolean {
  return `${resource}/`.toLowerCase().startsWith(`${scope}/`.toLowerCase());
}

function covers(pattern: string, action: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(action);
}
