import { pathOf, type Resource, type Resources } from "../core/resource";
import { toYaml } from "../core/yaml";
import type { HelmRelease } from "./charts";
import type { ClusterBlueprint } from "./prerequisite-props";

/** What the blueprint says, the driver before its providers. */
export function prerequisiteResources(
  blueprint: Pick<ClusterBlueprint, "namespaces" | "oidcProvider" | "releases">,
): Resources {
  const { namespaces, oidcProvider, releases } = blueprint;
  return [
    ...namespaces.map(namespaceOf),
    ...(oidcProvider ? [oidcProviderOf(oidcProvider)] : []),
    ...releases.map((release, index) => releaseOf(release, releases.slice(0, index))),
  ];
}

function namespaceOf(name: string): Resource {
  return {
    kind: "resource",
    type: "kubernetes_namespace_v1",
    path: pathOf(`namespace-${name}`),
    arguments: { metadata: { name } },
    lifecycle: { preventDestroy: true },
  };
}

function oidcProviderOf({ url, audience }: NonNullable<ClusterBlueprint["oidcProvider"]>): Resource {
  return {
    kind: "resource",
    type: "aws_iam_openid_connect_provider",
    path: "oidc-provider",
    arguments: { url, client_id_list: [audience] },
  };
}

/** A release that fails is rolled back, so that no half-installed driver is left. */
function releaseOf(release: HelmRelease, before: readonly HelmRelease[]): Resource {
  const { name, namespace, repository, chart, version, values } = release;
  return {
    kind: "resource",
    type: "helm_release",
    path: name,
    arguments: {
      name,
      namespace,
      repository,
      chart,
      version,
      values: [toYaml(values)],
      create_namespace: namespace === "kube-system" ? undefined : true,
      atomic: true,
    },
    ...(before.length > 0 ? { after: before.map((earlier) => earlier.name) } : {}),
  };
}
