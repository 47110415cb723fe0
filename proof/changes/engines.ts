import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import type { TerraformStack } from "cdktf";
import { Delivery } from "../../lib";
import { clusterIdentity } from "../../lib/core/subject";
import { apiServer, ApiServer } from "../../engines/api-server";
import type { Engine } from "../../engines/engine";
import { MiniStack, ministack } from "../../engines/ministack";
import { vaultServer, VaultServer } from "../../engines/openbao";
import { provider, terraform } from "../../engines/terraform";
import { ONE_PLACE } from "../declarations/places";
import type { Configuration } from "../support/resolved";
import { resourcesOf } from "../support/resolved";
import type { Fitting } from "./pairs";

/** What is running, and how a stack is deployed to it. */
export interface Target {
  readonly environment: Readonly<Record<string, string>>;
  readonly provide: (stack: TerraformStack) => void;
  /** Makes what somebody else would have made before the first deploy. */
  readonly prepare?: (configuration: Configuration) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** An engine that pairs are deployed to and planned on. */
export interface ChangeEngine {
  readonly title: string;
  readonly engines: readonly Engine[];
  readonly fitting: Fitting;
  readonly start: () => Promise<Target>;
}

/** The one account and region that an emulator on one machine is. */
const PLACE = { account: "111122223333", region: "eu-west-1" };
const manifests = { delivery: Delivery.manifests({ directory: "manifests" }) };
/** Namespaces of the API server, the one of a pair's first draw and that of its second. */
const NAMESPACES = ["mendix", "other"] as const;

export const AWS: ChangeEngine = {
  title: "AWS, MiniStack",
  engines: [terraform, provider("aws"), ministack],
  fitting: {
    isCell: ({ store, identity }) => ONE_PLACE.includes(store.title) && identity.title === "IRSA",
    place: () => PLACE,
    fixed: manifests,
  },
  start: async () => {
    const aws = await MiniStack.start(PLACE.account);
    const provide = (stack: TerraformStack) => void new AwsProvider(stack, "aws", { region: PLACE.region });
    return {
      environment: aws.environment,
      provide,
      stop: () => aws.stop(),
    };
  },
};

const VAULT: ChangeEngine = {
  title: "Vault, OpenBao",
  engines: [terraform, provider("vault"), provider("random"), vaultServer],
  fitting: {
    isCell: ({ store, identity }) => store.title.startsWith("HashiCorp Vault") && identity.title === "none",
    place: () => PLACE,
    fixed: manifests,
  },
  start: async () => {
    const vault = await VaultServer.start();
    return {
      environment: vault.environment,
      provide: (stack) => void new VaultProvider(stack, "vault"),
      prepare: (configuration) => mountAll(vault, configuration),
      stop: () => vault.stop(),
    };
  },
};

const KUBERNETES: ChangeEngine = {
  title: "Kubernetes, API server",
  engines: [terraform, provider("kubernetes", "3.2"), apiServer],
  fitting: {
    isCell: ({ store, identity }) => store.title === "Kubernetes Secret" && identity.title === "none",
    place: ({ namespace }) => ({ ...PLACE, namespace: NAMESPACES[namespace.length % 2] ?? NAMESPACES[0] }),
    // There is one API server: a move to another cluster is another provider, which no plan of this stack shows.
    shows: (before, after) => clusterIdentity(before.subject.cluster) === clusterIdentity(after.subject.cluster),
  },
  start: async () => {
    const server = await ApiServer.start();
    for (const namespace of NAMESPACES) server.createNamespace(namespace);
    return {
      environment: {},
      provide: (stack) => void new KubernetesProvider(stack, "kubernetes", { configPath: server.kubeconfig }),
      stop: async () => {
        for (const namespace of NAMESPACES) server.emptyNamespace(namespace);
        await server.stop();
      },
    };
  },
};

export const CHANGE_ENGINES: readonly ChangeEngine[] = [AWS, VAULT, KUBERNETES];

/** Mounts that the administrator of a Vault has made before: those of the entries, and those of the logins. */
async function mountAll(vault: VaultServer, configuration: Configuration): Promise<void> {
  const named = (type: string, argument: string) =>
    new Set(resourcesOf(configuration, type).map((resource) => String(resource[argument])));
  for (const mount of named("vault_kv_secret_v2", "mount")) {
    if (mount !== "secret") {
      await vault.request("POST", `sys/mounts/${mount}`, { type: "kv", options: { version: "2" } });
    }
  }
  for (const type of ["kubernetes", "jwt"]) {
    for (const mount of named(`vault_${type}_auth_backend_role`, "backend")) {
      await vault.request("POST", `sys/auth/${mount}`, { type });
    }
  }
}
