import { GetSecretValueCommand, paginateListSecrets } from "@aws-sdk/client-secrets-manager";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Cluster, StoreLayout } from "../../../lib";
import { FaultyProxy } from "../../../engines/faulty-proxy";
import { MiniStack, ministack } from "../../../engines/ministack";
import { provider } from "../../../engines/terraform";
import type { SecretSubject, Target, Values } from "../subject";
import { environmentFiles, environmentParts, type StoreDeclaration } from "./environments";

const ACCOUNT = "111122223333";
const EKS = {
  name: "prod",
  oidcProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE`,
};

export const eks = Cluster.eks(EKS);

/** What every subject on AWS shares: the emulator behind a proxy that can refuse to write values. */
export const onAws: Pick<SecretSubject, "engines" | "deployment" | "providers"> = {
  engines: [provider("aws"), ministack],
  deployment: { kind: "apply", start: startAws },
  providers: (stack) => void new AwsProvider(stack, "aws", { region: "eu-west-1" }),
};

async function startAws(): Promise<Target> {
  const aws = await MiniStack.start(ACCOUNT);
  const proxy = await FaultyProxy.start(aws.endpoint);
  return {
    environment: { ...aws.environment, AWS_ENDPOINT_URL: proxy.endpoint },
    refuse: (refused) => proxy.refuse(refused ? /^PutSecretValue$/ : undefined),
    holds: () => valuesOf(aws),
    stop: async () => {
      await proxy.stop();
      await aws.stop();
    },
  };
}

async function valuesOf(aws: MiniStack): Promise<Values> {
  const client = aws.secrets();
  const values: Record<string, string> = {};
  for await (const { SecretList = [] } of paginateListSecrets({ client }, {})) {
    for (const { Name = "" } of SecretList) {
      values[Name] = (await client.send(new GetSecretValueCommand({ SecretId: Name }))).SecretString ?? "";
    }
  }
  return values;
}

function aws(title: string, store: object, own: Pick<StoreDeclaration, "generates" | "databases">): SecretSubject {
  const { oidcProviderArn } = EKS;
  const declaration: StoreDeclaration = {
    cluster: { eks: { context: "current", oidcProviderArn } },
    store: { awsSecretsManager: store },
    identity: () => ({ irsa: {} }),
    ...own,
  };
  return {
    title,
    ...onAws,
    parts: (name, ephemeral) => environmentParts(name, ephemeral, declaration),
    files: (name) => environmentFiles(name, declaration),
  };
}

export const AWS_SUBJECTS: readonly SecretSubject[] = [
  aws("AWS Secrets Manager", {}, { generates: true, databases: ["postgresql", "oracle"] }),
  aws(
    "AWS Secrets Manager, one document",
    { layout: StoreLayout.DOCUMENT },
    { generates: false, databases: ["sqlserver", "mysql", "saphana"] },
  ),
];
