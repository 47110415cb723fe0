import type { Blueprint } from "../core/blueprint";
import { Cluster } from "../core/cluster";
import type { DeliveryShare, IdentityShare, StoreShare, AppShare } from "../core/parts";
import { Share } from "../core/share";
import type { Subject } from "../core/subject";
import type { Foundation } from "./foundation";
import { assertTypes, MistypedProp } from "../core/prop-types";

const CLUSTER_TYPES = {
  kind: "text",
  name: "text",
  oidcProviderArn: "text",
  account: "text",
  region: "text",
  audience: "text",
  issuer: "text",
  subscription: "text",
  project: "text",
  projectNumber: "text",
  globalOperatorNamespace: "text",
  secretRotation: "flag",
} as const;

/** What stands for a part that could not describe itself. */
export const emptyStore = (): StoreShare =>
  Object.assign(new Share(), { entries: [], mount: { kind: "none" } as const });
export const emptyIdentity = (): IdentityShare => Object.assign(new Share(), { principal: "", trusts: "" });
export const emptyDelivery = (): DeliveryShare => Object.assign(new Share(), { written: [] });
export const emptyApp = (): AppShare =>
  Object.assign(new Share(), { spec: undefined, imagePullSecrets: [], operatorConfiguration: {} });

/**
 * Lets a part describe itself. JavaScript callers can leave out or mistype what the types require; that is a problem
 * of the declaration like any other, not a stack trace.
 */
export function safely<T extends Share>(prop: string, describe: () => T, empty: () => T): T {
  try {
    return describe();
  } catch (error) {
    if (!isMistyped(error)) throw error;
    const share = empty();
    reportUnreadable(share, prop, error);
    return share;
  }
}

/** Whether an error is what JavaScript says of a value that is not of its declared type. */
export function isMistyped(error: unknown): boolean {
  return error instanceof TypeError || error instanceof URIError || error instanceof RangeError;
}

export function reportUnreadable(share: Share, prop: string, error: unknown): void {
  if (error instanceof MistypedProp) {
    const fix = "Compare it with the documentation of the prop; TypeScript would refuse it.";
    share.problem("MX-PROP", error.prop, `${error.prop} is not ${error.expected}.`, fix);
    return;
  }
  share.problem(
    "MX-PROP",
    prop,
    `The declaration of ${prop} can't be read: a required prop is missing or has another type.`,
    "Compare it with the documentation of its props; TypeScript names the one.",
  );
}

/** Whether the parts that everything else is built on are there. */
export function isComplete(share: Share, props: Foundation & { readonly app?: unknown }, needsApp = true): boolean {
  const needed: readonly (readonly [prop: string, present: boolean, example: string])[] = [
    ["cluster", props?.cluster instanceof Cluster, 'cluster: Cluster.eks({ name: "prod", ... })'],
    [
      "versions",
      typeof props?.versions === "object" && props.versions !== null,
      'versions: { operator: "2.25.1", mendix: "10.24.14" }',
    ],
    ["store", describes(props?.store), "store: new AwsSecretsManager()"],
    ["app", !needsApp || describes(props?.app), "app: App.connected()"],
  ];
  for (const [prop, present, example] of needed) {
    if (present) continue;
    share.problem("MX-PROP", prop, `${prop} is missing or has another type.`, `Write ${example}.`);
  }
  if (props?.cluster instanceof Cluster) checkFacts(share, props.cluster);
  return share.problems.length === 0;
}

/** Names, trusts and places are built from the texts of the cluster, wherever it is used. */
function checkFacts(share: Share, { given, ...facts }: Cluster): void {
  try {
    assertTypes("cluster", { ...facts, ...given }, CLUSTER_TYPES);
  } catch (error) {
    reportUnreadable(share, "cluster", error);
  }
}

/** What is left of a declaration that lacks a part which everything else is built on. */
export function incompleteBlueprint(props: Foundation, own: Share): Blueprint {
  const environment = textAt(() => props.name);
  const cluster = clusterAt(() => props.cluster);
  return {
    ...emptyBlueprint({ cluster, namespace: textAt(() => props.namespace), name: environment }),
    versions: { operator: textAt(() => props.versions.operator), mendix: textAt(() => props.versions.mendix) },
    problems: own.problems.map((problem) => ({ ...problem, environment })),
  };
}

/** A blueprint that makes nothing. */
export function emptyBlueprint(subject: Subject): Blueprint {
  return {
    subject,
    reader: "driver",
    versions: { operator: "", mendix: "" },
    store: "",
    restart: "",
    delivery: "",
    keys: [],
    entries: [],
    mount: emptyStore().mount,
    grants: [],
    objects: [],
    resources: [],
    manifests: { files: {} },
    creates: {},
    gates: [],
    steps: [],
    variables: [],
    fills: [],
    warnings: [],
    claims: [],
    providers: [],
    places: [],
    problems: [],
  };
}

/** The text of a declaration that may throw when it is looked at. */
function textAt(get: () => unknown): string {
  return textOf(valueAt(get));
}

function clusterAt(get: () => unknown): Cluster {
  const cluster = valueAt(get);
  return cluster instanceof Cluster && typeof cluster.name === "string" ? cluster : Cluster.other({ name: "" });
}

function valueAt(get: () => unknown): unknown {
  try {
    return get();
  } catch {
    return undefined;
  }
}

/** A text, or none where JavaScript passes something else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function describes(part: unknown): boolean {
  return typeof (part as { describe?: unknown } | undefined)?.describe === "function";
}
