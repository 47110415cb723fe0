import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import { StoreLayout } from "../../../lib";
import { FaultyProxy } from "../../../engines/faulty-proxy";
import { vaultServer, VaultServer } from "../../../engines/openbao";
import { provider } from "../../../engines/terraform";
import type { SecretSubject, Target, Values } from "../subject";
import { environmentFiles, environmentParts, type StoreDeclaration } from "./environments";

/** What every subject in Vault shares: a server behind a proxy that can refuse to write. */
export const inVault: Pick<SecretSubject, "engines" | "deployment" | "providers"> = {
  engines: [provider("vault"), provider("random"), vaultServer],
  deployment: { kind: "apply", start: () => startVault() },
  providers: (stack) => void new VaultProvider(stack, "vault"),
};

/** @param more What else was started, to be stopped with it. */
export async function startVault(more?: Pick<Target, "environment" | "stop">): Promise<Target> {
  const vault = await VaultServer.start();
  await vault.request("POST", "sys/auth/kubernetes", { type: "kubernetes" });
  const proxy = await FaultyProxy.start(vault.address);
  return {
    environment: { ...vault.environment, VAULT_ADDR: proxy.endpoint, ...more?.environment },
    refuse: (refused) => proxy.refuse(refused ? /^(PUT|POST) \/v1\/(secret|database)\/(data|config)\// : undefined),
    holds: () => valuesBelow(vault, ""),
    stop: async () => {
      await proxy.stop();
      await vault.stop();
      await more?.stop();
    },
  };
}

/** Every value of every entry below a folder of the KV engine. */
async function valuesBelow(vault: VaultServer, folder: string): Promise<Values> {
  const values: Record<string, string> = {};
  const { data } = await vault.request("LIST", `secret/metadata/${folder}`);
  for (const name of (data["keys"] as readonly string[] | undefined) ?? []) {
    const path = `${folder}${name}`;
    if (name.endsWith("/")) Object.assign(values, await valuesBelow(vault, path));
    else {
      for (const [key, value] of Object.entries((await vault.entry(path)) as Values)) values[`${path} ${key}`] = value;
    }
  }
  return values;
}

const VAULT: StoreDeclaration = {
  cluster: { other: { context: "current", issuer: "https://kubernetes.default.svc.cluster.local" } },
  store: { vault: {} },
  generates: true,
};

function vault(title: string, changes: Partial<StoreDeclaration>): SecretSubject {
  const declaration = { ...VAULT, ...changes };
  return {
    title,
    ...inVault,
    parts: (name, ephemeral) => environmentParts(name, ephemeral, declaration),
    files: (name) => environmentFiles(name, declaration),
  };
}

export const VAULT_SUBJECTS: readonly SecretSubject[] = [
  vault("OpenBao", {}),
  vault("OpenBao, one document", { store: { vault: { layout: StoreLayout.DOCUMENT } }, generates: false }),
  vault("OpenBao through External Secrets", {
    store: { externalSecret: { store: { vault: {} }, secretStore: "vault" } },
  }),
];
