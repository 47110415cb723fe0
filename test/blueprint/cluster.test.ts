import { Cluster } from "../../lib";
import { hostOf } from "../../lib/core/cluster";

const facts = ({ account, region, partition, issuer, issuerHost }: Cluster) => ({
  account,
  region,
  partition,
  issuer,
  issuerHost,
});

describe("Cluster", () => {
  it("reads account, region, partition and issuer from the ARN of the OIDC provider", () => {
    const oidcProviderArn = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC";
    expect(facts(Cluster.eks({ name: "prod", oidcProviderArn }))).toEqual({
      account: "111122223333",
      region: "eu-west-1",
      partition: "aws",
      issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC",
      issuerHost: "oidc.eks.eu-west-1.amazonaws.com/id/ABC",
    });
  });

  it.each([
    ["aws-cn", "arn:aws-cn:iam::111122223333:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/A", "cn-north-1"],
    [
      "aws-us-gov",
      "arn:aws-us-gov:iam::111122223333:oidc-provider/oidc.eks.us-gov-west-1.amazonaws.com/id/A",
      "us-gov-west-1",
    ],
  ])("knows the partition %s", (partition, oidcProviderArn, region) => {
    expect(Cluster.eks({ name: "prod", oidcProviderArn })).toMatchObject({ partition, region });
  });

  it.each([
    ["eu-west-1", "aws"],
    ["cn-northwest-1", "aws-cn"],
    ["us-gov-east-1", "aws-us-gov"],
    ["us-iso-east-1", "aws-iso"],
    ["us-isob-east-1", "aws-iso-b"],
    ["eu-isoe-west-1", "aws-iso-e"],
    ["us-isof-south-1", "aws-iso-f"],
    ["eusc-de-east-1", "aws-eusc"],
  ])("takes the partition of %s from the region where it has no provider", (region, partition) => {
    expect(Cluster.eks({ name: "prod", account: "111122223333", region }).partition).toBe(partition);
  });

  it("keeps an AKS issuer exactly as it is given", () => {
    const issuer = "https://westeurope.oic.prod-aks.azure.com/tenant/id/";
    expect(facts(Cluster.aks({ name: "aks", issuer }))).toEqual({
      account: undefined,
      region: undefined,
      partition: undefined,
      issuer,
      issuerHost: "westeurope.oic.prod-aks.azure.com/tenant/id",
    });
  });

  it("has no issuer host where the ARN is none, so that no trust is built from half of one", () => {
    const cluster = Cluster.other({ name: "k3s", issuer: "https://issuer.example.com", oidcProviderArn: "nonsense" });
    expect(cluster.issuerHost).toBeUndefined();
  });
});

describe("hostOf", () => {
  it("takes scheme and trailing slash off", () => {
    expect(hostOf("https://issuer.example.com/id/A/")).toBe("issuer.example.com/id/A");
  });
});
