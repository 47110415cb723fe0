import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Release } from "@cdktf/provider-helm/lib/release";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { defined } from "../../values/defined";
import { terraformText } from "../../values/text";
import { toYaml } from "../../values/yaml";
import type { HelmRelease } from "../charts";
import type { ClusterBlueprint } from "../describe";

/** Makes what the blueprint says, the driver before its providers. */
export function bindPrerequisites(scope: Construct, blueprint: ClusterBlueprint): void {
  for (const name of blueprint.namespaces) {
    new NamespaceV1(scope, `namespace-${name}`, { metadata: { name }, lifecycle: { preventDestroy: true } });
  }
  const { oidcProvider } = blueprint;
  if (oidcProvider) {
    const { url, audience } = oidcProvider;
    new IamOpenidConnectProvider(scope, "oidc-provider", {
      url: terraformText(url),
      clientIdList: [terraformText(audience)],
    });
  }
  const before: ITerraformDependable[] = [];
  for (const release of blueprint.releases) before.push(helmRelease(scope, release, [...before]));
}

/** A release that fails is rolled back, so that no half-installed driver is left. */
function helmRelease(scope: Construct, release: HelmRelease, dependsOn: ITerraformDependable[]): Release {
  const { name, namespace, repository, chart, version, values } = release;
  return new Release(
    scope,
    name,
    defined({
      name,
      namespace,
      repository,
      chart: terraformText(chart),
      version,
      values: [terraformText(toYaml(values))],
      createNamespace: namespace === "kube-system" ? undefined : true,
      atomic: true,
      dependsOn: dependsOn.length > 0 ? dependsOn : undefined,
    }),
  );
}
