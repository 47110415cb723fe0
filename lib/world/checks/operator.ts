import { GATES } from "../../catalogue/gates";
import { atLeast } from "../../catalogue/versions";
import { right, unknown, warning, wrong, type Check, type Outcome } from "../check";
import { isFields, type Declared, type DeclaredFields, type ExpectedEnvironment } from "../expected";
import { find, type Facts } from "../facts";
import type { Fact } from "../kinds";
import { versionOf } from "../providers";

const NAME = "mendix-operator";
const CONFIGURATION = "mendix-operator-configuration";

/** The Operator that serves a namespace: its own, else a global one somewhere else. */
function operatorOf(facts: Facts, namespace: string): Fact<"Deployment"> | undefined {
  const operators = facts.objects.Deployment.filter(isOperator);
  return operators.find(({ metadata }) => metadata.namespace === namespace) ?? operators[0];
}

function isOperator({ metadata, spec }: Fact<"Deployment">): boolean {
  return (
    metadata.name === NAME ||
    spec.template.spec.containers.some(({ image }) => /\/mendix-operator[:@-]/.test(image ?? ""))
  );
}

function imageOf({ spec }: Fact<"Deployment">): string | undefined {
  const { containers } = spec.template.spec;
  return (containers.find(({ name, image }) => name === NAME || /mendix-operator/.test(image ?? "")) ?? containers[0])
    ?.image;
}

/** The Mendix Operator, and what it has to be told for a namespace. */
export const OPERATOR_CHECKS: readonly Check[] = [
  {
    id: "operator",
    title: "Mendix Operator",
    why: "The Operator makes the app's pods. It runs in the environment's namespace, or once for the cluster as the global Operator.",
    of: "environment",
    looksAt: ["Deployment"],
    look: (facts, { namespace }) => {
      const operator = operatorOf(facts, namespace);
      if (!operator) {
        return wrong(
          `No Operator is in the namespace ${namespace} or elsewhere.`,
          `Install it with mxpc-cli base-install --namespace ${namespace}.`,
        );
      }
      const { metadata, status } = operator;
      const where = `${metadata.namespace}/${metadata.name}`;
      if ((status.readyReplicas ?? 0) === 0) {
        return wrong(
          `${where} has no ready pod.`,
          `Look at kubectl --namespace ${metadata.namespace} describe deployment ${metadata.name}.`,
        );
      }
      if (metadata.namespace === namespace) return right(`${where} is ready.`);
      return unknown(
        `None in the namespace ${namespace}; ${where} is ready, if it is the global Operator and manages ${namespace}.`,
        `See that ${namespace} is among the namespaces that it manages.`,
      );
    },
  },
  {
    id: "operator-version",
    title: "Version of the Operator",
    why: "What an environment may use is decided by the declared versions.operator. An older Operator ignores what it does not know, and the app does not start or starts without it.",
    of: "environment",
    looksAt: ["Deployment"],
    look: (facts, environment) => {
      const operator = operatorOf(facts, environment.namespace);
      return operator && compareVersions(versionOf(imageOf(operator)), environment);
    },
  },
  {
    id: "operator-configuration",
    title: "OperatorConfiguration",
    why: "Labels of the pods and their ServiceAccount token are set for a whole namespace where the portal owns the MendixApp, and by hand.",
    of: "environment",
    looksAt: ["OperatorConfiguration"],
    look: (facts, { namespace, operatorConfiguration }) => {
      if (operatorConfiguration === undefined) return undefined;
      const seen = find(facts, "OperatorConfiguration", CONFIGURATION, namespace);
      if (!seen) return wrong(`${CONFIGURATION} is not in the namespace ${namespace}.`, "Install the Operator in it.");
      const missing = missingIn(operatorConfiguration, seen.spec);
      if (missing.length === 0) return right(`${CONFIGURATION} has what is declared.`);
      const patch = JSON.stringify({ spec: operatorConfiguration });
      return wrong(
        `${CONFIGURATION} has not ${missing.join(", ")}.`,
        `kubectl --namespace ${namespace} patch operatorconfiguration ${CONFIGURATION} --type merge --patch '${patch}', then restart the Operator.`,
      );
    },
  },
  {
    id: "operator-restarted",
    title: "Operator since its configuration",
    why: "The Operator reads its OperatorConfiguration only when it starts.",
    of: "environment",
    looksAt: ["OperatorConfiguration", "Pod"],
    look: (facts, { namespace, operatorConfiguration }) => {
      const seen = find(facts, "OperatorConfiguration", CONFIGURATION, namespace);
      if (operatorConfiguration === undefined || !seen) return undefined;
      const changed = latest(seen.metadata.managedFields.map(({ time }) => time));
      const pods = facts.objects.Pod.filter(
        (pod) => pod.metadata.namespace === namespace && pod.metadata.name.startsWith(`${NAME}-`),
      );
      const started = latest(pods.map(({ status }) => status.startTime));
      if (changed === undefined || started === undefined) return undefined;
      if (started >= changed) return right("It started after the last change.");
      return warning(
        `It started at ${started}, and its configuration changed at ${changed}.`,
        `kubectl --namespace ${namespace} rollout restart deployment/${NAME}`,
      );
    },
  },
  {
    id: "connected-switch",
    title: "Secret store of a connected app",
    why: "Where the portal owns the MendixApp, it sets the app's tie to its store: Enable Secrets Store on the namespace's page.",
    of: "environment",
    looksAt: ["MendixApp"],
    look: (facts, { name, namespace, standalone, mount }) => {
      const app = find(facts, "MendixApp", name, namespace);
      if (standalone || mount.kind === "none" || !app) return undefined;
      if (app.spec[FLAG] === true) return right("The portal set it.");
      return wrong(
        `The MendixApp ${name} does not read a secret store.`,
        "Switch Enable Secrets Store on in the portal, on the namespace's page.",
      );
    },
  },
];

