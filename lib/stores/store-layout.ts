import { checkChoice } from "../core/choice";
import { SecretValue } from "../core/secret-value";
import { readOfOwn } from "../core/claim";
import type { Entry, Setting } from "../core/entry";
import type { StoreReader } from "../core/mount";
import { quote } from "../core/problem";
import type { DeclaredKey, Share } from "../core/share";

/** How secrets are spread over entries. */
export enum StoreLayout {
  /** One entry for each secret value: a changed constant or a neighbour's new revision never rewrites it. */
  ENTRIES = "entries",
  /**
   * One document for all secrets. It costs one entry, and every change of its keys or of a revision rewrites it whole:
   * all values must be the real ones then.
   */
  DOCUMENT = "document",
}

/** An entry that somebody else made. */
export interface ExistingEntry {
  readonly name: string;
  readonly keys: readonly string[];
}

export interface LayoutRequest {
  readonly layout: StoreLayout;
  /**
   * Whether each setting has an entry of its own too, because an entry holds one value (Azure, Google).
   *
   * @default false
   */
  readonly settingsApart?: boolean;
  /** Name of the settings' entry, of the secrets' document, or of a secret's own entry. */
  readonly nameOf: (part: "settings" | "secrets" | { readonly key: string }) => string;
  readonly existing: readonly ExistingEntry[];
  /**
   * Most bytes that an entry takes, where the settings share one.
   *
   * @default - not checked here
   */
  readonly maxBytes?: number;
  /**
   * What to write for larger entries, where the store has them.
   *
   * @default - there are none
   */
  readonly larger?: string;
  /**
   * The command that fills a secret's entry, where the store has one that a person needs the key for.
   *
   * @default - a sentence that names the key and the entry
   */
  readonly fill?: (key: string, entry: string) => string;
  /**
   * When an entry is to be filled.
   *
   * @default - before the app starts
   */
  readonly fillNote?: string;
  /**
   * Who reads the entries.
   *
   * @default "driver"
   */
  readonly reader?: StoreReader;
  /**
   * One spelling of an existing entry's name, so that two spellings of one entry are not two entries.
   *
   * @default - as given
   */
  readonly canonicalName?: (name: string) => string;
}

type Values<T> = Record<string, T>;

/** Spreads the declared keys over entries: settings in one, each secret in its own (or all in one document). */
export function planEntries(share: Share, keys: readonly DeclaredKey[], request: LayoutRequest): readonly Entry[] {
  const { settings, secrets } = sortByKind(keys);
  const { containers, written, existing } = sortByOrigin(secrets);
  const entries = settingsEntries(settings, request);
  checkSize(share, settings, request);
  checkChoice(share, "store.layout", request.layout, StoreLayout);
  entries.push(
    ...(request.layout === StoreLayout.DOCUMENT ? document(share, written, request) : each(written, request)),
  );
  for (const key of containers) {
    entries.push({ id: key, name: request.nameOf({ key }), content: { kind: "container", key } });
    const name = request.nameOf({ key });
    stepToFill(share, request, key, name);
  }
  checkTwice(share, keys, existing, request.existing);
  return [...entries, ...mergeExisting([...existing, ...request.existing], request.canonicalName)];
}

/** A key that an existing entry is said to hold, and a prop says to be in an entry, would be one file twice. */
function checkTwice(
  share: Share,
  keys: readonly DeclaredKey[],
  referenced: readonly ExistingEntry[],
  existing: readonly ExistingEntry[],
): void {
  const held = new Set(existing.flatMap((entry) => entry.keys));
  for (const key of referenced.flatMap((entry) => entry.keys).filter((candidate) => held.has(candidate))) {
    const prop = keys.find((declared) => declared.key === key)?.prop ?? "store.existing";
    share.problem(
      "MX-KEY-TWICE",
      prop,
      `${key} is declared twice, the other time by store.existing: its file would be mounted twice, which no provider takes.`,
      `Take it out of one of them: store.existing or ${prop}.`,
    );
  }
}

/** All keys in one document, or the existing document that holds them: for an app that reads the store itself. */
export function planDocument(
  keys: readonly DeclaredKey[],
  request: { readonly name: string; readonly nested: boolean },
): readonly Entry[] {
  const { settings, secrets } = sortByKind(keys);
  const { existing } = sortByOrigin(secrets);
  if (existing.length > 0) return mergeExisting(existing);
  const content = { kind: "document", secrets, settings, nested: request.nested } as const;
  return [{ id: "credentials", name: request.name, content }];
}

