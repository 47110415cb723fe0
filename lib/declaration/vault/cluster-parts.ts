import { z } from "zod";
import type { VaultAuthProps } from "../../cluster/vault-auth-props";
import type { VaultKvMountProps } from "../../cluster/vault-kv";
import { VaultLogin } from "../../stores/vault/login";
import { secret } from "../secrets";
import { flag, number, props, text } from "../shape";
import { stackProvider } from "../stack-provider";

/** The auth method by which a cluster's pods log in to Vault. */
export const vaultAuth = props<Omit<VaultAuthProps, "cluster">>("VaultAuthProps", {
  login: z.enum(VaultLogin).exactOptional(),
  mount: text("kubernetes").exactOptional(),
  existingMount: flag().exactOptional(),
  kubernetesHost: text("https://api.prod.example.com:6443").exactOptional(),
  kubernetesCaCert: text("-----BEGIN CERTIFICATE-----").exactOptional(),
  reviewerToken: secret.exactOptional(),
  jwksUrl: text("https://issuer.example.com/openid/v1/jwks").exactOptional(),
  publicKeys: z.array(text("-----BEGIN PUBLIC KEY-----")).exactOptional(),
  issuerCaCert: text("-----BEGIN CERTIFICATE-----").exactOptional(),
  namespace: text("team-a").exactOptional(),
  provider: stackProvider("vault").exactOptional(),
});

/** The KV engine that entries of environments are in. */
export const vaultKvMount = props<VaultKvMountProps>("VaultKvMountProps", {
  mount: text("secret").exactOptional(),
  existingMount: flag().exactOptional(),
  maxVersions: number({ minimum: 1, maximum: 100, example: 10 }).exactOptional(),
  allowDestroy: flag().exactOptional(),
  namespace: text("team-a").exactOptional(),
  provider: stackProvider("vault").exactOptional(),
});
