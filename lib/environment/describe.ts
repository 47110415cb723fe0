import type { Blueprint } from "../blueprint/blueprint";
import type { Claim } from "../blueprint/claim";
import type { Context, IdentityShare, StoreShare } from "../blueprint/parts";
import { Share, type DeclaredKey } from "../blueprint/share";
import { describeAppKeys } from "../catalogue/app-keys";
import { checkKeys } from "../catalogue/key-rules";
import type { AppShare } from "../kubernetes/app";
import { Delivery } from "../kubernetes/delivery";
import { kubernetesObjects } from "../kubernetes/objects";
import { appliedGates } from "./gate-rules";
import { checkGrants } from "./grant-rules";
import { adoptedKeys, mountedKeys, neededVariables } from "./keys";
import type { MendixSecretStoreEnvironmentProps } from "./props";
import { restartTrigger } from "./restart";
import { emptyApp, emptyIdentity, emptyStore, isComplete, isMistyped, reportUnreadable, safely } from "./safely";
import { checkSubject } from "./subject-rules";

/** What each part of an environment contributes. */
interface Shares {
  readonly own: Share;
  readonly keys: readonly DeclaredKey[];
  readonly store: StoreShare;
  readonly identity: IdentityShare | undefined;
  readonly app: AppShare;
  readonly all: readonly Share[];
}

/**
 * Everything that is known about an environment before a construct exists. Pure: it creates nothing, loads no
 * provider binding, and gives the same blueprint for the same props. Wrong props are problems in it, never an error.
 */
export function describeEnvironment(props: MendixSecretStoreEnvironmentProps): Blueprint {
  const own = new Share();
  if (!isComplete(own, props)) return incompleteBlueprint(props, own);
  checkSubject(own, props);
  const { name, namespace, cluster, versions, identity } = props;
  if (![name, namespace, cluster.name].every((text) => typeof text === "string"))
    return incompleteBlueprint(props, own);
  const context: Context = { subject: { cluster, namespace, name }, versions, identity };
  try {
    return assemble(props, context, describeParts(props, context, own));
  } catch (error) {
    if (!isMistyped(error)) throw error;
    reportUnreadable(own, "the environment");
    return incompleteBlueprint(props, own);
  }
}

/** The parts in the order in which one needs what another says. */
function describeParts(props: MendixSecretStoreEnvironmentProps, context: Context, own: Share): Shares {
  const { identity, database, storage, store, app } = props;
  const none = () => new Share();
  const values = [
    database ? safely("database", () => database.describe(context), none) : none(),
    storage ? safely("storage", () => storage.describe(context), none) : none(),
    safely("constants", () => describeAppKeys(props), none),
  ];
  const keys = values.flatMap((share) => share.keys);
  const storeShare = safely("store", () => store.describe({ ...context, keys }), emptyStore);
  const grants = [...values, storeShare].flatMap((share) => share.grants);
  const identityShare = identity && safely("identity", () => identity.describe(context, grants), emptyIdentity);
  const appShare = safely("app", () => app.describe(context), emptyApp);
  const all = [own, ...values, storeShare, ...(identityShare ? [identityShare] : []), appShare];
  return { own, keys, store: storeShare, identity: identityShare, app: appShare, all };
}

function assemble(props: MendixSecretStoreEnvironmentProps, context: Context, shares: Shares): Blueprint {
  const { own, keys, store, identity } = shares;
  const delivery = props.delivery ?? Delivery.terraform();
  const objects = objectsOf(context, shares);
  const all = [
    ...shares.all,
    safely(
      "delivery",
      () => delivery.describe(context, objects),
      () => new Share(),
    ),
  ];
  const grants = all.flatMap((share) => share.grants);
  checkKeys(own, keys, adoptedKeys(keys, store.entries));
  checkGrants(own, grants, props.identity);
  return {
    subject: context.subject,
    versions: context.versions,
    store: props.store.title,
    delivery: delivery.title,
    ...(identity && props.identity ? { identity: identityOf(props.identity.title, identity) } : {}),
    keys: mountedKeys(keys, store.entries, context),
    entries: store.entries,
    mount: store.mount,
    grants,
    objects,
    creates: sums(all.map((share) => share.creates)),
    gates: appliedGates(own, all, keys, context.versions),
    steps: all.flatMap((share) => share.steps),
    variables: neededVariables(keys, context.subject.name),
    warnings: all.flatMap((share) => share.warnings),
    // A name that is no text was reported, and can collide with nothing.
    claims: [ownName(context), ...all.flatMap((share) => share.claims)].filter(isNamed),
    providers: [...new Set(all.flatMap((share) => [...share.providers]))].sort(),
    problems: all.flatMap((share) => share.problems).map((problem) => ({ ...problem, environment: props.name })),
  };
}

function objectsOf(context: Context, { all, keys, store, app }: Shares) {
  return kubernetesObjects({
    subject: context.subject,
    mount: store.mount,
    serviceAccountAnnotations: merged(all.map((share) => share.serviceAccountAnnotations)),
    podLabels: merged(all.map((share) => share.podLabels)),
    spec: app.spec,
    restart: restartTrigger(all, keys, context.versions.mendix),
  });
}

function identityOf(title: string, { principal, trusts }: IdentityShare) {
  return { title, principal, trusts };
}

function isNamed({ scope, name }: Claim): boolean {
  return [scope, name].every((text) => typeof text === "string");
}

function ownName({ subject }: Context) {
  const scope = `${subject.cluster.name}/${subject.namespace}`;
  return { kind: "environment", scope, name: subject.name, prop: "name" };
}

/** What is left of an environment that lacks a part which everything else is built on. */
function incompleteBlueprint(props: MendixSecretStoreEnvironmentProps, own: Share): Blueprint {
  const name: unknown = (props as Partial<typeof props> | undefined)?.name;
  const environment = typeof name === "string" ? name : "";
  return {
    subject: { cluster: props?.cluster, namespace: props?.namespace, name: environment },
    versions: props?.versions,
    store: "",
    delivery: "",
    keys: [],
    entries: [],
    mount: emptyStore().mount,
    grants: [],
    objects: [],
    creates: {},
    gates: [],
    steps: [],
    variables: [],
    warnings: [],
    claims: [],
    providers: [],
    problems: own.problems.map((problem) => ({ ...problem, environment })),
  };
}

function merged<T>(records: readonly Readonly<Record<string, T>>[]): Readonly<Record<string, T>> {
  return Object.assign({}, ...records) as Record<string, T>;
}

function sums(counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const total: Record<string, number> = {};
  for (const [kind, count] of counts.flatMap((record) => Object.entries(record))) {
    total[kind] = (total[kind] ?? 0) + count;
  }
  return total;
}