const FLAG = "allowOverrideSecretsWithSecretStoreCSIDriver";

function compareVersions(seen: string | undefined, { operator, gates }: ExpectedEnvironment): Outcome {
  if (seen === undefined) return unknown("Its image carries no version.", `See that it is ${operator} or newer.`);
  const closed = gates.filter(({ gate }) => {
    const needed: { readonly operator?: string } = GATES[gate];
    return needed.operator !== undefined && !atLeast(seen, needed.operator);
  });
  const [first] = closed;
  if (first) {
    const needs = first.needs.find(({ what }) => what === "Operator")?.version;
    return wrong(
      `${seen} is too old for: ${closed.map(({ feature }) => feature).join(", ")}.`,
      `Upgrade the Operator to ${needs} or newer.`,
    );
  }
  if (atLeast(seen, operator) && atLeast(operator, seen)) return right(`${seen}, as declared.`);
  if (atLeast(seen, operator))
    return warning(
      `${seen}; ${operator} is declared.`,
      `Write versions.operator: "${seen}", so that its features may be declared.`,
    );
  return warning(
    `${seen} is older than ${operator}, which is declared.`,
    `Upgrade the Operator, or write versions.operator: "${seen}".`,
  );
}

/** Paths of declared fields that are not there, or are otherwise. */
function missingIn(declared: DeclaredFields, seen: unknown, above = ""): readonly string[] {
  return Object.entries(declared).flatMap(([field, value]: [string, Declared]) => {
    const path = `${above}${field}`;
    const found =
      typeof seen === "object" && seen !== null ? (seen as Readonly<Record<string, unknown>>)[field] : undefined;
    if (isFields(value)) return missingIn(value, found, `${path}.`);
    return found === value || typeof value === "symbol" ? [] : [`${path}: ${JSON.stringify(value)}`];
  });
}

function latest(times: readonly (string | undefined)[]): string | undefined {
  return times
    .filter((time): time is string => time !== undefined)
    .sort()
    .at(-1);
}
