import { quote } from "../../core/problem";
import type { ProblemCode } from "../../core/problem-codes";
import type { Share } from "../../core/share";
import { isToken } from "../../core/names";

/** Which KV engine a mount is. */
export enum KvVersion {
  /** No versions. Entries of it are adopted only: the provider has no write-only argument for them. */
  V1 = "1",
  /** Versioned; its API has `data/` after the mount, which the library adds. */
  V2 = "2",
}

/** What Vault keeps for itself; a path below one of these is not a secret's. */
const RESERVED = ["sys", "auth", "identity", "cubbyhole"];
const SEGMENT = /^[A-Za-z0-9_.@=:-]+$/;

/** The path of an entry in Vault's API, as the policy and the SecretProviderClass name it. */
function apiPath(mount: string, path: string, version = KvVersion.V2): string {
  return version === KvVersion.V2 ? `${mount}/data/${path}` : `${mount}/${path}`;
}

/**
 * Name of an entry that is not in the store's own mount: its API path with a slash in front. Names without one are
 * paths in the mount, as `vault kv get -mount=MOUNT PATH` takes them.
 */
export function absoluteName(mount: string, path: string, version: KvVersion): string {
  return `/${apiPath(mount, path, version)}`;
}

/** API path of an entry by its name. */
export function apiPathOf(mount: string, name: string): string {
  return name.startsWith("/") ? name.slice(1) : apiPath(mount, name);
}

/** A path as the root namespace has it: from there a child's entries can be named too. */
export function inNamespace(namespace: string | undefined, path: string): string {
  return namespace === undefined ? path : `${namespace}/${path}`;
}

/** Kind of the claim on a role of the database engine. */
export const DATABASE_ROLE = "Vault database role";

/** The role of the database engine that a path gives credentials of: `database/orders` of `database/static-creds/orders`. */
export function databaseRoleOf(path: string): string | undefined {
  const [, mount, name] = /^(.+)\/(?:static-)?creds\/([^/]+)$/.exec(path) ?? [];
  return mount === undefined || name === undefined ? undefined : `${mount}/${name}`;
}

/** Whether a text is a path of plain segments: no wildcard, no `..`, no slash at either end, no text to escape. */
export function isPath(path: unknown): path is string {
  if (typeof path !== "string" || isToken(path)) return false;
  return path.split("/").every((segment) => SEGMENT.test(segment) && !/^\.+$/.test(segment));
}

/** Checks a path in a KV mount. A wildcard would widen the policy, `data/` would be there twice. */
export function checkKvPath(share: Share, mount: string, path: unknown, prop: string, version = KvVersion.V2): void {
  if (!isPath(path)) {
    reportPath(share, "MX-VAULT-PATH", prop, path, 'Write a path like "mendix/orders", or leave it out.');
    return;
  }
  const typed = /^(?:(.+)\/)?(data|metadata)\/(.+)$/.exec(path);
  if (version === KvVersion.V2 && typed && (typed[1] === undefined || typed[1] === mount)) {
    share.problem(
      "MX-VAULT-PATH",
      prop,
      `${quote(path)} holds ${typed[2]}/, which is a part of Vault's API and not of the path; the library adds it.`,
      `Write ${quote(typed[3])}.`,
    );
  } else if (path.startsWith(`${mount}/`)) {
    share.problem(
      "MX-VAULT-PATH",
      prop,
      `${quote(path)} begins with the mount ${quote(mount)}; a path is read inside the mount.`,
      `Write ${quote(path.slice(mount.length + 1))}.`,
    );
  }
}

/** Checks the name of an entry that somebody else made: a path in the mount, or an API path after a slash. */
export function checkEntryName(share: Share, mount: string, name: string, prop: string): void {
  if (!name.startsWith("/")) return checkKvPath(share, mount, name, prop);
  const path = name.slice(1);
  const inMount = path.startsWith(`${mount}/`) ? path.slice(mount.length + 1) : undefined;
  if (!isPath(path) || !path.includes("/") || isReserved(path)) {
    const fix = 'Write "/MOUNT/PATH" as Vault\'s API has it, or a path in the mount.';
    reportPath(share, "MX-VAULT-PATH", prop, name, fix);
  } else if (inMount !== undefined && !inMount.startsWith("data/")) {
    const message = `${quote(name)} is no entry of Vault's API, which has data/ after the mount ${quote(mount)}.`;
    share.problem("MX-VAULT-PATH", prop, message, `Write ${quote(inMount)}: the library adds the rest.`);
  }
}

/** The one name of an entry of the store's own mount, whichever way it is written. */
export function canonicalEntryName(mount: string, name: string): string {
  const prefix = absoluteName(mount, "", KvVersion.V2);
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

/** Checks where a KV engine of version 2 is mounted. `data/` is a part of its API and not of the mount. */
export function checkKvMount(share: Share, mount: unknown, prop: string): void {
  const typed = isPath(mount) ? /^(.+)\/(data|metadata)(?:\/(.+))?$/.exec(mount) : null;
  if (!typed) return checkMount(share, mount, prop, "secret");
  share.problem(
    "MX-VAULT-MOUNT",
    prop,
    `${quote(mount)} holds ${typed[2]}/, which is a part of Vault's API and not of the mount; the library adds it.`,
    `Write mount: ${quote(typed[1])}${typed[3] === undefined ? "" : ` and path: ${quote(typed[3])}`}.`,
  );
}

/** Checks where an engine or an auth method is mounted. */
export function checkMount(share: Share, mount: unknown, prop: string, example: string): void {
  if (isPath(mount) && !isReserved(mount)) return;
  const code = "MX-VAULT-MOUNT";
  const bare = isPath(mount) ? mount.replace(/^auth\//, "") : "";
  const fix =
    bare && bare !== mount
      ? `Write ${quote(bare)}: auth/ is added.`
      : `Write ${prop.split(".").at(-1)}: ${quote(example)}.`;
  reportPath(share, code, prop, mount, fix, "a mount");
}

function isReserved(path: string): boolean {
  return RESERVED.includes(path.split("/")[0] ?? "");
}

function reportPath(share: Share, code: ProblemCode, prop: string, path: unknown, fix: string, what = "a path") {
  const given = isToken(path) ? "A Terraform token" : quote(path);
  const rule = "segments of A-Z a-z 0-9 _ . @ = : - joined by /, no wildcard, no . or .., nothing of Vault's own";
  share.problem(isToken(path) ? "MX-TOKEN" : code, prop, `${given} is not ${what}: ${rule}, known at synthesis.`, fix);
}
