import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import { LocalBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { SecretValue, VaultAuth, VaultDatabase, VaultDatabaseEngine, VaultKvMount } from "../lib";
import { billingDatabase, datacenter } from "./samples-vault";

/** What the Vault of a cluster has once: the auth method, the KV engine, and the databases that it makes users for. */
export class VaultStack extends TerraformStack {
  constructor(scope: Construct) {
    super(scope, "datacenter-vault");
    new LocalBackend(this, { path: "../../../terraform.datacenter-vault.tfstate" });
    // Address and token: VAULT_ADDR and VAULT_TOKEN.
    new VaultProvider(this, "vault");
    new VaultAuth(this, "auth", { cluster: datacenter });
    new VaultKvMount(this, "kv", { maxVersions: 10 });
    new VaultDatabase(this, "databases", {
      name: "postgresql",
      engine: VaultDatabaseEngine.POSTGRESQL,
      host: "postgresql.databases.svc:5432",
      database: "postgres",
      username: "vault",
      password: SecretValue.fromVariable(),
      roles: [billingDatabase],
    });
  }
}
