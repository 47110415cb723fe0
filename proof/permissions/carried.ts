import type { AwsGrant, AzureGrant, Grant, GoogleGrant } from "../../lib/blueprint/grant";
import type { Resource } from "../../lib/core/resource";
import type { Configuration } from "../support/resolved";
import { roleOf, type Statement } from "./aws/documents";
import { evaluateAws } from "./aws/evaluator";
import { computedIn, documentsOf as azureDocuments } from "./azure/documents";
import { evaluateAzure } from "./azure/evaluator";
import { subscriptionOf } from "./azure/needs";
import { ROLES as AZURE_ROLES } from "./azure/roles";
import type { Deployed } from "./deployed";
import { documentsOf as googleDocuments } from "./google/documents";
import { evaluateGoogle } from "./google/evaluator";
import { ROLES as GOOGLE_ROLES } from "./google/roles";
import type { Question } from "./oracle";
import { resolvedIn } from "../support/resolved";

/** Resources that give a permission, and are no grant of the pod's: each with the reason. */
const NO_GRANT: Readonly<Record<string, string>> = {
  "store/deployer-role": "Whoever deploys writes the secrets.",
  "identity/impersonator": "It lets the pod act as the account that has the grants.",
};

const PERMISSIONS = /^(aws_iam_role_policy|azurerm_role_assignment|google_.*_iam_member)$/;

/**
 * What is wrong between the permissions that a blueprint describes and those that its resources make: each grant has
 * one carrier, the carrier alone allows it, and nothing is allowed that no grant describes.
 */
export async function carriedFaults(deployed: Deployed): Promise<readonly string[]> {
  const { grants, resources, steps } = deployed.blueprint;
  const faults: string[] = [];
  for (const grant of grants) {
    const carriers = [...resources, ...steps].filter(({ carries }) => carries?.includes(grant.key));
    if (carriers.length !== 1) faults.push(`${grant.key}: ${carriers.length} carriers`);
    const [carrier] = carriers;
    if (carrier && "kind" in carrier) faults.push(...(await denied(deployed, carrier, grant)));
  }
  for (const resource of resources.filter(({ type }) => PERMISSIONS.test(type))) {
    if (resource.carries === undefined && NO_GRANT[resource.path] === undefined) {
      faults.push(`${resource.path}: a permission of no grant`);
    }
    const own = grants.filter(({ key }) => resource.carries?.includes(key));
    faults.push(...undescribed(deployed, resource, own).map((what) => `${resource.path}: ${what} is in no grant`));
  }
  return faults;
}

/** The stack as if only one resource of its type were in it, so that its own arguments alone are asked. */
function onlyWith({ configuration }: Deployed, { type, path }: Resource): Configuration {
  const all = Object.entries(configuration.resource?.[type] ?? {});
  const own = all.filter(([, block]) => pathOf(block).endsWith(`/${path}`));
  const others = Object.entries(configuration.resource ?? {}).filter(
    ([other]) => other === type || !PERMISSIONS.test(other),
  );
  return { ...configuration, resource: { ...Object.fromEntries(others), [type]: Object.fromEntries(own) } };
}

function pathOf(block: Readonly<Record<string, unknown>>): string {
  const { metadata } = block["//"] as { readonly metadata: { readonly path: string } };
  return metadata.path;
}

async function denied(deployed: Deployed, resource: Resource, grant: Grant): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [question, allowed] of await answers(deployed, resource, grant)) {
    if (!allowed)
      faults.push(`${grant.key}: ${resource.path} does not allow ${question.action} on ${question.resource}`);
  }
  return faults;
}

type Answers = Promise<readonly (readonly [question: Question, allowed: boolean])[]>;

function answers(deployed: Deployed, resource: Resource, grant: Grant): Answers {
  const only = onlyWith(deployed, resource);
  switch (grant.cloud) {
    case "aws":
      return asked(awsQuestions(grant), awsRole(deployed, only), evaluateAws);
    case "azure": {
      const documents = azureDocuments(only, subscriptionOf(deployed));
      const principal = documents.assignments[0]?.principal ?? "";
      return asked(azureQuestions(deployed, grant, principal), documents, evaluateAzure);
    }
    case "google": {
      const documents = googleDocuments(only);
      return asked(googleQuestions(grant, documents.bindings[0]?.member ?? ""), documents, evaluateGoogle);
    }
  }
}

