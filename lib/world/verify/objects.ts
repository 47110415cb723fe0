import { right, unknown, warning, wrong, type Check, type Outcome } from "../check";
import { differencesOf, type Difference } from "../differences";
import type { ExpectedEnvironment } from "../expected";
import { find, type Facts } from "../facts";
import type { Kind } from "../kinds";
import { isRecord } from "../shapes";

const FLAG = "allowOverrideSecretsWithSecretStoreCSIDriver";
const DEPLOY = "Deploy the environment.";

type Compared = Extract<Kind, "ServiceAccount" | "SecretProviderClass" | "ExternalSecret" | "MendixApp">;

/** The objects of an environment, held against its declaration. */
export const OBJECT_CHECKS: readonly Check[] = [
  {
    id: "service-account",
    title: "ServiceAccount",
    why: "The pod is its ServiceAccount: its annotations say which role or identity it is, and that the Operator gives it to the app.",
    of: "environment",
    looksAt: ["ServiceAccount"],
    look: (facts, environment) => compareObject(facts, environment, "ServiceAccount"),
  },
  {
    id: "secret-provider-class",
    title: "SecretProviderClass",
    why: "It says what the driver mounts, file by file. One object that is missing in the store keeps the whole pod from starting.",
    of: "environment",
    looksAt: ["SecretProviderClass"],
    look: (facts, environment) => compareObject(facts, environment, "SecretProviderClass"),
  },
  {
    id: "external-secret",
    title: "ExternalSecret",
    why: "External Secrets Operator makes the Secret of it, and says in its status when it can't.",
    of: "environment",
    looksAt: ["ExternalSecret"],
    look: lookAtExternalSecret,
  },
  {
    id: "secret-keys",
    title: "Secret",
    why: "The Operator mounts the Secret of the environment's name, one file for each of its keys. Only names are looked at.",
    of: "environment",
    looksAt: ["Secret"],
    look: lookAtSecret,
  },
  {
    id: "mendix-app",
    title: "MendixApp",
    why: "The Operator makes the app of it. Values that may be secret are compared and never shown.",
    of: "environment",
    looksAt: ["MendixApp"],
    look: (facts, environment) => {
      const { name, namespace, standalone, mount } = environment;
      const app = find(facts, "MendixApp", name, namespace);
      if (standalone) return [compareObject(facts, environment, "MendixApp") ?? [], plans(facts, environment)].flat();
      if (mount.kind === "none") return undefined;
      if (!app)
        return wrong(
          "There is none: the portal makes it.",
          "Create the environment in the portal, under the same internal name.",
        );
      if (app.spec[FLAG] === true) return [right("the portal's, with a secret store."), ...plans(facts, environment)];
      return wrong(
        `It has not ${FLAG}: true, so it reads no store.`,
        "Switch Enable Secrets Store on in the portal, on the namespace's page.",
      );
    },
  },
];

function compareObject<K extends Compared>(
  facts: Facts,
  environment: ExpectedEnvironment,
  kind: K,
): Outcome | undefined {
  const declared = environment.objects.find((object) => object.kind === kind);
  if (!declared) return undefined;
  const seen = find(facts, kind, declared.name, declared.namespace);
  if (!seen) return wrong(`There is no ${kind} ${declared.name} in the namespace ${declared.namespace}.`, DEPLOY);
  if (seen.metadata.deletionTimestamp !== undefined) {
    return wrong("It is being deleted.", "Wait until it is gone, and deploy the environment again.");
  }
  const differences = differencesOf(declared, seen, seen.metadata);
  if (differences.length === 0) return right("as declared.");
  return wrong(
    `${differences.map(differenceText).join("; ")}.`,
    `${DEPLOY} What others are to own is given up in the declaration (app.ownedByOthers).`,
  );
}

function differenceText({ field, how, owner }: Difference): string {
  return `${field} ${how}${owner === undefined ? "" : ` (by ${owner})`}`;
}

/** A database or storage plan takes the store's place. */
function plans(facts: Facts, { name, namespace }: ExpectedEnvironment): readonly Outcome[] {
  const spec = find(facts, "MendixApp", name, namespace)?.spec;
  const planned = ["database", "storage"].filter((part) => {
    const value = spec?.[part];
    return isRecord(value) && typeof value["servicePlan"] === "string" && value["servicePlan"] !== "";
  });
  if (planned.length === 0) return [];
  return [
    wrong(
      `It has a plan for its ${planned.join(" and ")}, and plans exclude a secret store.`,
      "Make the environment anew without plans.",
    ),
  ];
}

function lookAtExternalSecret(facts: Facts, environment: ExpectedEnvironment) {
  const compared = compareObject(facts, environment, "ExternalSecret");
  if (compared?.status !== "right") return compared;
  const { status } = find(facts, "ExternalSecret", environment.name, environment.namespace) ?? {};
  const ready = status?.conditions.find(({ type }) => type === "Ready");
  if (ready === undefined)
    return [compared, unknown("It says nothing yet.", "See that External Secrets Operator runs.")];
  if (ready.status === "True") return compared;
  return wrong(
    `It makes no Secret: ${ready.message ?? ready.reason ?? "it does not say why"}.`,
    "Read its events below, and look at its SecretStore with doctor.",
  );
}

function lookAtSecret(facts: Facts, { name, namespace, mount, keys }: ExpectedEnvironment) {
  if (mount.kind !== "Secret") return undefined;
  const secret = find(facts, "Secret", name, namespace);
  if (!secret) return wrong(`There is no Secret ${name} in the namespace ${namespace}.`, DEPLOY);
  const missing = keys.filter(({ key }) => !secret.keys.includes(key)).map(({ key }) => key);
  const added = secret.keys.filter((key) => !keys.some((declared) => declared.key === key));
  const empty = keys.filter(({ key, value }) => value !== "" && secret.empty.includes(key)).map(({ key }) => key);
  const marked = secret.metadata.annotations[ANNOTATION] === "true";
  const faults = [
    ...(marked ? [] : [`it lacks the annotation ${ANNOTATION}: "true"`]),
    ...(missing.length > 0 ? [`it lacks ${missing.join(", ")}`] : []),
    ...(empty.length > 0 ? [`${empty.join(", ")} ${empty.length === 1 ? "is" : "are"} empty`] : []),
  ];
  const more = added.length > 0 ? [`it has ${added.join(", ")}, which nobody declared`] : [];
  if (faults.length > 0) return wrong(`${[...faults, ...more].join("; ")}.`, DEPLOY);
  if (more.length > 0) return warning(`${more.join("")}.`, "Declare them, or take them out of the Secret.");
  return right(`its ${keys.length} keys, as declared.`);
}

const ANNOTATION = "privatecloud.mendix.com/environment-secret";
