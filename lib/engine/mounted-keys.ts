import type { KeySource, MountedKey, NeededVariable } from "../core/blueprint";
import { keysOf, type Entry } from "../core/entry";
import type { Mount } from "../core/mount";
import type { Context } from "../core/parts";
import type { DeclaredKey } from "../core/share";
import { appliesLive } from "../catalogue/live";
import { CONSTANT_PREFIX } from "../catalogue/keys";
import { snakeCase } from "../core/names";
import { isVariableName } from "../core/secret-checks";
import { SecretValue } from "../core/secret-value";
import { namesOf } from "../core/subject";

/** What the keys of an environment are, as far as its parts said it. */
interface Declared {
  readonly keys: readonly DeclaredKey[];
  readonly assumed: readonly DeclaredKey[];
  readonly store: { readonly entries: readonly Entry[]; readonly mount: Mount };
}

/** Every key that the pod mounts, in the order of the entries. */
export function mountedKeys(
  { keys: declared, assumed, store: { entries, mount } }: Declared,
  context: Context,
): readonly MountedKey[] {
  const reachesPods = refreshes(mount, context);
  const assumptions = new Map(assumed.map(({ key, value }) => [key, String(value)]));
  const byKey = new Map(declared.map((candidate) => [candidate.key, candidate]));
  return entries.flatMap((entry) =>
    keysOf(entry).map((key): MountedKey => {
      const own = byKey.get(key);
      const variable = own && variableName(own, namesOf(context.subject).name);
      return {
        key,
        source: own ? sourceOf(own.value) : "external",
        prop: own?.prop ?? "store.existing",
        entry: entry.id,
        appliesLive: reachesPods && appliesLive(key, context.versions) && !comesWithItsUser(key, entry),
        ...(variable === undefined ? {} : { variable }),
        ...(own === undefined && assumptions.has(key) ? { assumed: assumptions.get(key) ?? "" } : {}),
      };
    }),
  );
}

/** Whether a new value can reach the files of a running pod: a driver that is known not to rotate brings none. */
export function refreshes({ kind }: Pick<Mount, "kind">, { subject }: Pick<Context, "subject">): boolean {
  return kind !== "SecretProviderClass" || subject.cluster.secretRotation !== false;
}

/** A password of a user that Vault makes for each login: the runtime takes another user only when it starts. */
function comesWithItsUser(key: string, entry: Entry): boolean {
  return key === "database-password" && keysOf(entry).includes("database-username") && /(^|\/)creds\//.test(entry.name);
}

function sourceOf(value: DeclaredKey["value"]): KeySource {
  return SecretValue.isSecretValue(value) ? value.origin.kind : "setting";
}

/** Keys that existing entries hold and no prop of the environment declares. */
export function adoptedKeys(declared: readonly DeclaredKey[], entries: readonly Entry[]): readonly string[] {
  const referenced = declared
    .filter(({ value }) => SecretValue.isSecretValue(value) && value.origin.kind === "external")
    .map(({ key }) => key);
  const adopted = entries.flatMap(({ content }) => (content.kind === "existing" ? content.keys : []));
  return adopted.filter((key) => !referenced.includes(key));
}

/** The same, as uses of what the catalogue says of them. */
export function adoptedUses(declared: readonly DeclaredKey[], entries: readonly Entry[]) {
  return adoptedKeys(declared, entries).map((key) => ({
    key,
    prop: "store.existing",
    instead: `take ${key} out of the keys there`,
  }));
}

/** The Terraform variables that a deploy has to be given. */
export function neededVariables(declared: readonly DeclaredKey[], environment: string): readonly NeededVariable[] {
  return declared.flatMap((own) => {
    const name = variableName(own, environment);
    if (name === undefined || !SecretValue.isSecretValue(own.value) || own.value.origin.kind !== "variable") return [];
    const { revision } = own.value.origin;
    return [
      { name, key: own.key, revision, description: `${own.key} of ${environment}; raise its revision to write it` },
    ];
  });
}

/** The variable's name is a public contract: environment and key, in letters that a shell can export. */
function variableName({ key, value }: DeclaredKey, environment: string): string | undefined {
  if (!SecretValue.isSecretValue(value) || value.origin.kind !== "variable") return undefined;
  // One that was refused may be the secret itself, which nothing repeats.
  if (isVariableName(value.origin.name)) return value.origin.name;
  const stem = key.startsWith(CONSTANT_PREFIX) ? key.slice(CONSTANT_PREFIX.length) : key;
  const name = `${snakeCase(environment)}_${snakeCase(stem)}`;
  // Terraform's identifiers do not begin with a digit, names of environments may.
  return /^[0-9]/.test(name) ? `env_${name}` : name;
}
