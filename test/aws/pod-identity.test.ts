import { Cluster, describeEnvironment, FileStorage, PodIdentity, SecretValue } from "../../lib";
import { ACCOUNT, sample } from "../support/samples";
import { resourcesOf, synthesize } from "../support/synthesize";

const props = sample({
  cluster: Cluster.eks({ name: "prod", account: ACCOUNT, region: "eu-west-1" }),
  identity: new PodIdentity({ roleName: "orders" }),
  storage: FileStorage.s3Compatible({
    endpoint: "https://minio.example.com",
    bucket: "orders",
    accessKeyId: "key",
    secretAccessKey: SecretValue.external(),
  }),
});

describe("PodIdentity", () => {
  it("makes a role whose trust is narrowed to the pod by the tags that EKS sends", () => {
    const [role] = resourcesOf(synthesize(props), "aws_iam_role");
    expect(role?.["name"]).toBe("orders");
    expect(JSON.parse(String(role?.["assume_role_policy"]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "PodIdentity",
          Effect: "Allow",
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Principal: { Service: "pods.eks.amazonaws.com" },
          Condition: {
            StringEquals: {
              "aws:RequestTag/eks-cluster-arn": `arn:aws:eks:eu-west-1:${ACCOUNT}:cluster/prod`,
              "aws:RequestTag/kubernetes-namespace": "mendix",
              "aws:RequestTag/kubernetes-service-account": "orders",
            },
          },
        },
      ],
    });
  });

  it("associates the ServiceAccount only when the role has its policies", () => {
    const [association] = resourcesOf(synthesize(props), "aws_eks_pod_identity_association");
    expect(association).toEqual({
      cluster_name: "prod",
      namespace: "mendix",
      service_account: "orders",
      role_arn: expect.stringMatching(/^\$\{aws_iam_role\.environment_identity_role_\w+\.arn\}$/) as string,
      depends_on: [expect.stringMatching(/^aws_iam_role_policy\.environment_identity_secret-store_/) as string],
    });
  });

  it("needs no annotation on the ServiceAccount, and the agent on the cluster", () => {
    const { objects, steps } = describeEnvironment(props);
    expect(objects[0]?.metadata.annotations).toEqual({ "privatecloud.mendix.com/environment-account": "true" });
    expect(steps.map(({ does }) => does)).toContain("Install the add-on eks-pod-identity-agent on prod.");
  });

  it("may be used by the app itself where the declaration says that it is tested", () => {
    const identity = new PodIdentity({ undocumentedRuntimeAccess: true });
    expect(describeEnvironment(sample({ identity })).problems).toEqual([]);
  });
});
