import { CreateOpenIDConnectProviderCommand } from "@aws-sdk/client-iam";
import { DeleteSecretCommand } from "@aws-sdk/client-secrets-manager";
import { kubernetesCarriages } from "../../../../engines/carrier/kubernetes";
import { AWS_HOSTS, AwsFront } from "../../../../engines/clouds/aws";
import { CloudServer } from "../../../../engines/clouds/cloud-server";
import { awsProvider } from "../../../../engines/csi/providers";
import { MiniStack, ministack } from "../../../../engines/ministack";
import { provider } from "../../../../engines/terraform";
import { Deployment } from "./deployment";
import type { MountStore } from "./store";

const ACCOUNT = "111122223333";

/** AWS Secrets Manager and IRSA, on MiniStack behind the names of the regional endpoints. */
export const aws: MountStore = {
  title: "AWS Secrets Manager with IRSA",
  engines: [awsProvider.engine, ministack, provider("aws")],
  refusal: /Failed to fetch secret from all regions/,
  async start(api, authority) {
    const emulator = await MiniStack.start(ACCOUNT);
    const issuer = new URL(api.issuer);
    await emulator.iam().send(
      new CreateOpenIDConnectProviderCommand({
        Url: api.issuer,
        ClientIDList: ["sts.amazonaws.com"],
        ThumbprintList: ["0".repeat(40)],
      }),
    );
    const front = new AwsFront({ issuer: api.issuer, publicKey: api.publicKey }, emulator);
    const server = await CloudServer.start(authority, AWS_HOSTS, (request) => front.answer(request));
    const deployment = new Deployment({
      providers: ["aws", "kubernetes"],
      kubeconfig: api.kubeconfig,
      environment: emulator.environment,
      carriages: kubernetesCarriages(api),
    });
    return {
      deployment,
      installed: [{ provider: awsProvider, hosts: [server.hosts] }],
      clusters: { prod: { eks: { oidcProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer.host}` } } },
      props: { store: { awsSecretsManager: { region: "eu-west-1" } }, identity: { irsa: {} } },
      deleteEntryOf: async (key) => {
        const request = { SecretId: `prod/mendix/orders/${key}`, ForceDeleteWithoutRecovery: true };
        await emulator.secrets().send(new DeleteSecretCommand(request));
      },
      setDown: (down) => void (server.down = down),
      stop: async () => {
        await server.stop();
        await emulator.stop();
      },
    };
  },
};
