import type { Blueprint, MountedKey } from "../core/blueprint";
import type { Cluster } from "../core/cluster";
import type { DeclaredOnCluster } from "../core/cluster-software";
import type { NeededPlace } from "../core/place";
import type { Problem } from "../core/problem";
import type { Resources } from "../core/resource";
import { Share } from "../core/share";
import { neededVariables } from "../engine/mounted-keys";
import { resourceName } from "../engine/resource-names";
import { emptyBlueprint, safely, textOf } from "../engine/safely";
import { checkCluster } from "../engine/subject-rules";
import { refuseUnusable } from "../engine/usable-values";
import { defaultAuthMount, VaultLogin } from "../stores/vault/login";
import type { ClusterSetupProps } from "./cluster-setup-props";
import type { ClusterPrerequisitesProps } from "./prerequisite-props";
import { describeClusterPrerequisites } from "./describe";
import { authResources } from "./vault-auth-resources";
import { describeAuth, type ChosenAuth } from "./vault-auth-rules";
import { DEFAULT_KV_MOUNT, describeKvMount, kvMountResources } from "./vault-kv";

/** What a cluster's own setup is called: beside its environments, and as a stack. */
export function setupName({ name }: Pick<Cluster, "name">): string {
  return `cluster-${name}`;
}

/** What a part says, and what it makes of the variables that carry its secrets. */
interface Part {
  readonly prop: "vaultAuth" | "vaultKvMount";
  readonly share: Share;
  readonly resources: (variables: Blueprint["variables"]) => Resources;
}

/**
 * Everything that is known about what a cluster has once, as an environment's blueprint has it: the prerequisites, and
 * what environments find in Vault. Pure; wrong props are problems in it.
 */
export function describeClusterSetup(props: ClusterSetupProps): Blueprint {
  const described = describeClusterPrerequisites(prerequisitesOf(props));
  const { cluster } = described;
  const name = setupName(cluster);
  const own = new Share();
  checkCluster(own, cluster);
  const parts = partsOf(props);
  const shares = parts.map(({ share }) => share);
  const variables = neededVariables(
    shares.flatMap(({ keys }) => keys),
    name,
  );
  const problems = [
    ...described.problems,
    ...own.problems,
    ...parts.flatMap(({ prop, share }) => share.problems.map(within(prop))),
  ].map((problem): Problem => ({ ...problem, environment: name }));
  const resources =
    problems.length > 0 ? [] : [...described.resources, ...parts.flatMap((part) => made(part, variables))];
  return {
    ...emptyBlueprint({ cluster, namespace: textOf(props.driverNamespace ?? "kube-system"), name }),
    reader: "nobody",
    store: "the cluster itself",
    delivery: "Terraform",
    resources,
    creates: counts(resources),
    serves: described.serves,
    keys: parts.flatMap(keysOf),
    variables,
    steps: [...described.steps, ...shares.flatMap(({ steps }) => steps)],
    warnings: [...described.warnings, ...shares.flatMap(({ warnings }) => warnings)],
    claims: [...described.claims, ...parts.flatMap(({ prop, share }) => share.claims.map(within(prop)))],
    providers: [...new Set([...described.providers, ...shares.flatMap((share) => [...share.providers])])].sort(),
    places: placesOf(props),
    problems,
  };
}

/** What environments need not be told to do, because it is declared. */
export function declaredBy(props: ClusterSetupProps): DeclaredOnCluster {
  const { serves, rotation, namespaces } = describeClusterPrerequisites(prerequisitesOf(props));
  const { vaultAuth, vaultKvMount } = props;
  const mounts = [
    ...(vaultAuth ? [`auth/${chosen({ ...vaultAuth, cluster: props.cluster }).mount}`] : []),
    ...(vaultKvMount ? [vaultKvMount.mount ?? DEFAULT_KV_MOUNT] : []),
  ];
  return { providers: serves, rotation, namespaces, vaultMounts: mounts };
}

function prerequisitesOf({
  vaultAuth: _auth,
  vaultKvMount: _kv,
  ...rest
}: ClusterSetupProps): ClusterPrerequisitesProps {
  return rest;
}

function partsOf({ cluster, vaultAuth, vaultKvMount }: ClusterSetupProps): readonly Part[] {
  const parts: Part[] = [];
  if (vaultAuth !== undefined) {
    const auth = chosen({ ...vaultAuth, cluster });
    const share = described(vaultAuth, () => describeAuth(auth));
    parts.push({ prop: "vaultAuth", share, resources: (variables) => authResources(auth, variables, "vault-auth") });
  }
  if (vaultKvMount !== undefined) {
    const mount = vaultKvMount.mount ?? DEFAULT_KV_MOUNT;
    const share = described(vaultKvMount, () => describeKvMount(mount, vaultKvMount));
    parts.push({ prop: "vaultKvMount", share, resources: () => kvMountResources(mount, vaultKvMount, "vault-kv") });
  }
  return parts;
}

function chosen(props: Omit<ChosenAuth, "login" | "mount"> & Partial<ChosenAuth>): ChosenAuth {
  const { login = VaultLogin.IN_CLUSTER } = props;
  return { ...props, login, mount: props.mount ?? defaultAuthMount(login) };
}

function described(props: object, describe: () => Share): Share {
  const usable = new Share();
  const share = safely(
    "the props",
    () => (refuseUnusable(usable, props) ? describe() : usable),
    () => new Share(),
  );
  share.providers.add("vault");
  return share;
}

function made({ share, resources }: Part, variables: Blueprint["variables"]): Resources {
  share.make(() => resources(variables));
  return share.resources;
}

/** The secrets of a part, which its variables carry. */
function keysOf({ prop: part, share }: Part): readonly MountedKey[] {
  return share.keys.map(({ key, prop }) => ({
    ...within(part)({ prop }),
    key,
    source: "variable",
    entry: key,
    appliesLive: false,
  }));
}

/** What a part says of its props stands below it; what it says of the cluster, with the cluster. */
function within(part: Part["prop"]) {
  return <T extends { readonly prop: string }>(said: T): T =>
    said.prop.startsWith("cluster") ? said : { ...said, prop: `${part}.${said.prop}` };
}

/** The OIDC provider is one of the cluster's own account. */
function placesOf({ cluster, createOidcProvider }: ClusterSetupProps): readonly NeededPlace[] {
  if (createOidcProvider !== true) return [];
  const { account, region } = cluster;
  return [{ provider: "aws", prop: "createOidcProvider", what: "the OIDC provider", account, region }];
}

function counts(resources: Resources): Readonly<Record<string, number>> {
  const total: Record<string, number> = {};
  for (const name of resources.map(resourceName)) if (name !== undefined) total[name] = (total[name] ?? 0) + 1;
  return total;
}