function sortByKind(keys: readonly DeclaredKey[]) {
  const settings: Values<Setting> = {};
  const secrets: Values<SecretValue> = {};
  for (const { key, value } of keys) {
    if (SecretValue.isSecretValue(value)) secrets[key] = value;
    else settings[key] = value;
  }
  return { settings, secrets };
}

function settingsEntries(settings: Values<Setting>, request: LayoutRequest): Entry[] {
  if (Object.keys(settings).length === 0) return [];
  if (!request.settingsApart) {
    return [{ id: "settings", name: request.nameOf("settings"), content: { kind: "settings", values: settings } }];
  }
  return Object.entries(settings).map(([key, value]) => ({
    id: key,
    name: request.nameOf({ key }),
    content: { kind: "settings", values: { [key]: value } },
  }));
}

/** A document that is too large fails at the apply, when half of the environment is made. */
function checkSize(share: Share, settings: Values<Setting>, { maxBytes, settingsApart, larger }: LayoutRequest): void {
  const size = Buffer.byteLength(JSON.stringify(settings), "utf8");
  if (maxBytes === undefined || settingsApart || size <= maxBytes) return;
  const [longest = ""] = Object.keys(settings).sort((a, b) => lengthOf(settings[b]) - lengthOf(settings[a]));
  share.problem(
    "MX-STORE-SIZE",
    "store",
    `The settings have ${size} bytes as one document, and an entry of the store takes ${maxBytes}.`,
    `Write shorter values; ${longest} is the longest.${larger === undefined ? "" : ` Or write ${larger}.`} A value of SecretValue.fromVariable() has an entry of its own.`,
  );
}

function lengthOf(value: Setting | undefined): number {
  return typeof value === "string" ? value.length : 0;
}

function sortByOrigin(secrets: Values<SecretValue>) {
  const containers: string[] = [];
  const existing: ExistingEntry[] = [];
  const written: Values<SecretValue> = {};
  for (const [key, value] of Object.entries(secrets)) {
    const { origin } = value;
    if (origin.kind !== "external") written[key] = value;
    else if (origin.entry === undefined) containers.push(key);
    else existing.push({ name: origin.entry, keys: [key] });
  }
  return { containers, existing, written };
}

function each(secrets: Values<SecretValue>, request: LayoutRequest): Entry[] {
  return Object.entries(secrets).map(([key, value]) => ({
    id: key,
    name: request.nameOf({ key }),
    content: { kind: "secret", key, value },
  }));
}

function document(share: Share, secrets: Values<SecretValue>, request: LayoutRequest): Entry[] {
  if (Object.keys(secrets).length === 0) return [];
  for (const [key, value] of Object.entries(secrets)) {
    if (value.origin.kind !== "generated") continue;
    share.problem(
      "MX-SECRET-GENERATED",
      "store.layout",
      `${key} is generated, and a document is rewritten whole: the value would change with every neighbour's.`,
      "Leave layout out, so that it has an entry of its own, or write SecretValue.fromVariable().",
    );
  }
  return [{ id: "secrets", name: request.nameOf("secrets"), content: { kind: "document", secrets } }];
}

/** Refuses, by the claims of a store, an existing entry that is made here: what is written would overwrite its values. */
export function checkExistingNames(share: Share): void {
  for (const { kind, name, prop } of readOfOwn(share.claims)) {
    share.problem(
      "MX-COLLISION",
      prop,
      `The ${kind} ${quote(name)} is made by this environment, and named as one that somebody else made.`,
      "Take it out there, or give the environment's own entries another name.",
    );
  }
}

/** One entry for each existing name, whichever props named it. */
function mergeExisting(existing: readonly ExistingEntry[], canonicalName = (name: string) => name): Entry[] {
  const byName = new Map<string, string[]>();
  for (const { name, keys } of existing) {
    const canonical = canonicalName(name);
    byName.set(canonical, [...(byName.get(canonical) ?? []), ...keys]);
  }
  return [...byName].map(([name, keys]) => ({ id: `existing/${name}`, name, content: { kind: "existing", keys } }));
}

function stepToFill(share: Share, { fill, fillNote, reader }: LayoutRequest, key: string, entry: string): void {
  const note =
    fillNote ??
    "before the app starts: its pod waits while an entry is empty, and starts by itself once it is filled: on a real node 22 s later";
  share.steps.push({
    as: "as the owner of the value",
    ...(fill ? { does: fill(key, entry), command: true } : { does: `Write ${key} into the entry ${entry}.` }),
    note: reader === "app" ? "before the app asks for it" : note,
    fills: key,
  });
}
