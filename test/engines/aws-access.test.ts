import { CreateOpenIDConnectProviderCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { GetSecretValueCommand, PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Cluster, Delivery, FileStorage, MendixSecretStoreEnvironment, PodIdentity, SecretValue } from "../../lib";
import { ACCOUNT, ISSUER, sample } from "../support/samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { describeWith } from "./support/missing";
import { MiniStack, ministack, type Credentials } from "../../engines/ministack";
import { provider, terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(300_000);

const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/prod-mendix-${name}`;
const subject = (name: string, namespace = "mendix") => `system:serviceaccount:${namespace}:${name}`;
const token = { iss: `https://${ISSUER}`, aud: "sts.amazonaws.com", sub: subject("orders") };

/** Two environments that a wildcard would mix up, and one with Pod Identity. */
function configuration(): unknown {
  const stack = newStack("access");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  for (const name of ["orders", "orders-2"]) {
    new MendixSecretStoreEnvironment(stack, name, {
      ...sample({
        name,
        delivery: Delivery.manifests({ directory: "manifests" }),
        storage: FileStorage.s3({ bucket: "acme-files", prefix: name }),
        adminPassword: SecretValue.generated(),
      }),
    });
  }
  new MendixSecretStoreEnvironment(stack, "pods", {
    ...sample({
      name: "pods",
      cluster: Cluster.eks({ name: "prod", account: ACCOUNT, region: "eu-west-1" }),
      identity: new PodIdentity(),
      delivery: Delivery.manifests({ directory: "manifests" }),
      storage: FileStorage.s3Compatible({
        endpoint: "https://minio.example.com",
        bucket: "pods",
        accessKeyId: "key",
        secretAccessKey: SecretValue.external(),
      }),
    }),
  });
  return synthesizeStack(stack);
}

const VARIABLES = {
  TF_VAR_orders_database_password: "one",
  TF_VAR_orders_2_database_password: "two",
  TF_VAR_pods_database_password: "three",
};

describeWith([terraform, provider("aws"), ministack], "the pod's access on AWS", () => {
  let aws: MiniStack;
  let workspace: Workspace;
  let pod: Credentials;

  beforeAll(async () => {
    aws = await MiniStack.start(ACCOUNT);
    await aws.iam().send(
      new CreateOpenIDConnectProviderCommand({
        Url: `https://${ISSUER}`,
        ClientIDList: ["sts.amazonaws.com"],
        ThumbprintList: ["0".repeat(40)],
      }),
    );
    await aws.s3().send(new CreateBucketCommand({ Bucket: "acme-files" }));
    for (const key of ["orders/a", "orders-2/a", "a"]) {
      await aws.s3().send(new PutObjectCommand({ Bucket: "acme-files", Key: key, Body: key }));
    }
    workspace = new Workspace(aws.environment);
    workspace.write(withoutAssociations(configuration()));
    workspace.init();
    workspace.apply(VARIABLES);
    pod = await aws.assumeWithToken(role("orders"), token);
  });

  afterAll(async () => {
    workspace.remove();
    await aws.stop();
  });

  const secret = (name: string) =>
    aws.secrets(pod).send(new GetSecretValueCommand({ SecretId: `prod/mendix/${name}` }));
  const object = (key: string) => aws.s3(pod).send(new GetObjectCommand({ Bucket: "acme-files", Key: key }));
  const denied = expect.objectContaining({ name: expect.stringMatching(/AccessDenied/) });

  it.each(["orders", "orders/database-password", "orders/mx-admin-password"])(
    "reads its own entry %s",
    async (name) => {
      expect((await secret(name)).SecretString).toBeTruthy();
    },
  );

  it.each(["orders-2", "orders-2/database-password", "orders-2/mx-admin-password"])(
    "is refused the neighbour's entry %s",
    async (name) => {
      await expect(secret(name)).rejects.toEqual(denied);
    },
  );

  it("reads and writes under its own prefix", async () => {
    expect(await (await object("orders/a")).Body?.transformToString()).toBe("orders/a");
    await aws.s3(pod).send(new PutObjectCommand({ Bucket: "acme-files", Key: "orders/b", Body: "b" }));
  });

  it.each(["orders-2/a", "a"])("is refused the object %s outside it", async (key) => {
    await expect(object(key)).rejects.toEqual(denied);
    const put = aws.s3(pod).send(new PutObjectCommand({ Bucket: "acme-files", Key: key, Body: "x" }));
    await expect(put).rejects.toEqual(denied);
  });

  it("may neither write secrets, list the bucket, nor look at roles", async () => {
    const write = new PutSecretValueCommand({ SecretId: "prod/mendix/orders", SecretString: "{}" });
    await expect(aws.secrets(pod).send(write)).rejects.toEqual(denied);
    await expect(aws.s3(pod).send(new ListObjectsV2Command({ Bucket: "acme-files" }))).rejects.toEqual(denied);
    await expect(aws.iam(pod).send(new ListRolesCommand({}))).rejects.toEqual(denied);
  });

  it.each([
    ["ServiceAccount", { ...token, sub: subject("orders-2") }],
    ["namespace", { ...token, sub: subject("orders", "other") }],
    ["audience", { ...token, aud: "vault" }],
    ["issuer", { ...token, iss: "https://oidc.eks.eu-west-1.amazonaws.com/id/OTHER" }],
  ])("can't be assumed with the token of another %s", async (_what, claims) => {
    await expect(aws.assumeWithToken(role("orders"), claims)).rejects.toThrow(/not authorized|No OpenIDConnect/i);
  });

  it("trusts Pod Identity only with the tags of this very pod", async () => {
    const tags = {
      "eks-cluster-arn": `arn:aws:eks:eu-west-1:${ACCOUNT}:cluster/prod`,
      "kubernetes-namespace": "mendix",
      "kubernetes-service-account": "pods",
    };
    const assume = (given: Readonly<Record<string, string>>) =>
      aws.sts().send(
        new AssumeRoleCommand({
          RoleArn: role("pods"),
          RoleSessionName: "pod",
          Tags: Object.entries(given).map(([Key, Value]) => ({ Key, Value })),
        }),
      );
    await expect(assume(tags)).resolves.toHaveProperty("Credentials.AccessKeyId");
    for (const key of Object.keys(tags)) {
      await expect(assume({ ...tags, [key]: "other" })).rejects.toEqual(denied);
    }
    await expect(assume({})).rejects.toEqual(denied);
  });
});

/** The emulator makes an association only for a cluster that it runs; the trust is what is tested here. */
function withoutAssociations(configuration: unknown): unknown {
  const copy = structuredClone(configuration) as { resource: Record<string, unknown> };
  delete copy.resource["aws_eks_pod_identity_association"];
  return copy;
}
