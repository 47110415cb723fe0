import type { Blueprint } from "../core/blueprint";
import type { Claim } from "../core/claim";
import { keysOf } from "../core/entry";
import type { Block } from "../core/expression";
import type { Resource } from "../core/resource";
import { shellCommand } from "../core/shell";
import { displayText } from "../core/text";
import type { Draft } from "./draft";
import { madeIn } from "./entry-parts";
import type { Replaced } from "./replaced";
import type { LeafChange } from "./resource-changes";

/** How long a deleted entry's name stays taken, by the type of the resource that made it. Undefined where it is free. */
const HELD: Readonly<Record<string, (resource: Resource) => string | undefined>> = {
  aws_secretsmanager_secret: ({ arguments: { recovery_window_in_days: days = 30 } }) =>
    days === 0 ? undefined : `AWS holds the names for ${text(days)} days`,
  aws_ssm_parameter: () => "AWS holds the names for 30 seconds",
  azurerm_key_vault: ({ arguments: given }) => `Azure holds the vault's name ${azureTime(given)}`,
  azurerm_key_vault_secret: () =>
    "Azure holds the names until the deleted secrets are purged, where purge protection is on for up to 90 days",
};

/** The provider purges what it deletes, unless the vault is protected from that. */
function azureTime({ purge_protection_enabled: isProtected, soft_delete_retention_days: days = 90 }: Block): string {
  return isProtected === true ? `for ${text(days)} days` : "until it is purged, which Terraform does when it may";
}

function text(value: unknown): string {
  return displayText(String(value));
}

/** The entries that go, and until when nothing can be made under their names. */
export function goneEntries(before: Blueprint, after: Blueprint | undefined, gone: readonly Resource[]): Draft[] {
  // Where somebody else shall fill what was written here, the name stays and the entry goes all the same.
  const names = new Set(after && madeIn(after).map(({ name }) => name));
  const entries = madeIn(before).filter(({ name }) => !names.has(name));
  const deleted = entries.map((entry): Draft => ({
    effect: "removed",
    text: `The entry ${displayText(entry.name)} (${keysOf(entry).join(", ")}) is deleted from the store.`,
    about: keysOf(entry).map((key) => `key ${key}`),
  }));
  return [...deleted, ...heldNames(gone).map((sentence): Draft => ({ effect: "removed", text: sentence }))];
}

/** Names that stay taken after what has them is destroyed, and until when. */
export function heldNames(gone: readonly Resource[]): readonly string[] {
  const held = gone.map((resource) => ({ resource, how: HELD[resource.type]?.(resource) }));
  return [...new Set(held.flatMap(({ how }) => how ?? []))].map((how) => {
    const own = held.filter((one) => one.how === how).map(({ resource }) => text(resource.arguments["name"]));
    return `${how}, and until then nothing is made under them: ${own.join(", ")}.`;
  });
}

/** What was made here and is destroyed: what goes, and the old one of what is made anew. */
export function destroyed(removed: readonly Resource[], replaced: readonly Replaced[]): readonly Resource[] {
  return [...removed.filter(({ kind }) => kind === "resource"), ...replaced.map((one) => one.before)];
}

/**
 * What is made anew under its own name before the old one goes, which Google refuses: the locations of a secret hold
 * for its life, and its id is taken until it is deleted.
 *
 * @see https://cloud.google.com/secret-manager/docs/choosing-replication
 */
export function takenIds(replaced: readonly Replaced[]): Draft[] {
  const clashes = replaced.filter(
    ({ before, after }) =>
      after.type === "google_secret_manager_secret" &&
      after.lifecycle?.createBeforeDestroy === true &&
      idOf(before) === idOf(after),
  );
  if (clashes.length === 0) return [];
  const commands = clashes.map(({ before: { arguments: given } }) => {
    const [id, project] = [given["secret_id"], given["project"]].map(text);
    return shellCommand("gcloud", "secrets", "delete", id ?? "", `--project=${project ?? ""}`);
  });
  return [
    {
      effect: "replaced",
      text: `The apply fails: a secret of Google keeps its locations, and another one can't be made while the old one has its id. Write another store.name, so that secrets are made under other ids before the old ones go; or delete the old ones before the apply, and every pod that starts in between waits: ${commands.join("; ")}. Both write every value anew.`,
    },
  ];
}

function idOf({ arguments: { project, secret_id: id } }: Resource): string {
  return `${text(project)}/${text(id)}`;
}

/** Parameters that would have to leave the advanced tier, which none does under its name. */
export function tierChanges(changed: readonly LeafChange[], replaced: readonly Replaced[]): Draft[] {
  const anew = new Set(replaced.map(({ after }) => after));
  const stuck = changed.filter(
    ({ resource, leaf, from, to }) =>
      resource.type === "aws_ssm_parameter" &&
      leaf === "tier" &&
      from === "Advanced" &&
      to !== from &&
      !anew.has(resource),
  );
  if (stuck.length === 0) return [];
  const why =
    "Parameter Store takes no parameter back from the advanced tier, and the apply stops with ParameterAlreadyExists";
  return [{ effect: "replaced", text: `${why}: write another store.name with it, so that new ones are made.` }];
}

const FILES: Readonly<Record<string, (claim: Claim) => string>> = {
  "S3 prefix": ({ scope, name }) => `s3://${scope}/${name}`,
  bucket: ({ scope, name }) => `the bucket ${name} of ${scope}`,
  "Azure Blob container": ({ scope, name }) => `the container ${name} of ${scope}`,
};

/** Files that the app no longer looks at. Nothing moves or deletes them. */
export function fileChanges(before: Blueprint, after: Blueprint): Draft[] {
  const [old, now] = [placesOf(before), placesOf(after)];
  return old
    .filter((place) => !now.includes(place))
    .map((place) => {
      const looks = now.length > 0 ? `the app looks for them at ${now.join(", ")}` : "this declaration names no place";
      return { effect: "files", text: `Files stay behind at ${place}: ${looks} from then on. Copy them before.` };
    });
}

/** Where the files of an app are. */
export function placesOf({ claims }: Blueprint): readonly string[] {
  return claims.flatMap((claim) => FILES[claim.kind]?.(claim) ?? []).map(displayText);
}
