import { Cluster } from "../../lib";
import type { Draw } from "./draw";
import { partitionOf } from "./places";

export function eks({ cluster, account, region }: Draw): Cluster {
  const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const issuer = `oidc.eks.${region}.${domain}/id/EXAMPLED539D4633E53DE1B71EXAMPLE`;
  return Cluster.eks({
    name: cluster,
    region,
    oidcProviderArn: `arn:${partitionOf(region)}:iam::${account}:oidc-provider/${issuer}`,
  });
}

export function aks({ cluster, guid, flag }: Draw): Cluster {
  const issuer = `https://westeurope.oic.prod-aks.azure.com/${guid}/${guid}/`;
  return Cluster.aks({ name: cluster, issuer, ...(flag ? { subscription: guid } : {}) });
}

export function gke({ cluster, project, projectNumber }: Draw): Cluster {
  return Cluster.gke({ name: cluster, project, projectNumber });
}

function onPremises({ cluster, word, flag }: Draw): Cluster {
  return Cluster.other({ name: cluster, ...(flag ? { issuer: `https://${word}.example.com` } : {}) });
}

const ANY = [onPremises, eks, aks, gke];

/** A cluster of any kind: for environments that no cloud has to know. */
export function anyCluster(draw: Draw): Cluster {
  return (ANY[draw.variant % ANY.length] ?? onPremises)(draw);
}
