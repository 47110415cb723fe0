import type { Mutant } from "../oracle";
import type { Binding, GoogleDocuments } from "./documents";
import { ROLES } from "./roles";

type Change = (binding: Binding) => readonly Binding[];

/** Slips of the pen in a binding. */
const CHANGES: Readonly<Record<string, Change>> = {
  "the whole project": (own) => [{ ...own, resource: own.resource.split("/").slice(0, 2).join("/") }],
  "the sibling's resource": (own) => [{ ...own, resource: `${own.resource}-2` }],
  "a sibling's resource too": (own) => [own, { ...own, resource: `${own.resource}-2` }],
  "no binding": () => [],
  "every pod of the namespace": onMember((member) =>
    member.replace(/^principal:(.*)\/subject\/ns\/([^/]+)\/sa\/.*$/, "principalSet:$1/namespace/$2"),
  ),
  "every pod of the pool": onMember((member) => member.replace(/^principal:(.*)\/subject\/.*$/, "principalSet:$1/*")),
  "another ServiceAccount too": (own) => both(own, own.member.replace(/(\/sa\/.*)$/, "$1-2")),
  "the default ServiceAccount too": (own) => both(own, own.member.replace(/\/sa\/.*$/, "/sa/default")),
  "another namespace too": (own) => both(own, own.member.replace(/\/ns\/([^/]+)\//, "/ns/$1-2/")),
  "the pool of another project": onMember((member) => member.replace(/\/projects\/(\d+)/, "/projects/1$1")),
  "the node too": (own) => both(own, "serviceAccount:123456789012-compute@developer.gserviceaccount.com"),
  everybody: onMember(() => "allUsers"),
  "everybody who is logged in": onMember(() => "allAuthenticatedUsers"),
};

/** Each change to each binding, where it changes anything. */
export function googleMutants({ bindings }: GoogleDocuments): readonly Mutant<GoogleDocuments>[] {
  const changes = { ...CHANGES, ...otherRoles() };
  return bindings.flatMap((binding, index) =>
    Object.entries(changes).flatMap(([title, change]) => {
      const changed = change(binding);
      if (JSON.stringify(changed) === JSON.stringify([binding])) return [];
      const documents = { bindings: [...bindings.slice(0, index), ...changed, ...bindings.slice(index + 1)] };
      return [{ title: `${binding.resource}: ${title}`, documents }];
    }),
  );
}

function otherRoles(): Readonly<Record<string, Change>> {
  const changes = Object.keys(ROLES).map((role) => [`the role ${role}`, (own: Binding) => [{ ...own, role }]]);
  return Object.fromEntries(changes) as Record<string, Change>;
}

function onMember(change: (member: string) => string): Change {
  return (binding) => [{ ...binding, member: change(binding.member) }];
}

function both(binding: Binding, member: string): readonly Binding[] {
  return member === binding.member ? [binding] : [binding, { ...binding, member }];
}
