import type { Mutant } from "../oracle";
import { policyOf, type VaultDocuments, type VaultPolicy } from "./documents";
import { isForApiServer, type VaultNeeds } from "./needs";
import { CAPABILITIES } from "./questions";

type Rule = VaultPolicy["path"][string];
type Change = (path: string, rule: Rule) => readonly (readonly [path: string, rule: Rule])[];

/** Slips of the pen in one rule of a policy. */
const RULE_CHANGES: Readonly<Record<string, Change>> = {
  "a wildcard after the path": onPath((path) => `${path}*`),
  "everything below the path too": (path, rule) => [
    [path, rule],
    [`${path}/*`, rule],
  ],
  "a wildcard for the last segment": onPath((path) => path.replace(/[^/]*$/, "*")),
  "a wildcard for everything in the mount": onPath((path) => path.replace(/\/.*$/, "/*")),
  "a wildcard for everything": onPath(() => "*"),
  "metadata in place of data": onPath((path) => path.replace("/data/", "/metadata/")),
  "without data": onPath((path) => path.replace("/data/", "/")),
  "a sibling's path too": (path, rule) => [
    [path, rule],
    [`${path}-2`, rule],
  ],
  "the sibling's path instead": onPath((path) => `${path}-2`),
  "no rule": () => [],
  "a denial": (path) => [[path, { capabilities: ["deny"] }]],
};

/** Slips of the pen in a role's binding, by what its auth method calls it. */
const ROLE_CHANGES: Readonly<Record<VaultDocuments["method"], Readonly<Record<string, Binding>>>> = {
  kubernetes: {
    "any namespace": { bound_service_account_namespaces: ["*"] },
    "any ServiceAccount": { bound_service_account_names: ["*"] },
    "another namespace too": ({ bound_service_account_namespaces: own }) => ({
      bound_service_account_namespaces: [...list(own), ...list(own).map((name) => `${name}-2`)],
    }),
    "another ServiceAccount too": ({ bound_service_account_names: own }) => ({
      bound_service_account_names: [...list(own), ...list(own).map((name) => `${name}-2`)],
    }),
    "the default ServiceAccount": { bound_service_account_names: ["default"] },
    "no audience": { audience: undefined },
    "another audience": { audience: "https://elsewhere.example.com" },
  },
  jwt: {
    "any subject": { bound_subject: undefined },
    "any ServiceAccount of the namespace": (role) => subjectPattern(role, /[^:]*$/),
    "any namespace": (role) => subjectPattern(role, /(?<=^system:serviceaccount:)[^:]+/),
    "a sibling's subject": ({ bound_subject: own }) => ({ bound_subject: `${String(own)}-2` }),
    "no audience": { bound_audiences: undefined },
    "another audience": { bound_audiences: ["https://elsewhere.example.com"] },
    "another audience too": ({ bound_audiences: own }) => ({
      bound_audiences: [...list(own), "https://elsewhere.example.com"],
    }),
  },
};

type Role = VaultDocuments["role"];
type Binding = Role | ((role: Role) => Role);

/** Each change to each rule and to the role, where it changes anything. */
export function vaultMutants(documents: VaultDocuments, needs: VaultNeeds): readonly Mutant<VaultDocuments>[] {
  // Without an audience a token has to be for the API server: no other role, where it is for that anyway.
  const same = isForApiServer(needs) ? ["role: no audience"] : [];
  return [...policyMutants(documents), ...roleMutants(documents).filter(({ title }) => !same.includes(title))];
}

function policyMutants(documents: VaultDocuments): readonly Mutant<VaultDocuments>[] {
  return Object.entries(documents.policies).flatMap(([name, text]) => {
    const { path: rules } = policyOf(text);
    return Object.entries(rules).flatMap(([path, rule]) =>
      Object.entries(changesOf(path)).flatMap(([title, change]) => {
        const others = Object.entries(rules).filter(([other]) => other !== path);
        const changed = [...others, ...change(path, rule)].sort(([one], [other]) => (one < other ? -1 : 1));
        if (
          isSame(
            changed,
            Object.entries(rules).sort(([one], [other]) => (one < other ? -1 : 1)),
          )
        )
          return [];
        const policies = { ...documents.policies, [name]: JSON.stringify({ path: Object.fromEntries(changed) }) };
        return [{ title: `${path}: ${title}`, documents: { ...documents, policies } }];
      }),
    );
  });
}

/** The changes of every rule, and a wildcard for each of its segments and each capability that it has not. */
function changesOf(path: string): Readonly<Record<string, Change>> {
  const segments = path.split("/");
  const anySegment = segments.map((segment, index) => [
    `+ for ${segment}`,
    onPath(() => segments.map((other, position) => (position === index ? "+" : other)).join("/")),
  ]);
  const added = CAPABILITIES.filter((capability) => capability !== "read").map((capability) => [
    `${capability} too`,
    ((own, { capabilities }) => [[own, { capabilities: [...capabilities, capability] }]]) satisfies Change,
  ]);
  return { ...RULE_CHANGES, ...(Object.fromEntries([...anySegment, ...added]) as Record<string, Change>) };
}

function roleMutants(documents: VaultDocuments): readonly Mutant<VaultDocuments>[] {
  const { method, role, policies } = documents;
  const bindings = Object.entries(ROLE_CHANGES[method]).map(([title, binding]) => {
    const changed = { ...role, ...(typeof binding === "function" ? binding(role) : binding) };
    return { title: `role: ${title}`, documents: { ...documents, role: changed } };
  });
  const [path = ""] = Object.values(policies).flatMap((text) => Object.keys(policyOf(text).path));
  const neighbour = JSON.stringify({ path: { [`${path}-2`]: { capabilities: ["read"] } } });
  const own = list(role["token_policies"]);
  return [
    ...bindings,
    {
      title: "role: a neighbour's policy too",
      documents: {
        ...documents,
        role: { ...role, token_policies: [...own, "neighbour"] },
        policies: { ...policies, neighbour },
      },
    },
    { title: "role: no policy", documents: { ...documents, role: { ...role, token_policies: [] } } },
  ];
}

function onPath(change: (path: string) => string): Change {
  return (path, rule) => [[change(path), rule]];
}

/** A role of the jwt method takes a pattern as the claim that it is, not as the subject. */
function subjectPattern({ bound_subject: own }: Role, part: RegExp): Role {
  const sub = String(own).replace(part, "*");
  return { bound_subject: undefined, bound_claims_type: "glob", bound_claims: { sub } };
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
