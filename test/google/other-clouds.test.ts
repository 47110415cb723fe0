import { AwsSecretsManager, describeEnvironment } from "../../lib";
import { GoogleSecretManager } from "../../lib/google";
import { eks } from "../support/samples";
import { googleSample } from "../support/samples-google";

describe("an identity of Google on a cluster of another cloud", () => {
  it("is refused with the cluster's kind", () => {
    const store = new GoogleSecretManager({ project: "acme-prod" });
    const { problems } = describeEnvironment(googleSample({ cluster: eks, store }));
    expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'MX-GKE-IDENTITY The cluster "prod" is not a GKE cluster (EKS), so its pods are no principals of Google.',
    ]);
  });

  it("leaves the project of the secrets unknown too", () => {
    const { problems } = describeEnvironment(googleSample({ cluster: eks }));
    expect(problems.map(({ code, prop }) => `${code} ${prop}`)).toEqual([
      "MX-GOOGLE-PROJECT store.project",
      "MX-GKE-IDENTITY identity",
    ]);
  });
});

describe("a store of another cloud on GKE", () => {
  it("is refused for want of its identity", () => {
    const store = new AwsSecretsManager({ region: "eu-west-1", account: "111122223333" });
    const { problems } = describeEnvironment(googleSample({ store }));
    expect(problems.map(({ code, fix }) => `${code} ${fix}`)).toEqual([
      "MX-IDENTITY Write identity: new Irsa() or new PodIdentity().",
    ]);
  });
});
