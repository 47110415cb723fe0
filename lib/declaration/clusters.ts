import { z } from "zod";
import {
  Cluster,
  type AksClusterProps,
  type EksClusterProps,
  type GkeClusterProps,
  type OtherClusterProps,
} from "../core/cluster";
import { ClusterCredentials, type ClusterAccess, type ClusterExec } from "../core/cluster-access";
import type { ClusterSoftware } from "../core/cluster-software";
import { choice, flag, kind, props, text, texts, type Shape } from "./shape";

/** A cluster whose name is given later: it is the key under which clusters.yaml declares it. */
type Named = (name: string) => Cluster;

const exec = props<ClusterExec>("ClusterExec", {
  command: text("aws"),
  args: z.array(text("get-token")).exactOptional(),
  env: texts().exactOptional(),
  apiVersion: text("client.authentication.k8s.io/v1beta1").exactOptional(),
});

/** What every kind of cluster takes: how Terraform reaches it, and what runs there. */
const common: Shape<ClusterAccess & ClusterSoftware> = {
  secretRotation: flag().exactOptional(),
  globalOperatorNamespace: text("mendix-operator").exactOptional(),
  context: text("prod").exactOptional(),
  kubeconfig: text("~/.kube/config").exactOptional(),
  server: text("https://ID.gr7.eu-west-1.eks.amazonaws.com").exactOptional(),
  certificateAuthorityData: text().exactOptional(),
  exec: exec.exactOptional(),
  credentials: z.enum(ClusterCredentials).exactOptional(),
};

const cluster = choice<Named>({
  eks: kind(
    "Cluster.eks",
    props<Omit<EksClusterProps, "name">>("EksClusterProps", {
      ...common,
      oidcProviderArn: text(
        "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ID",
      ).exactOptional(),
      account: text("111122223333").exactOptional(),
      region: text("eu-west-1").exactOptional(),
      audience: text("sts.amazonaws.com").exactOptional(),
    }),
    (given) => (name) => Cluster.eks({ ...given, name }),
  ),
  aks: kind(
    "Cluster.aks",
    props<Omit<AksClusterProps, "name">>("AksClusterProps", {
      ...common,
      issuer: text("https://westeurope.oic.prod-aks.azure.com/TENANT/ID/"),
      subscription: text("00000000-0000-0000-0000-000000000000").exactOptional(),
    }),
    (given) => (name) => Cluster.aks({ ...given, name }),
  ),
  gke: kind(
    "Cluster.gke",
    props<Omit<GkeClusterProps, "name">>("GkeClusterProps", {
      ...common,
      project: text("acme-prod"),
      projectNumber: text("123456789012"),
      autopilot: flag().exactOptional(),
    }),
    (given) => (name) => Cluster.gke({ ...given, name }),
  ),
  other: kind(
    "Cluster.other",
    props<Omit<OtherClusterProps, "name">>("OtherClusterProps", {
      ...common,
      issuer: text("https://issuer.example.com").exactOptional(),
      oidcProviderArn: text().exactOptional(),
      openShift: flag().exactOptional(),
    }),
    (given) => (name) => Cluster.other({ ...given, name }),
  ),
});

/** What `clusters.yaml` holds: clusters by the name that environments call them. */
export const clustersSchema = z.record(z.string(), cluster).transform((clusters): ReadonlyMap<string, Cluster> => {
  return new Map(Object.entries(clusters).map(([name, named]) => [name, named(name)]));
});

/** Schema of a cluster's name, which gives the cluster. */
export type ClusterName = ReturnType<typeof clusterName>;

export function clusterName(clusters: ReadonlyMap<string, Cluster>) {
  return z
    .string()
    .meta({ examples: ["prod"], description: "Name of a cluster that clusters.yaml declares." })
    .transform((name, context): Cluster => {
      const found = clusters.get(name);
      if (found) return found;
      context.addIssue({ code: "custom", message: "cluster", params: { code: "MX-CLUSTER-UNKNOWN" } });
      return z.NEVER;
    });
}
