import type { Blueprint } from "../core/blueprint";
import { keysOf } from "../core/entry";
import type { AzureGrant, Grant, Purpose } from "../core/grant";
import type { Login } from "../core/mount";
import { tokenSubject } from "../core/subject";
import type { Access, ReportEnvironment } from "./shape";

type Principal = ReportEnvironment["principals"][number];

/** Who External Secrets Operator is to a store is up to whoever owns its SecretStore. */
const EXTERNAL_SECRETS = "External Secrets Operator";

const SORTS: Readonly<Record<Purpose, Access["sort"]>> = {
  "secret-store": "entry",
  database: "database",
  "file-storage": "files",
  encryption: "key",
};

/** Who the pod is: to its cloud, to a store with logins of its own, to its namespace. */
export function principalsOf(blueprint: Blueprint): readonly Principal[] {
  const { identity, storeLogin, subject } = blueprint;
  const logins = [identity, storeLogin].filter((login) => login !== undefined);
  const account = { name: accountOf(blueprint), way: "ServiceAccount", trusts: `pods in ${subject.namespace}` };
  const operator = { name: EXTERNAL_SECRETS, way: "SecretStore", trusts: "whoever may make an ExternalSecret of it" };
  return [
    ...logins.map(({ principal, title, trusts }) => ({ name: principal, way: title, trusts })),
    ...(isReadByOperator(blueprint) ? [operator] : []),
    account,
  ];
}

/**
 * Every permission of the pod, one row for each principal and thing: grants of a cloud, paths of a store with logins of
 * its own, the Secret that is mounted, and what a password or key in the store opens.
 */
export function accessOf(blueprint: Blueprint): readonly Access[] {
  const { identity, storeLogin } = blueprint;
  return [
    ...blueprint.grants.flatMap((grant) => grantRows(blueprint, grant, identity)),
    ...(storeLogin ? loginRows(blueprint, storeLogin) : []),
    ...operatorRows(blueprint),
    ...secretRows(blueprint),
    ...passwordRows(blueprint),
  ];
}

function grantRows(blueprint: Blueprint, grant: Grant, identity: Login | undefined): readonly Access[] {
  const principal = identity?.principal ?? accountOf(blueprint);
  const row = { principal, sort: SORTS[grant.purpose], why: grant.summary, by: carrierOf(blueprint, grant) };
  switch (grant.cloud) {
    case "aws": {
      const where = grant.condition === undefined ? {} : { where: JSON.stringify(grant.condition) };
      return grant.resources.map((thing) => ({ ...row, thing, may: grant.actions, ...where }));
    }
    case "azure":
      return [{ ...row, thing: scopeOf(blueprint, grant), may: [grant.role] }];
    case "google":
      return [{ ...row, thing: grant.resource, may: [grant.role] }];
  }
}

/** An id that only an apply makes known is told by the name of what gets it. */
function scopeOf({ resources }: Blueprint, { scope }: AzureGrant): string {
  if (typeof scope === "string") return scope;
  const name = resources.find(({ path }) => path === scope.of)?.arguments["name"];
  return typeof name === "string" ? `${name} ${String(scope)}` : String(scope);
}

/** What makes a permission true: a resource, or a step that a person does. */
function carrierOf({ resources, steps }: Blueprint, { key }: Grant): string {
  const resource = resources.find(({ carries }) => carries?.includes(key));
  if (resource) return resource.path;
  return steps.find(({ carries }) => carries?.includes(key))?.as ?? "";
}

function loginRows({ resources, steps }: Blueprint, { principal, reads = [] }: Login): readonly Access[] {
  const policy = resources.find(({ type }) => type === "vault_policy");
  const person = steps.find(({ as }) => as === "as the administrator of Vault");
  const by = policy?.path ?? person?.as ?? "";
  return reads.map((thing) => ({ principal, thing, sort: "entry", may: ["read"], why: "read its entries", by }));
}

/** Whether External Secrets Operator reads the store by an identity of its own, and not by the environment's. */
function isReadByOperator({ mount, grants, storeLogin, reader }: Blueprint): boolean {
  if (reader === "operator") return true;
  const fills = mount.kind === "Secret" && mount.externalSecret !== undefined;
  return fills && storeLogin === undefined && !grants.some(({ purpose }) => purpose === "secret-store");
}

/** What the owner of the SecretStore gives the operator's identity. */
function operatorRows(blueprint: Blueprint): readonly Access[] {
  if (!isReadByOperator(blueprint)) return [];
  const { entries, steps } = blueprint;
  const by = steps.find(({ does }) => does.startsWith("Grant its identity"))?.as ?? "the owner of the SecretStore";
  return entries.map(({ name }) => {
    return { principal: EXTERNAL_SECRETS, thing: name, sort: "entry", may: ["read"], why: "fill the Secret", by };
  });
}

function secretRows(blueprint: Blueprint): readonly Access[] {
  const { mount, subject } = blueprint;
  if (mount.kind !== "Secret") return [];
  const thing = `Secret ${subject.namespace}/${subject.name} of ${subject.cluster.name}`;
  const why = "its keys are mounted as files; whoever may get Secrets in the namespace reads them, too";
  return [{ principal: accountOf(blueprint), thing, sort: "secret", may: ["mount"], why, by: "the MendixApp" }];
}

/** Keys whose value lets the pod in to something, whoever holds it. */
const OPENS: readonly (readonly [key: string, sort: "database" | "files", what: string, may: string])[] = [
  ["database-password", "database", "database", "connect by password"],
  ["storage-secret-access-key", "files", "file storage", "use by access key"],
  ["storage-azure-account-key", "files", "file storage", "use by account key"],
];

function passwordRows(blueprint: Blueprint): readonly Access[] {
  const { subject } = blueprint;
  const mounted = new Map(blueprint.entries.flatMap((entry) => keysOf(entry).map((key) => [key, entry.name] as const)));
  return OPENS.flatMap(([key, sort, what, may]): readonly Access[] => {
    const entry = mounted.get(key);
    if (entry === undefined) return [];
    const why = `${key} of ${entry} is mounted; what it may there is up to its owner`;
    const thing = `${what} of ${subject.namespace}/${subject.name} of ${subject.cluster.name}`;
    return [{ principal: accountOf(blueprint), thing, sort, may: [may], why, by: "the value" }];
  });
}

function accountOf({ subject }: Blueprint): string {
  return `${tokenSubject(subject)} of ${subject.cluster.name}`;
}
