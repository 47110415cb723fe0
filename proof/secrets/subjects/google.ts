import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { FaultyProxy } from "../../../engines/faulty-proxy";
import { FakeSecretManager } from "../../../engines/secret-manager";
import { provider } from "../../../engines/terraform";
import type { SecretSubject, Target, Values } from "../subject";
import { environmentFiles, environmentParts, type StoreDeclaration } from "./environments";

const GKE: StoreDeclaration = {
  cluster: { gke: { context: "current", project: "acme-prod", projectNumber: "123456789012" } },
  store: { googleSecretManager: {} },
  identity: () => ({ gkeWorkloadIdentity: {} }),
  generates: true,
};

/** The fake service behind a proxy that can refuse to write values. */
export const onGoogle: Pick<SecretSubject, "engines" | "deployment" | "providers"> = {
  engines: [provider("google"), provider("random")],
  deployment: { kind: "apply", start },
  providers: (stack) => void new GoogleProvider(stack, "google", { project: "acme-prod" }),
};

async function start(): Promise<Target> {
  const google = await FakeSecretManager.start();
  const { origin } = new URL(google.endpoint);
  const proxy = await FaultyProxy.start(origin);
  return {
    environment: {
      GOOGLE_OAUTH_ACCESS_TOKEN: "token-of-the-proof",
      GOOGLE_SECRET_MANAGER_CUSTOM_ENDPOINT: `${proxy.endpoint}/v1/`,
    },
    refuse: (refused) => proxy.refuse(refused ? /:addVersion/ : undefined),
    holds: () => Promise.resolve(valuesOf(google)),
    stop: async () => {
      await proxy.stop();
      await google.stop();
    },
  };
}

function valuesOf({ secrets }: FakeSecretManager): Values {
  return Object.fromEntries(
    [...secrets].map(([name, { versions }]) => {
      const data = versions.at(-1)?.data ?? "";
      return [name, Buffer.from(data, "base64").toString("utf8")] as const;
    }),
  );
}

export const GOOGLE_SUBJECTS: readonly SecretSubject[] = [
  {
    title: "Google Secret Manager, its REST interface played",
    ...onGoogle,
    parts: (name, ephemeral) => environmentParts(name, ephemeral, GKE),
    files: (name) => environmentFiles(name, GKE),
  },
];
