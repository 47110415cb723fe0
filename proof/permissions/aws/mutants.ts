import type { PolicyDocument, RoleDocuments, Statement } from "./documents";
import type { Mutant } from "../oracle";

type Change = (statement: Statement) => Statement;

/** Slips of the pen in a statement of the identity's policies. */
const POLICY_CHANGES: Readonly<Record<string, Change>> = {
  "any resource": (statement) => ({ ...statement, Resource: ["*"] }),
  "a wildcard after the resource": onResources((arn) => (arn.endsWith("*") ? arn : `${arn}*`)),
  "a wildcard for the random suffix": onResources((arn) => arn.replace(/-\?{6}$/, "-*")),
  "a wildcard for the whole end": onResources((arn) => arn.replace(/-\?{6}$/, "*")),
  "no slash before the wildcard": onResources((arn) => arn.replace(/\/\*$/, "*")),
  "any user": onResources((arn) => arn.replace(/(:dbuser:[^/]+)\/.*$/, "$1/*")),
  "any database": onResources((arn) => arn.replace(/:dbuser:[^/]+\//, ":dbuser:*/")),
  "the parent folder": onResources((arn) => arn.replace(/\/[^/]*$/, "/*")),
  "any region": onResources((arn) => arn.replace(/^(arn:[^:]+:[^:]+):[^:]+:(\d)/, "$1:*:$2")),
  "any account": onResources((arn) => arn.replace(/:\d{12}:/, ":*:")),
  "any partition": onResources((arn) => arn.replace(/^arn:[^:]+:/, "arn:*:")),
  "another partition": onResources((arn) => arn.replace(/^arn:[^:]+:/, "arn:aws-iso-b:")),
  "a sibling's resource": (statement) => ({
    ...statement,
    Resource: [...(statement.Resource ?? []), ...(statement.Resource ?? []).map(siblingOf)],
  }),
  "the sibling's resource instead": onResources(siblingOf),
  "every action of the service": onActions((action) => action.replace(/:[A-Z].*$/, ":*")),
  "every action of the verb": onActions((action) => action.replace(/:([A-Z][a-z]).*$/, ":$1*")),
  "one action more": (statement) => ({ ...statement, Action: [...new Set(statement.Action.flatMap(withNext))] }),
  "one action less": (statement) => ({ ...statement, Action: statement.Action.slice(1) }),
  "one resource less": (statement) => ({ ...statement, Resource: (statement.Resource ?? []).slice(1) }),
  "without its condition": withoutCondition,
  "a denial": (statement) => ({ ...statement, Effect: "Deny" }),
};

/** Slips of the pen in a statement of the role's trust. */
const TRUST_CHANGES: Readonly<Record<string, Change>> = {
  "without any condition": withoutCondition,
  "any subject": onConditions((key, value) => (/:sub$/.test(key) ? undefined : value)),
  "any audience": onConditions((key, value) => (/:aud$/.test(key) ? undefined : value)),
  "any cluster": onConditions((key, value) => (/eks-cluster-arn$/.test(key) ? undefined : value)),
  "any namespace": onConditions((key, value) => (/kubernetes-namespace$/.test(key) ? undefined : value)),
  "any ServiceAccount": onConditions((key, value) => (/service-account$/.test(key) ? undefined : value)),
  "a wildcard in the subject": asPattern((value) => value.replace(/[^:]*$/, "*")),
  "a wildcard for the namespace": asPattern((value) => value.replace(/^(system:serviceaccount:)[^:]+/, "$1*")),
  "a sibling's subject": onConditions((key, value) => (/:sub$|service-account$/.test(key) ? `${value}-2` : value)),
  "another audience": onConditions((key, value) => (/:aud$/.test(key) ? "vault" : value)),
  "a provider of another cluster": onPrincipal((arn) => `${arn}2`),
  "a provider of another account": onPrincipal((arn) => arn.replace(/:\d{12}:/, ":999999999999:")),
  "another service": onPrincipal((service) => service.replace(/^pods\.eks/, "ec2")),
  "one action less": (statement) => ({ ...statement, Action: statement.Action.slice(1) }),
  // With a token only one action can be asked for: for IRSA this would be the same policy.
  "every action": onActions((action) => action.replace(/^sts:(AssumeRole|TagSession)$/, "sts:*")),
};

/** Each change to each statement, where it changes anything. */
export function awsMutants(role: RoleDocuments): readonly Mutant<RoleDocuments>[] {
  const ofPolicies = role.policies.flatMap((policy, index) =>
    mutated(policy, POLICY_CHANGES).map(({ title, documents }) => ({
      title,
      documents: {
        ...role,
        policies: role.policies.map((other, position) => (position === index ? documents : other)),
      },
    })),
  );
  const ofTrust = mutated(role.trust, TRUST_CHANGES).map(({ title, documents }) => ({
    title: `trust, ${title}`,
    documents: { ...role, trust: documents },
  }));
  return [...ofPolicies, ...ofTrust, ...withoutOwners(role)];
}

/** What the owners of another account forgot. */
function withoutOwners(role: RoleDocuments): readonly Mutant<RoleDocuments>[] {
  const { owners } = role;
  if (owners === undefined) return [];
  return Object.keys(owners.byService).map((service) => {
    const byService = Object.fromEntries(Object.entries(owners.byService).filter(([other]) => other !== service));
    return { title: `no policy of the ${service} owner`, documents: { ...role, owners: { ...owners, byService } } };
  });
}

function mutated(policy: PolicyDocument, changes: Readonly<Record<string, Change>>): readonly Mutant<PolicyDocument>[] {
  return policy.Statement.flatMap((statement, index) =>
    Object.entries(changes).flatMap(([title, change]) => {
      const changed = change(statement);
      if (JSON.stringify(changed) === JSON.stringify(statement)) return [];
      const kept = isEmpty(changed) ? [] : [changed];
      const Statement = [...policy.Statement.slice(0, index), ...kept, ...policy.Statement.slice(index + 1)];
      return [{ title: `${statement.Sid ?? index}: ${title}`, documents: { ...policy, Statement } }];
    }),
  );
}

/** AWS refuses a statement without an action or a resource, so such a mutant has none. */
function isEmpty({ Action, Resource }: Statement): boolean {
  return Action.length === 0 || Resource?.length === 0;
}

function onResources(change: (arn: string) => string): Change {
  return (statement) => ({ ...statement, Resource: (statement.Resource ?? []).map(change) });
}

function onActions(change: (action: string) => string): Change {
  return (statement) => ({ ...statement, Action: statement.Action.map(change) });
}

function onConditions(change: (key: string, value: string) => string | undefined): Change {
  return (statement) => ({ ...statement, ...conditionOf(statement, "StringEquals", change) });
}

function asPattern(change: (value: string) => string): Change {
  return (statement) => {
    const changed = conditionOf(statement, "StringLike", (key, value) => (/:sub$/.test(key) ? change(value) : value));
    const same = conditionOf(statement, "StringLike", (_key, value) => value);
    return JSON.stringify(changed) === JSON.stringify(same) ? statement : { ...statement, ...changed };
  };
}

function conditionOf(
  statement: Statement,
  operator: string,
  change: (key: string, value: string) => string | undefined,
): Pick<Statement, "Condition"> {
  const pairs = Object.entries(statement.Condition?.["StringEquals"] ?? {}).map(([key, value]) => [
    key,
    change(key, String(value)),
  ]);
  return { Condition: { [operator]: Object.fromEntries(pairs.filter(([, value]) => value !== undefined)) } };
}

function onPrincipal(change: (principal: string) => string): Change {
  return (statement) => ({
    ...statement,
    Principal: Object.fromEntries(Object.entries(statement.Principal ?? {}).map(([kind, id]) => [kind, change(id)])),
  });
}

function withoutCondition(statement: Statement): Statement {
  return Object.fromEntries(Object.entries(statement).filter(([key]) => key !== "Condition")) as unknown as Statement;
}

function siblingOf(arn: string): string {
  if (arn.endsWith("/*")) return arn.replace(/\/\*$/, "-2/*");
  return arn.endsWith("-??????") ? arn.replace(/-\?{6}$/, "-2-??????") : `${arn}2`;
}

/** The action that somebody would add next; `rds-db` has one action only. */
const NEXT: Readonly<Record<string, string>> = {
  "secretsmanager:GetSecretValue": "secretsmanager:PutSecretValue",
  "s3:GetObject": "s3:GetObjectVersion",
  "s3:ListBucket": "s3:ListBucketVersions",
  "kms:Decrypt": "kms:Encrypt",
};

function withNext(action: string): readonly string[] {
  const next = NEXT[action];
  return next === undefined ? [action] : [action, next];
}
