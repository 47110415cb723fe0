import { runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import type { PolicyDocument, RoleDocuments } from "./documents";
import type { Question } from "../oracle";

/** The evaluator knows the claims of this issuer; those of any other it drops, and every trust would be refused. */
const KNOWN_ISSUER = "accounts.google.com";

/** Asks an IAM evaluator that shares no code with this library. */
export async function evaluateAws(role: RoleDocuments, question: Question): Promise<boolean> {
  return isTrust(question) ? evaluate(trustSimulation(role, question)) : evaluate(accessSimulation(role, question));
}

function isTrust({ context }: Question): boolean {
  return context?.["principal"] !== undefined;
}

function accessSimulation(role: RoleDocuments, { action, resource, context }: Question): Simulation {
  const account = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1] ?? accountOf(role.roleArn);
  return {
    request: {
      principal: role.roleArn,
      action,
      resource: { resource, accountId: account },
      contextVariables: {
        ...context,
        ...(account === role.owners?.account ? { "aws:PrincipalArn": role.roleArn } : {}),
      },
    },
    identityPolicies: role.policies.map((policy, index) => ({ name: `policy-${index}`, policy })),
    ...resourcePolicyOf(role, action, account),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
}

function trustSimulation(role: RoleDocuments, { action, context = {} }: Question): Simulation {
  const { principal = "", ...claims } = context;
  const issuer = /:oidc-provider\/(.*)$/.exec(principal)?.[1] ?? "";
  const known = <T>(value: T): T =>
    issuer === "" ? value : (JSON.parse(JSON.stringify(value).replaceAll(issuer, KNOWN_ISSUER)) as T);
  return {
    request: {
      principal: known(principal),
      action,
      resource: { resource: role.roleArn, accountId: accountOf(role.roleArn) },
      contextVariables: known(claims),
    },
    identityPolicies: [],
    resourcePolicy: known(role.trust),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
}

async function evaluate(simulation: Simulation): Promise<boolean> {
  const result = await runSimulation(simulation, {});
  if (result.resultType === "error") throw new Error(`${result.errors.message}: ${JSON.stringify(simulation)}`);
  // A claim that was dropped would make a denial that proves nothing.
  const ignored = result.resultType === "single" ? (result.result.ignoredContextKeys ?? []) : [];
  if (ignored.length > 0) throw new Error(`the evaluator dropped ${ignored.join(", ")}`);
  return result.overallResult === "Allowed";
}

function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}

/**
 * Another account's own policies would have to allow it too, and a key's policy has to hand the decision to IAM. Here
 * they do, so that only the role's policies decide.
 */
function resourcePolicyOf(
  { roleArn, owners }: RoleDocuments,
  action: string,
  account: string,
): Pick<Simulation, "resourcePolicy"> {
  if (account === owners?.account) {
    const [service = ""] = action.split(":");
    const resourcePolicy = owners.byService[service];
    return resourcePolicy === undefined ? {} : { resourcePolicy };
  }
  if (account !== accountOf(roleArn)) return { resourcePolicy: openPolicy(roleArn) };
  const root = roleArn.replace(/:iam::(\d{12}):.*$/, ":iam::$1:root");
  return action.startsWith("kms:") ? { resourcePolicy: openPolicy(root) } : {};
}

function openPolicy(principal: string): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["*"], Resource: ["*"], Principal: { AWS: principal } }],
  };
}
