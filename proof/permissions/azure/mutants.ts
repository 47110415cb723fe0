import type { Mutant } from "../oracle";
import type { Assignment, AzureDocuments, Credential } from "./documents";
import { ROLES } from "./roles";

type AssignmentChange = (assignment: Assignment) => readonly Assignment[];
type CredentialChange = (credential: Credential) => readonly Credential[];

/** Slips of the pen in a role assignment. */
const ASSIGNMENT_CHANGES: Readonly<Record<string, AssignmentChange>> = {
  "the scope above": onScope((scope) => scope.replace(/\/[^/]+\/[^/]+$/, "")),
  "the whole vault or account": onScope((scope) => scope.replace(/(\/providers\/[^/]+\/[^/]+\/[^/]+)\/.*$/, "$1")),
  "the whole resource group": onScope((scope) => scope.replace(/\/providers\/.*$/, "")),
  "the whole subscription": onScope((scope) => scope.replace(/\/resourceGroups\/.*$/, "")),
  "the sibling's scope": onScope((scope) => `${scope}-2`),
  "a sibling's scope too": (own) => [own, { ...own, scope: `${own.scope}-2` }],
  "another principal": (own) => [{ ...own, principal: "somebody else" }],
  "another principal too": (own) => [own, { ...own, principal: "somebody else" }],
  "no assignment": () => [],
};

/** Slips of the pen in a federated credential. */
const CREDENTIAL_CHANGES: Readonly<Record<string, CredentialChange>> = {
  "any ServiceAccount": onSubject((subject) => subject.replace(/[^:]*$/, "*")),
  "any namespace": onSubject((subject) => subject.replace(/^(system:serviceaccount:)[^:]+/, "$1*")),
  "no system:serviceaccount": onSubject((subject) => subject.replace(/^system:serviceaccount:/, "")),
  "a sibling's subject": onSubject((subject) => `${subject}-2`),
  "a sibling's subject too": (own) => [own, { ...own, subject: `${own.subject}-2` }],
  "the default ServiceAccount too": (own) => [own, { ...own, subject: own.subject.replace(/[^:]*$/, "default") }],
  "another namespace too": (own) => [own, { ...own, subject: own.subject.replace(/:([^:]+)$/, "-2:$1") }],
  "another cluster too": (own) => [own, { ...own, issuer: `${own.issuer}2/` }],
  "an issuer without its slash": (own) => [{ ...own, issuer: own.issuer.replace(/\/$/, "") }],
  "another audience": (own) => [{ ...own, audiences: ["https://elsewhere.example.com"] }],
  "another audience too": (own) => [{ ...own, audiences: [...own.audiences, "https://elsewhere.example.com"] }],
  "another identity": (own) => [{ ...own, identity: `${own.identity}-2` }],
  "no credential": () => [],
};

/** Each change to each assignment of the pod and each credential, where it changes anything. */
export function azureMutants(documents: AzureDocuments, principal: string): readonly Mutant<AzureDocuments>[] {
  const { assignments, credentials } = documents;
  return [
    // What the deployer has is not the pod's.
    ...mutated(assignments, (own) =>
      own.principal === principal ? { ...ASSIGNMENT_CHANGES, ...otherRoles() } : {},
    ).map(({ title, list }) => ({ title, documents: { ...documents, assignments: list } })),
    ...mutated(credentials, () => CREDENTIAL_CHANGES).map(({ title, list }) => ({
      title: `credential: ${title}`,
      documents: { ...documents, credentials: list },
    })),
  ];
}

function otherRoles(): Readonly<Record<string, AssignmentChange>> {
  const names = Object.keys(ROLES);
  return Object.fromEntries([
    ...names.map((role) => [`the role ${role}`, (own: Assignment) => [{ ...own, role }]]),
    ...["Contributor", "Owner"].map((role) => [`the role ${role} too`, (own: Assignment) => [own, { ...own, role }]]),
  ]) as Record<string, AssignmentChange>;
}

function mutated<T>(
  list: readonly T[],
  changesOf: (item: T) => Readonly<Record<string, (item: T) => readonly T[]>>,
): readonly { readonly title: string; readonly list: readonly T[] }[] {
  return list.flatMap((item, index) =>
    Object.entries(changesOf(item)).flatMap(([title, change]) => {
      const changed = change(item);
      if (JSON.stringify(changed) === JSON.stringify([item])) return [];
      return [{ title: `${index}: ${title}`, list: [...list.slice(0, index), ...changed, ...list.slice(index + 1)] }];
    }),
  );
}

function onScope(change: (scope: string) => string): AssignmentChange {
  return (assignment) => [{ ...assignment, scope: change(assignment.scope) }];
}

function onSubject(change: (subject: string) => string): CredentialChange {
  return (credential) => [{ ...credential, subject: change(credential.subject) }];
}
