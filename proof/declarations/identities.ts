import { Cluster, Irsa, PodIdentity } from "../../lib";
import type { Draw } from "./draw";
import type { IdentityRow } from "./rows";
import { partitionOf } from "./stores";

function eks({ cluster, account, region }: Draw): Cluster {
  const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const issuer = `oidc.eks.${region}.${domain}/id/EXAMPLED539D4633E53DE1B71EXAMPLE`;
  return Cluster.eks({
    name: cluster,
    region,
    oidcProviderArn: `arn:${partitionOf(region)}:iam::${account}:oidc-provider/${issuer}`,
  });
}

export const IDENTITIES: readonly IdentityRow[] = [
  { title: "IRSA", cloud: "aws", cluster: eks, make: ({ flag }) => new Irsa(flag ? { path: "/mendix/" } : {}) },
  {
    title: "EKS Pod Identity",
    cloud: "aws",
    cluster: eks,
    make: () => new PodIdentity({ undocumentedRuntimeAccess: true }),
  },
];
