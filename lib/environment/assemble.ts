import type { Blueprint } from "../blueprint/blueprint";
import type { Claim } from "../blueprint/claim";
import type { Context, Delivery, Identity, IdentityShare, SecretStore, StoreShare } from "../blueprint/parts";
import { Share, type DeclaredKey } from "../blueprint/share";
import { subjectClaim } from "../blueprint/subject";
import type { AppShare } from "../kubernetes/app";
import { kubernetesObjects } from "../kubernetes/objects";
import { operatorConfiguration, stepsOf } from "../kubernetes/operator-configuration";
import { appliedGates } from "./gate-rules";
import { checkGrants } from "./grant-rules";
import { mountedKeys, neededVariables } from "./keys";
import { restartTrigger } from "./restart";
import { emptyIdentity, emptyStore, safely } from "./safely";

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
  readonly store: StoreShare;
  readonly identity: IdentityShare | undefined;
  readonly all: readonly Share[];
}

/** Asks the parts in the order in which one needs what another says. */
export function describeParts(reader: Reader): Shares {
  const { context, own, values, store, identity, app } = reader;
  const keys = values.flatMap((share) => share.keys);
  const storeShare = safely("store", () => store.describe({ ...context, keys }), emptyStore);
  const grants = [...values, storeShare].flatMap((share) => share.grants);
  const identityShare =
    identity === undefined ? undefined : safely("identity", () => identity.describe(context, grants), emptyIdentity);
  const all = [own, ...values, storeShare, ...(identityShare ? [identityShare] : []), app];
  return { keys, store: storeShare, identity: identityShare, all };
}

/** Puts together what the parts said. */
export function assemble(reader: Reader, shares: Shares): Blueprint {
  const { context, own, delivery } = reader;
  const { keys, store, identity } = shares;
  const objects = objectsOf(reader, shares);
  const operator = operatorPart(reader, shares);
  const deliveryShare = safely(
    "delivery",
    () => delivery.describe(context, objects),
    () => new Share(),
  );
  const all = [...shares.all, operator.share, deliveryShare];
  const grants = all.flatMap((share) => share.grants);
  checkGrants(own, grants, reader.identity);
  return {
    subject: context.subject,
    reader: context.reader,
    versions: context.versions,
    store: reader.store.title,
    delivery: delivery.title,
    ...(identity && reader.identity ? { identity: identityOf(reader.identity.title, identity) } : {}),
    ...(store.login ? { storeLogin: store.login } : {}),
    keys: mountedKeys(keys, store.entries, context),
    entries: store.entries,
    mount: store.mount,
    grants,
    objects,
    ...(operator.object ? { operatorConfiguration: operator.object } : {}),
    creates: sums(all.map((share) => share.creates)),
    gates: appliedGates(own, all, keys, context.versions),
    steps: all.flatMap((share) => share.steps),
    variables: neededVariables(keys, context.subject.name),
    warnings: all.flatMap((share) => share.warnings),
    claims: [subjectClaim(context.subject, "name"), ...all.flatMap((share) => share.claims)].filter(isNamed),
    providers: [...new Set(all.flatMap((share) => [...share.providers]))].sort(),
    regions: all.flatMap((share) => share.regions),
    problems: all.flatMap(({ problems }) =>
      problems.map((problem) => ({ ...problem, environment: context.subject.name })),
    ),
  };
}

function objectsOf({ context, app }: Reader, { all, keys, store }: Shares) {
  return kubernetesObjects({
    subject: context.subject,
    mount: store.mount,
    serviceAccountAnnotations: merged(all.map((share) => share.serviceAccountAnnotations)),
    podLabels: merged(all.map((share) => share.podLabels)),
    app,
    restart: restartTrigger(all, keys, context.versions.mendix),
  });
}

/** Where somebody else makes the MendixApp, its pods get their labels from the Operator's configuration. */
function operatorPart({ context, app }: Reader, { all }: Shares) {
  const share = new Share();
  const podLabels = merged(all.map((part) => part.podLabels));
  const labelled = app.spec === undefined && Object.keys(podLabels).length > 0;
  const fields = { ...app.operatorConfiguration, ...(labelled ? { customPodLabels: { general: podLabels } } : {}) };
  const object = operatorConfiguration(context.subject, fields);
  if (object) stepsOf(share, object);
  return { object, share };
}

function identityOf(title: string, { principal, trusts }: IdentityShare) {
  return { title, principal, trusts };
}

/** A name that is no text is a problem of its prop, and no name. */
function isNamed({ scope, name }: Claim): boolean {
  return typeof name === "string" && typeof scope === "string";
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
