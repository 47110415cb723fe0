import { parse } from "yaml";

/** How a cluster is reached: by a context of a kubeconfig, or by its API server, then with an Operator in global mode. */
const BY_CONTEXT = "context: current, kubeconfig: ~/.kube/config";
const BY_SERVER = `server: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com', certificateAuthorityData: ${Buffer.from("PEM").toString("base64")}, exec: { command: aws, args: [get-token], env: { AWS_PROFILE: prod }, apiVersion: client.authentication.k8s.io/v1beta1 }, globalOperatorNamespace: mendix-operator`;

const clusters = (access: string): object =>
  parse(`
eks:
  eks: { ${access}, oidcProviderArn: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC', account: '111122223333', region: eu-west-1, audience: sts.amazonaws.com }
aks:
  aks: { ${access}, issuer: 'https://westeurope.oic.prod-aks.azure.com/99999999-8888-7777-6666-555555555555/12345678-aaaa-bbbb-cccc-123456789abc/', subscription: 11111111-2222-3333-4444-555555555555 }
gke:
  gke: { ${access}, project: acme-prod, projectNumber: '123456789012' }
other:
  other: { ${access}, issuer: 'https://issuer.example.com', oidcProviderArn: 'arn:aws:iam::111122223333:oidc-provider/issuer.example.com' }
`) as object;

/** Clusters by name, in each way that they are reached. */
export const CLUSTERS = { byContext: clusters(BY_CONTEXT), byServer: clusters(BY_SERVER) } as const;
