import type { Blueprint, MountedKey, NeededVariable } from "../core/blueprint";
import type { Claim } from "../core/claim";
import type {
  Context,
  Delivery,
  DeliveryShare,
  Identity,
  IdentityShare,
  SecretStore,
  StoreShare,
  AppShare,
} from "../core/parts";
import { keysOf } from "../core/entry";
import type { Fill } from "../core/fill";
import type { Problem } from "../core/problem";
import { Share, type DeclaredKey } from "../core/share";
import { namesOf, subjectClaims } from "../core/subject";
import type { Resources } from "../core/resource";
import { resourceName } from "./resource-names";
import { kubernetesObjects } from "./objects";
import { operatorConfiguration, stepsOf } from "./operator-configuration";
import { appliedGates } from "./gate-rules";
import { checkGrants } from "./grant-rules";
import { adoptedUses, mountedKeys, neededVariables } from "./mounted-keys";
import { restartTrigger } from "./restart";
import { emptyDelivery, emptyIdentity, emptyStore, safely } from "./safely";
import { displayText } from "../core/text";
import { checkTakeOver, withImports } from "./take-over";
import { stepsOutput } from "./steps-output";

/** What reads a store, as it was declared: an environment, or the platform itself. */
export interface Reader {
  readonly context: Context;
  /** Problems of the declaration as a whole. */
  readonly own: Share;
  /** Parts that declare keys. */
  readonly values: readonly Share[];
  readonly store: SecretStore;
  readonly identity: Identity | undefined;
  readonly app: AppShare;
  readonly delivery: Delivery;
}

/** What each part of a reader contributes. */
export interface Shares {
  readonly keys: readonly DeclaredKey[];
  /** Keys that entries of somebody else hold, with what is assumed of their values. */
  readonly assumed: readonly DeclaredKey[];
  readonly variables: readonly NeededVariable[];
  readonly store: StoreShare;
  readonly identity: IdentityShare | undefined;
  readonly all: readonly Share[];
}

/** Asks the parts in the order in which one needs what another says. */
export function describeParts(reader: Reader): Shares {
  const { context, own, values, store, identity, app } = reader;
  const keys = values.flatMap((share) => share.keys);
  const assumed = values.flatMap((share) => share.assumed);
  const variables = neededVariables(keys, namesOf(context.subject).name);
  const storeShare = safely("store", () => store.describe({ ...context, keys, variables }), emptyStore);
  const grants = [...values, storeShare].flatMap((share) => share.grants);
  const identityShare =
    identity === undefined ? undefined : safely("identity", () => identity.describe(context, grants), emptyIdentity);
  const all = [own, ...values, storeShare, ...(identityShare ? [identityShare] : []), app];
  checkGrants(
    own,
    all.flatMap((share) => share.grants),
    identity,
  );
  return { keys, assumed, variables, store: storeShare, identity: identityShare, all };
}

/** Puts together what the parts said. */
export function assemble(reader: Reader, shares: Shares): Blueprint {
  const { context, own, delivery } = reader;
  const { keys, store, identity } = shares;
  const mounted = mountedKeys(shares, context);
  const restart = restartOf(reader, shares, mounted);
  const objects = objectsOf(reader, shares, restart);
  const operator = operatorPart(reader, shares);
  const deliveryShare = safely("delivery", () => delivery.describe(context, objects), emptyDelivery);
  const all = [...shares.all, operator.share, deliveryShare];
  const parts = [identity, store, deliveryShare];
  // The resources of a wrong declaration may not be made.
  if (isRight(all)) checkTakeOver(own, () => resourcesOf(parts), context);
  const grants = all.flatMap((share) => share.grants);
  const steps = all.flatMap((share) => share.steps);
  const facts: Facts = {
    subject: context.subject,
    reader: context.reader,
    versions: context.versions,
    store: reader.store.title,
    delivery: delivery.title,
    ...(identity && reader.identity ? { identity: identityOf(reader.identity.title, identity) } : {}),
    ...(store.login ? { storeLogin: store.login } : {}),
    keys: mounted,
    restart,
    entries: store.entries,
    mount: store.mount,
    grants,
    objects,
    ...(operator.object ? { operatorConfiguration: operator.object } : {}),
    gates: appliedGates(own, all, [...keys, ...adoptedUses(keys, store.entries)], context.versions),
    steps,
    variables: shares.variables,
    warnings: all.flatMap((share) => share.warnings),
    claims: [...subjectClaims(context.subject, "name"), ...all.flatMap((share) => share.claims)].filter(isNamed),
    providers: [...new Set(all.flatMap((share) => [...share.providers]))].sort(),
    places: all.flatMap((share) => share.places),
    problems: problemsOf(all, context),
  };
  return withOutput(facts, delivery, { parts, store, context, all, deliveryShare });
}

/** What is known without making anything. */
type Facts = Omit<Blueprint, "resources" | "creates" | "manifests" | "fills">;

