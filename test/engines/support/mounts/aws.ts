import { CreateOpenIDConnectProviderCommand } from "@aws-sdk/client-iam";
import { DeleteSecretCommand } from "@aws-sdk/client-secrets-manager";
import type { ApiServer } from "../../../../engines/api-server";
import { kubernetesCarriages } from "../../../../engines/carrier/kubernetes";
import { AWS_HOSTS, AwsFront } from "../../../../engines/clouds/aws";
import type { Authority } from "../../../../engines/clouds/authority";
import { CloudServer } from "../../../../engines/clouds/cloud-server";
import { PodIdentityAgent } from "../../../../engines/clouds/pod-identity-agent";
import { awsProvider } from "../../../../engines/csi/providers";
import { MiniStack, ministack } from "../../../../engines/ministack";
import { provider, Workspace } from "../../../../engines/terraform";
import { Deployment } from "./deployment";
import type { MountStore } from "./store";

const ACCOUNT = "111122223333";

const PROVIDERS = ["aws", "kubernetes"];
const ENGINES = [awsProvider.engine, ministack, provider("aws")];

/** What both ways of identity have in common: MiniStack behind the names of the regional endpoints. */
async function startAws(api: ApiServer, authority: Authority) {
  const emulator = await MiniStack.start(ACCOUNT);
  const issuer = { issuer: api.issuer, publicKey: api.publicKey };
  const front = new AwsFront(issuer, emulator);
  const server = await CloudServer.start(authority, AWS_HOSTS, (request) => front.answer(request));
  const deployment = new Deployment({
    providers: PROVIDERS,
    kubeconfig: api.kubeconfig,
    environment: emulator.environment,
    carriages: kubernetesCarriages(api),
  });
  return {
    emulator,
    issuer,
    server,
    deployment,
    deleteEntryOf: async (key: string) => {
      const request = { SecretId: `prod/mendix/orders/${key}`, ForceDeleteWithoutRecovery: true };
      await emulator.secrets().send(new DeleteSecretCommand(request));
    },
    setDown: (down: boolean) => void (server.down = down),
    stop: async () => {
      await server.stop();
      await emulator.stop();
    },
  };
}

/** AWS Secrets Manager and IRSA. */
export const aws: MountStore = {
  title: "AWS Secrets Manager with IRSA",
  engines: ENGINES,
  providers: PROVIDERS,
  refusal: /Failed to fetch secret from all regions/,
  async start(api, authority) {
    const started = await startAws(api, authority);
    await started.emulator.iam().send(
      new CreateOpenIDConnectProviderCommand({
        Url: api.issuer,
        ClientIDList: ["sts.amazonaws.com"],
        ThumbprintList: ["0".repeat(40)],
      }),
    );
    const arn = `arn:aws:iam::${ACCOUNT}:oidc-provider/${new URL(api.issuer).host}`;
    return {
      ...started,
      installed: [{ provider: awsProvider, hosts: [started.server.hosts] }],
      clusters: { prod: { eks: { context: "current", oidcProviderArn: arn } } },
      props: { store: { awsSecretsManager: { region: "eu-west-1" } }, identity: { irsa: {} } },
    };
  },
};

/** AWS Secrets Manager and EKS Pod Identity, with an agent that looks at the associations that were applied. */
export const awsPodIdentity: MountStore = {
  title: "AWS Secrets Manager with Pod Identity",
  engines: ENGINES,
  providers: PROVIDERS,
  refusal: /no association for/,
  async start(api, authority) {
    const started = await startAws(api, authority);
    makeCluster(started.emulator);
    const associations = () =>
      started.deployment.resourcesOf("aws_eks_pod_identity_association").map((applied) => ({
        namespace: String(applied["namespace"]),
        serviceAccount: String(applied["service_account"]),
        roleArn: String(applied["role_arn"]),
      }));
    const agent = await PodIdentityAgent.start(started.issuer, started.emulator, "prod", associations);
    return {
      ...started,
      installed: [{ provider: awsProvider, hosts: [started.server.hosts], environment: { HTTP_PROXY: agent.proxy } }],
      clusters: { prod: { eks: { context: "current", account: ACCOUNT, region: "eu-west-1" } } },
      props: { store: { awsSecretsManager: { region: "eu-west-1" } }, identity: { podIdentity: {} } },
      stop: async () => {
        await agent.stop();
        await started.stop();
      },
    };
  },
};

/** The cluster that associations belong to: the emulator makes none for a cluster that it does not know. */
function makeCluster(emulator: MiniStack): void {
  const workspace = new Workspace(emulator.environment);
  const assumed = { Effect: "Allow", Principal: { Service: "eks.amazonaws.com" }, Action: "sts:AssumeRole" };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [assumed] });
  workspace.write({
    terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
    resource: {
      aws_iam_role: { cluster: { name: "cluster", assume_role_policy: policy } },
      aws_eks_cluster: {
        prod: {
          name: "prod",
          role_arn: "${aws_iam_role.cluster.arn}",
          vpc_config: { subnet_ids: ["subnet-1", "subnet-2"] },
        },
      },
    },
  });
  workspace.init();
  workspace.apply();
  workspace.remove();
}
