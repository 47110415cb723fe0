import { ANNOTATIONS, annotationsOf, fieldIn, isAnnotated, templateOf, textIn } from "../candidates";
import type { Found } from "../found";
import { holderOf, placeOf, warning, wrong, type FindingRow, type Look, type Seen } from "./row";

/** How the objects of an environment are tied to each other. */
export const OBJECT_FINDINGS: readonly FindingRow[] = [
  {
    id: "class-version",
    title: "SecretProviderClass of an old version",
    mistakes: [4],
    look: ({ candidate }) =>
      candidate.class?.apiVersion.endsWith("/v1alpha1")
        ? [
            warning({
              where: placeOf(candidate.class, ["apiVersion"]),
              seen: "The SecretProviderClass is v1alpha1, which the driver announces to drop.",
              fix: "Write apiVersion: secrets-store.csi.x-k8s.io/v1.",
              mistake: 4,
            }),
          ]
        : [],
  },
  {
    id: "annotation",
    title: "object without the annotation by which the Operator knows it",
    mistakes: [25],
    look: (look) => [
      ...annotation(look.candidate.account, ANNOTATIONS.ServiceAccount),
      ...annotation(look.candidate.class, ANNOTATIONS.SecretProviderClass),
      ...annotationOfExternal(look),
    ],
  },
  {
    id: "flag",
    title: "MendixApp that does not ask for its store",
    mistakes: [],
    look: ({ candidate }) => {
      const { app, connected } = candidate;
      const field = ["spec", "allowOverrideSecretsWithSecretStoreCSIDriver"];
      if (!app || connected || holderOf(candidate) === undefined || fieldIn(app.object, field) === true) return [];
      const seen = "allowOverrideSecretsWithSecretStoreCSIDriver is not true: the Operator does not mount the store.";
      return [wrong({ where: placeOf(app, field), seen, fix: `Write ${field.join(".")}: true.` })];
    },
  },
  {
    id: "names",
    title: "names that do not match",
    mistakes: [],
    look: names,
  },
  {
    id: "two-stores",
    title: "two stores for one app",
    mistakes: [],
    look: ({ candidate }) =>
      candidate.class && (candidate.secret ?? candidate.external)
        ? [
            warning({
              where: placeOf(candidate.secret ?? candidate.external),
              seen: "There is a SecretProviderClass of the same name, which wins: this Secret is ignored.",
              fix: "Delete the one that is not meant.",
            }),
          ]
        : [],
  },
  {
    id: "rotation",
    title: "CSI driver whose rotation is off",
    mistakes: [26],
    look: ({ candidate, found }) => {
      const driver = found.find(({ kind, name }) => kind === "CSIDriver" && name === "secrets-store.csi.k8s.io");
      if (!driver || !candidate.class || fieldIn(driver.object, ["spec", "requiresRepublish"]) !== false) return [];
      const seen = "The CSI driver's rotation is off: a new value reaches the pod only when it starts anew.";
      const fix = "Install it with enableSecretRotation=true and a rotationPollInterval of at most 2m.";
      return [warning({ where: placeOf(driver), seen, fix, mistake: 26 })];
    },
  },
];

function annotation(object: Found | undefined, name: string): readonly Seen[] {
  if (!object) return [];
  const value = fieldIn(object.object, ["metadata", "annotations", name]);
  if (value === "true") return [];
  const where = placeOf(object, ["metadata", "annotations", name]);
  const seen =
    value === undefined
      ? `The ${object.kind} lacks the annotation ${name}, by which the Operator knows it.`
      : `The annotation ${name} is not the text "true".`;
  return [wrong({ where, seen, fix: `Write ${name}: "true", in quotes.`, mistake: 25 })];
}

/** An ExternalSecret's own Secret has what its template says. */
function annotationOfExternal({ candidate: { external, class: own } }: Look): readonly Seen[] {
  if (!external || own || isAnnotated(templateOf(external), ANNOTATIONS.Secret)) return [];
  const seen = `The Secret that this makes lacks the annotation ${ANNOTATIONS.Secret}.`;
  const fix = `Write it as spec.target.template.metadata.annotations: { ${ANNOTATIONS.Secret}: "true" }.`;
  return [wrong({ where: placeOf(external, ["spec", "target"]), seen, fix })];
}

/** ServiceAccount, class and MendixApp carry one name; which of them is missing shows another's. */
function names({ candidate, found }: Look): readonly Seen[] {
  const { name, namespace, app, account, class: own } = candidate;
  const holder = holderOf(candidate);
  const seenKind = (kind: Found["kind"]) => found.some((one) => one.kind === kind && one.namespace === namespace);
  const othersOf = (kind: Found["kind"]) =>
    found
      .filter((one) => one.kind === kind && one.namespace === namespace && !isWhole(one, found))
      .map((one) => one.name);
  const report = (kind: Found["kind"], at: Found | undefined) => {
    const others = othersOf(kind);
    const hint = others.length === 0 ? "" : ` There is ${others.join(", ")}.`;
    const seen = `No ${kind} has the name ${name}, and all of an environment's objects have one name.${hint}`;
    return [wrong({ where: placeOf(at), seen, fix: `Make the ${kind} with the name ${name}.` })];
  };
  return [
    ...(app && !holder ? report("SecretProviderClass", app) : []),
    ...(own && !account && seenKind("ServiceAccount") ? report("ServiceAccount", own) : []),
    ...(!app && (own ?? account) && seenKind("MendixApp") ? report("MendixApp", own ?? account) : []),
  ];
}

/** Whether an object has a MendixApp of its own: then it is nobody else's. */
function isWhole({ name, namespace, kind }: Found, found: readonly Found[]): boolean {
  if (kind !== "MendixApp")
    return found.some((one) => one.kind === "MendixApp" && one.name === name && one.namespace === namespace);
  return found.some((one) => one.kind === "SecretProviderClass" && one.name === name && one.namespace === namespace);
}

/** Role of AWS that a ServiceAccount names. */
export function roleOf({ candidate }: Look): string | undefined {
  return textIn(annotationsOf(candidate.account)["eks.amazonaws.com/role-arn"]);
}