interface Described {
  /** In the order of construct paths: the identity, because grants are made on it, the entries, the objects. */
  readonly parts: readonly (Share | undefined)[];
  readonly store: StoreShare;
  readonly context: Context;
  readonly all: readonly Share[];
  readonly deliveryShare: DeliveryShare;
}

/** Adds what is made when somebody asks for it: most looks at many environments never do. */
function withOutput(
  facts: Facts,
  delivery: Delivery,
  { parts, store, context, all, deliveryShare }: Described,
): Blueprint {
  const made = () => withImports(resourcesOf(parts), context);
  const files = lazily(() => delivery.manifests(facts));
  const blueprint = Object.defineProperties(facts, {
    fills: lazily(() => fillsOf(store)),
    resources: lazily(() => [...made(), ...stepsOutput(facts, facts.steps)]),
    creates: lazily(() => counts(all, deliveryShare)),
    manifests: lazily(() => Object.defineProperty({ ...deliveryShare.target }, "files", files)),
  }) as Blueprint;
  return withoutTokensInJson(blueprint);
}

/** Entries that Terraform makes empty, or not at all, and those of somebody else. */
function fillsOf({ entries, fill }: StoreShare): readonly Fill[] {
  return entries.flatMap((entry) => {
    const { kind } = entry.content;
    if (kind !== "container" && kind !== "existing") return [];
    return keysOf(entry).flatMap((key) => {
      const command = fill?.(entry, key);
      return command ? [{ key, entry: entry.name, own: kind === "container", ...command }] : [];
    });
  });
}

function problemsOf(shares: readonly Share[], { subject }: Context): readonly Problem[] {
  return shares.flatMap(({ problems }) => problems.map((problem) => ({ ...problem, environment: subject.name })));
}

/** Whether none of the parts found a problem. */
export function isRight(shares: readonly Share[]): boolean {
  return shares.every(({ problems }) => problems.length === 0);
}

function resourcesOf(parts: readonly (Share | undefined)[]): Resources {
  return parts.flatMap((share) => share?.resources ?? []);
}

/** The text of a token depends on the order of construction, so it is in nothing that somebody prints or stores. */
function withoutTokensInJson(blueprint: Blueprint): Blueprint {
  const shown = (_: string, value: unknown) => (typeof value === "string" ? displayText(value) : value);
  const toJSON = (): unknown => JSON.parse(JSON.stringify({ ...blueprint }, shown));
  return Object.defineProperty(blueprint, "toJSON", { value: toJSON });
}

function restartOf({ app }: Reader, { all, keys, store, identity }: Shares, mounted: readonly MountedKey[]): string {
  const runtime = app.spec?.["runtime"] as { readonly environmentVariables?: unknown } | undefined;
  const variables = runtime?.environmentVariables;
  return restartTrigger({ shares: all, keys, mounted, store, identity, variables });
}

function objectsOf({ context, app }: Reader, { all, store }: Shares, restart: string) {
  return kubernetesObjects({
    subject: context.subject,
    mount: store.mount,
    serviceAccountAnnotations: merged(all.map((share) => share.serviceAccountAnnotations)),
    podLabels: merged(all.map((share) => share.podLabels)),
    app,
    restart,
  });
}

/** Where somebody else makes the MendixApp, its pods get their labels from the Operator's configuration. */
function operatorPart({ context, app }: Reader, { all }: Shares) {
  const share = new Share();
  const podLabels = merged(all.map((part) => part.podLabels));
  const labelled = app.spec === undefined && Object.keys(podLabels).length > 0;
  const fields = { ...app.operatorConfiguration, ...(labelled ? { customPodLabels: { general: podLabels } } : {}) };
  const object = operatorConfiguration(context.subject, fields);
  if (object) stepsOf(share, object, context.subject);
  return { object, share };
}

function identityOf(title: string, { principal, trusts, role }: IdentityShare) {
  return { title, principal, trusts, ...(role ? { role } : {}) };
}

/** A name that is no text is a problem of its prop, and no name. */
function isNamed({ scope, name }: Claim): boolean {
  return typeof name === "string" && typeof scope === "string";
}

function merged<T>(records: readonly Readonly<Record<string, T>>[]): Readonly<Record<string, T>> {
  return Object.assign({}, ...records) as Record<string, T>;
}

/** What is made, as a person counts it: resources, and objects that are written to files. */
function counts(shares: readonly Share[], { written }: DeliveryShare): Readonly<Record<string, number>> {
  const names = shares.flatMap(({ resources }) => resources.map(resourceName)).filter((name) => name !== undefined);
  const total: Record<string, number> = {};
  for (const name of [...names, ...written.map(({ kind }) => kind)]) total[name] = (total[name] ?? 0) + 1;
  return total;
}

/** A property that is made when somebody asks for it, and once. */
function lazily(make: () => object): PropertyDescriptor {
  let made: object | undefined;
  return { enumerable: true, configurable: true, get: () => (made ??= make()) };
}
