import type { Question } from "../oracle";
import { isForApiServer, type VaultNeeds } from "./needs";

/** What Vault's rules tell apart; `sudo` opens the paths that are root's. */
export const CAPABILITIES = ["read", "list", "create", "update", "patch", "delete", "sudo"];

/** What an auth method is asked: whether it gives out a token. */
export const LOGIN = "login";

/** Everything that the pod has to be able to do, and what a slip in a path or a binding would let somebody do. */
export function vaultQuestions(needs: VaultNeeds): readonly Question[] {
  return [...entryQuestions(needs), ...systemQuestions(needs), ...loginQuestions(needs)];
}

/** The claims of a pod's token; its key is the cluster's, or somebody else's. */
interface Token {
  readonly namespace: string;
  readonly account: string;
  readonly audience: string;
  readonly issuer: string;
  readonly key: "cluster" | "other";
}

/** Who gets a token of the role. Each refused one differs from the allowed one in one thing only. */
function loginQuestions({ name, namespace, audience, issuer }: VaultNeeds): readonly Question[] {
  const own: Token = { namespace, account: name, audience, issuer, key: "cluster" };
  const refused: readonly (readonly [title: string, change: Partial<Token>])[] = [
    ["other ServiceAccount", { account: `${name}-2` }],
    ["ServiceAccount with a shorter name", { account: name.slice(0, -1) }],
    ["default ServiceAccount", { account: "default" }],
    ["other namespace", { namespace: `${namespace}-2` }],
    ["namespace with a longer name", { namespace: `x${namespace}` }],
    ["other audience", { audience: "https://elsewhere.example.com" }],
    ["audience of another service", { audience: "sts.amazonaws.com" }],
    // The token that every pod has, whether it has to do with Vault or not.
    ["audience of the API server", { audience: issuer }],
    ["key of another cluster", { key: "other" }],
  ];
  return [
    login("the pod itself", own, true),
    ...refused
      .filter(([, change]) => differs(own, change))
      .map(([title, change]) => login(title, { ...own, ...change }, false)),
  ];
}

function differs(own: Token, change: Partial<Token>): boolean {
  if (change.audience === undefined) return true;
  // Where the pod's token is for the API server, another name of the API server is no other audience.
  return change.audience !== own.audience && !(isForApiServer(own) && change.audience === own.issuer);
}

function login(title: string, token: Token, expected: boolean): Question {
  return { title, action: LOGIN, resource: "the role", context: { ...token }, expected };
}

function entryQuestions({ paths }: VaultNeeds): readonly Question[] {
  const own = new Set(paths);
  const neighbours = new Set(paths.flatMap(neighboursOf).filter((path) => !own.has(path)));
  return [
    ...paths.flatMap((path) => CAPABILITIES.map((action) => ask("own entry", action, path, action === "read"))),
    ...[...neighbours].flatMap((path) => [
      ask("neighbour", "read", path, false),
      ask("neighbour", "update", path, false),
    ]),
    ...[...new Set(paths.flatMap(foldersOf))].map((path) => ask("folder", "list", path, false)),
    ...paths.flatMap(versionQuestions),
  ];
}

/** Paths that a wildcard, a missing separator or another segment would take in. */
function neighboursOf(path: string): readonly string[] {
  const segments = path.split("/");
  const elsewhere = segments.map((_, index) => [...segments.slice(0, index), "other", ...segments.slice(index + 1)]);
  return [
    `${path}-2`,
    `${path}x`,
    `${path}/child`,
    `x${path}`,
    path.slice(0, -1),
    path.toUpperCase(),
    segments.slice(0, -1).join("/"),
    ...elsewhere.map((changed) => changed.join("/")),
  ];
}

function foldersOf(path: string): readonly string[] {
  const segments = path.split("/");
  const folders = segments.slice(1).map((_, index) => segments.slice(0, index + 1));
  return folders
    .flatMap((folder) => [folder, folder.map((segment) => (segment === "data" ? "metadata" : segment))])
    .map((folder) => `${folder.join("/")}/`);
}

/** What the engine of versions does beside reading; the words stand where `data` does. */
function versionQuestions(path: string): readonly Question[] {
  const at = (word: string) => path.replace("/data/", `/${word}/`);
  if (at("metadata") === path) return [];
  return [
    ask("metadata", "read", at("metadata"), false),
    ask("metadata", "list", at("metadata"), false),
    ask("metadata", "update", at("metadata"), false),
    ask("all versions", "delete", at("metadata"), false),
    ask("names of its properties", "read", at("subkeys"), false),
    ask("versions", "update", at("delete"), false),
    ask("deleted versions", "update", at("undelete"), false),
    ask("versions for good", "update", at("destroy"), false),
  ];
}

/** What others have in Vault, and Vault itself. */
function systemQuestions({ name, paths }: VaultNeeds): readonly Question[] {
  const database = paths.find((path) => /\/(static-)?creds\//.test(path))?.split("/")[0] ?? "database";
  const reads = [
    ...["creds", "static-creds"].map((kind) => `${database}/${kind}/somebody-else`),
    ...["roles", "static-roles", "config"].map((kind) => `${database}/${kind}/${name}`),
    "auth/kubernetes/config",
    "auth/kubernetes/role/somebody-else",
    "cubbyhole-of-others/a",
    "identity/entity/name/somebody-else",
    "sys/audit",
    "sys/auth",
    "sys/mounts",
    "sys/policies/acl/default",
    "sys/policies/acl/somebody-else",
    "sys/storage/raft/snapshot",
  ];
  const updates = [
    `${database}/rotate-role/somebody-else`,
    `${database}/config/${name}`,
    "auth/kubernetes/role/somebody-else",
    "auth/token/create",
    "auth/token/create-orphan",
    "sys/auth/userpass",
    "sys/mounts/kv",
    "sys/policies/acl/somebody-else",
    "sys/seal",
    "transit/decrypt/somebody-else",
  ];
  const unneeded = (action: string) => (path: string) => ask("not the pod's business", action, path, false);
  const others = (path: string) => !paths.includes(path);
  return [...reads.filter(others).map(unneeded("read")), ...updates.filter(others).map(unneeded("update"))];
}

function ask(title: string, action: string, resource: string, expected: boolean): Question {
  return { title, action, resource, expected };
}
