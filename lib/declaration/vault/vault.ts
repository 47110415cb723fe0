import { z } from "zod";
import { StoreLayout } from "../../stores/store-layout";
import { KvVersion } from "../../stores/vault/api-path";
import type { VaultTls } from "../../stores/vault/connection";
import type { ExistingVaultEntry } from "../../stores/vault/existing";
import { VaultLogin } from "../../stores/vault/login";
import { VaultAlias } from "../../stores/vault/role";
import { Vault } from "../../stores/vault/store";
import type { VaultProps } from "../../stores/vault/props";
import { flag, kind, number, props, text, texts } from "../shape";
import { stackProvider } from "../stack-provider";

const tls = props<VaultTls>("VaultTls", {
  caCertPath: text("/vault/tls/ca.crt").exactOptional(),
  caDirectory: text("/vault/tls").exactOptional(),
  serverName: text("vault.example.com").exactOptional(),
  clientCertPath: text("/vault/tls/client.crt").exactOptional(),
  clientKeyPath: text("/vault/tls/client.key").exactOptional(),
  unsafeSkipVerify: flag().exactOptional(),
});

const existing = props<ExistingVaultEntry>("ExistingVaultEntry", {
  path: text("mendix/orders"),
  keys: z.array(text("database-host")),
  propertyNames: texts().exactOptional(),
  mount: text("secret").exactOptional(),
  kvVersion: z.enum(KvVersion).exactOptional(),
});

export const vault = kind(
  "Vault",
  props<VaultProps>("VaultProps", {
    address: text("https://vault.example.com:8200").exactOptional(),
    mount: text("secret").exactOptional(),
    path: text("mendix/orders").exactOptional(),
    layout: z.enum(StoreLayout).exactOptional(),
    login: z.enum(VaultLogin).exactOptional(),
    authMount: text("kubernetes").exactOptional(),
    audience: text("vault").exactOptional(),
    namespace: text("team-a").exactOptional(),
    tls: tls.exactOptional(),
    policyName: text("orders").exactOptional(),
    roleName: text("orders").exactOptional(),
    existingRole: text("orders").exactOptional(),
    withoutAudience: flag().exactOptional(),
    existing: z.array(existing).exactOptional(),
    maxVersions: number({ minimum: 0, example: 10 }).exactOptional(),
    deleteAllVersions: flag().exactOptional(),
    tokenTtlInSeconds: number({ minimum: 0, example: 1200 }).exactOptional(),
    tokenMaxTtlInSeconds: number({ minimum: 0, example: 3600 }).exactOptional(),
    noDefaultPolicy: flag().exactOptional(),
    alias: z.enum(VaultAlias).exactOptional(),
    boundCidrs: z.array(text("10.0.0.0/8")).exactOptional(),
    provider: stackProvider("vault").exactOptional(),
  }),
  (given) => new Vault(given),
);