async function asked<T>(
  questions: readonly Question[],
  documents: T,
  evaluate: (documents: T, question: Question) => Promise<boolean>,
): Answers {
  return Promise.all(questions.map(async (question) => [question, await evaluate(documents, question)] as const));
}

const question = (action: string, resource: string, context: Question["context"] = {}): Question => ({
  title: `${action} on ${resource}`,
  action,
  resource,
  context,
  expected: true,
});

function awsRole({ props }: Deployed, only: Configuration) {
  const { partition = "aws", account = "" } = props.cluster;
  return roleOf(only, { partition, account });
}

/** Each action on each resource, with one name in the place of what a wildcard stands for. */
function awsQuestions({ actions, resources, condition = {} }: AwsGrant): readonly Question[] {
  const context = Object.fromEntries(
    Object.values(condition).flatMap((keys) =>
      Object.entries(keys).map(([key, value]) => [key, [value].flat()[0] ?? ""]),
    ),
  );
  return resources.flatMap((resource) =>
    actions.map((action) => question(action, resource.replace(/\?{6}$/, "AbCdEf").replace(/\*$/, "file"), context)),
  );
}

function azureQuestions(deployed: Deployed, { role, scope }: AzureGrant, principal: string): readonly Question[] {
  const { actions, dataActions } = AZURE_ROLES[role] ?? { actions: [], dataActions: [] };
  const where = typeof scope === "string" ? scope : azureScope(deployed, scope.of, scope.attribute);
  const ask = (plane: string) => (action: string) => question(action.replaceAll("*", "x"), where, { principal, plane });
  return [...actions.map(ask("control")), ...dataActions.map(ask("data"))];
}

function azureScope(deployed: Deployed, of: string, attribute: string): string {
  const { configuration } = deployed;
  for (const [type, named] of Object.entries(configuration.resource ?? {})) {
    const found = Object.entries(named).find(([, block]) => pathOf(block).endsWith(`/${of}`));
    if (!found) continue;
    const reference = `\${${type}.${found[0]}.${attribute}}`;
    return resolvedIn(configuration, reference, computedIn(subscriptionOf(deployed)));
  }
  return `nowhere: ${of}`;
}

function googleQuestions({ role, resource }: GoogleGrant, member: string): readonly Question[] {
  return (GOOGLE_ROLES[role] ?? []).map((action) => question(action, resource, { principal: member }));
}

/** What a resource allows and none of its grants names. */
function undescribed(deployed: Deployed, resource: Resource, grants: readonly Grant[]): readonly string[] {
  if (resource.carries === undefined) return [];
  const only = onlyWith(deployed, resource);
  if (resource.type === "aws_iam_role_policy") {
    const own = grants.filter((grant) => grant.cloud === "aws");
    return policyStatements(awsPolicies(only)).filter((one) => !own.some((grant) => statementOf(grant) === one));
  }
  if (resource.type === "azurerm_role_assignment") {
    const { assignments } = azureDocuments(only, subscriptionOf(deployed));
    const own = grants.flatMap((grant) =>
      grant.cloud === "azure"
        ? [
            [
              grant.role,
              typeof grant.scope === "string"
                ? grant.scope
                : azureScope(deployed, grant.scope.of, grant.scope.attribute),
            ].join(" on "),
          ]
        : [],
    );
    return assignments.map(({ role, scope }) => `${role} on ${scope}`).filter((one) => !own.includes(one));
  }
  const own = grants.flatMap((grant) => (grant.cloud === "google" ? [`${grant.role} on ${grant.resource}`] : []));
  return googleDocuments(only)
    .bindings.map(({ role, resource: on }) => `${role} on ${on}`)
    .filter((one) => !own.includes(one));
}

function awsPolicies(only: Configuration): readonly Statement[] {
  const policies = Object.values(only.resource?.["aws_iam_role_policy"] ?? {});
  return policies.flatMap(
    ({ policy }) => (JSON.parse(resolvedIn(only, policy)) as { Statement: Statement[] }).Statement,
  );
}

function policyStatements(statements: readonly Statement[]): readonly string[] {
  return statements.map(({ Action, Resource = [], Condition }) => text(Action, Resource, Condition));
}

function statementOf({ actions, resources, condition }: AwsGrant): string {
  return text(actions, resources, condition);
}

function text(actions: readonly string[], resources: readonly string[], condition: unknown): string {
  return JSON.stringify([[...actions].sort(), [...resources].sort(), condition ?? {}]);
}
