import type { ClusterNeeds, ExpectedEnvironment } from "./expected";
import type { Action, Gap, Right } from "./facts";
import { reasonOf, type Kubectl } from "./kubectl";

const GROUP_OF: Readonly<Record<string, readonly [group: string, resource: string]>> = {
  ServiceAccount: ["", "serviceaccounts"],
  Secret: ["", "secrets"],
  SecretProviderClass: ["secrets-store.csi.x-k8s.io", "secretproviderclasses"],
  ExternalSecret: ["external-secrets.io", "externalsecrets"],
  MendixApp: ["privatecloud.mendix.com", "mendixapps"],
};

/** Verbs that a delivery uses on the objects that it makes. Server-side apply is a patch, and a create where nothing is. */
const VERBS = ["get", "create", "patch", "delete"] as const;

/** What a deployer does in a cluster for some environments, each thing once. */
export function actionsOf({ environments }: ClusterNeeds): readonly Action[] {
  const actions = environments.flatMap((environment) => [
    ...kindsOf(environment).flatMap((kind) => {
      const [group, resource] = GROUP_OF[kind] ?? ["", kind];
      return VERBS.map((verb) => ({ verb, group, resource, namespace: environment.namespace }));
    }),
    // Terraform's kubernetes_manifest looks its type up among the CRDs at every plan.
    ...(environment.delivery === "Terraform" && usesManifests(environment) ? [LIST_CRDS] : []),
  ]);
  return [...new Map(actions.map((action) => [JSON.stringify(action), action])).values()];
}

const LIST_CRDS: Action = { verb: "list", group: "apiextensions.k8s.io", resource: "customresourcedefinitions" };

function usesManifests({ objects }: ExpectedEnvironment): boolean {
  return objects.some(({ kind }) => kind !== "ServiceAccount");
}

/** Kinds that the delivery makes: the objects, and the Secret that stands in a store's place. */
function kindsOf({ objects, mount, delivery }: ExpectedEnvironment): readonly string[] {
  const own =
    mount.kind === "Secret" && mount.externalSecret === undefined && delivery === "Terraform" ? ["Secret"] : [];
  return [...objects.map(({ kind }) => kind), ...own];
}

const TEMPLATE = [
  "{{with .status.userInfo}}who {{.username}}{{end}}",
  "{{with .spec}}{{with .resourceAttributes}}right {{.verb}} {{.resource}} {{with .group}}{{.}}{{else}}-{{end}} {{with .namespace}}{{.}}{{else}}-{{end}}{{end}}{{end}}",
  '{{with .status}}{{if .allowed}} yes{{end}}{{end}}{{"\\n"}}',
].join("");

export interface AskedRights {
  readonly who?: string;
  readonly rights: readonly Right[];
  readonly gaps: readonly Gap[];
}

/** Asks the API server in one call who asks, and what they may do. Every user may ask that of themselves. */
export async function askRights(kubectl: Kubectl, actions: readonly Action[], as?: string): Promise<AskedRights> {
  if (actions.length === 0) return { rights: [], gaps: [] };
  const impersonation = as === undefined ? [] : ["--as", as];
  const parameters = ["create", "--filename=-", "--validate=false", `--output=go-template=${TEMPLATE}`];
  const answer = await kubectl.run([...parameters, ...impersonation], JSON.stringify(reviewsOf(actions)));
  const lines = answer.stdout.split("\n");
  const rights = lines.flatMap((line) => rightIn(line) ?? []);
  const who = as ?? lines.flatMap((line) => /^who (\S+)/.exec(line)?.[1] ?? [])[0];
  const gaps: readonly Gap[] = rights.length < actions.length ? [{ source: "rights", why: reasonOf(answer) }] : [];
  return { ...(who === undefined ? {} : { who }), rights, gaps };
}

function reviewsOf(actions: readonly Action[]) {
  const reviews = actions.map(({ verb, group, resource, namespace }) => ({
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    spec: { resourceAttributes: { verb, group, resource, ...(namespace === undefined ? {} : { namespace }) } },
  }));
  const who = { apiVersion: "authentication.k8s.io/v1", kind: "SelfSubjectReview" };
  return { apiVersion: "v1", kind: "List", items: [who, ...reviews] };
}

function rightIn(line: string): Right | undefined {
  const [, verb, resource, group, namespace, allowed] = /^right (\S+) (\S+) (\S+) (\S+)( yes)?/.exec(line) ?? [];
  if (verb === undefined || resource === undefined) return undefined;
  return {
    verb,
    resource,
    group: group === "-" || group === undefined ? "" : group,
    ...(namespace === "-" || namespace === undefined ? {} : { namespace }),
    allowed: allowed !== undefined,
  };
}

/** The Roles that give a deployer what it uses, as objects to apply. */
export function rolesOf(needs: ClusterNeeds): readonly object[] {
  const actions = actionsOf(needs);
  const namespaces = [...new Set(actions.flatMap(({ namespace }) => namespace ?? []))];
  const roles = namespaces.map((namespace) => ({
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: { name: "mendix-secret-store-deployer", namespace },
    rules: rulesOf(actions.filter((action) => action.namespace === namespace)),
  }));
  const wide = actions.filter(({ namespace }) => namespace === undefined);
  if (wide.length === 0) return roles;
  const kind = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole" };
  return [...roles, { ...kind, metadata: { name: "mendix-secret-store-deployer" }, rules: rulesOf(wide) }];
}

function rulesOf(actions: readonly Action[]) {
  const resources = [...new Set(actions.map(({ group, resource }) => `${group}/${resource}`))];
  return resources.map((id) => {
    const [apiGroup = "", resource = ""] = id.split("/");
    const verbs = actions.filter((action) => `${action.group}/${action.resource}` === id).map(({ verb }) => verb);
    return { apiGroups: [apiGroup], resources: [resource], verbs };
  });
}
