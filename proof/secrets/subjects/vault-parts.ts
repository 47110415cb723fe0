import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import {
  Cluster,
  DatabaseTls,
  SecretValue,
  VaultAuth,
  VaultDatabase,
  VaultDatabaseEngine,
  VaultLogin,
  VaultStaticRole,
  type VaultAuthProps,
  type VaultDatabaseProps,
} from "../../../lib";
import { vaultServer } from "../../../engines/openbao";
import { postgresql, PostgresqlServer } from "../../../engines/postgresql";
import { provider } from "../../../engines/terraform";
import { nonSecretVariable } from "../../support/synthesis";
import type { Part, SecretSubject, Target, Values } from "../subject";
import { startVault } from "./vault";

/** Address of the database, which is known when it runs: not a secret. */
const HOST = "database_host";

const connection: Part["add"] = (scope, id, props) => {
  new VaultDatabase(scope, id, { ...(props as VaultDatabaseProps), host: nonSecretVariable(scope, HOST) });
  return {};
};

const login: Part["add"] = (scope, id, props) => {
  new VaultAuth(scope, id, props as VaultAuthProps);
  return {};
};

/** Vault with a database that it makes credentials for: it logs in there with the canary when it is configured. */
async function startWithDatabase(secrets: Values): Promise<Target> {
  const [password = ""] = Object.values(secrets);
  const postgres = await PostgresqlServer.start();
  postgres.sql(`CREATE ROLE vault LOGIN CREATEROLE PASSWORD '${password.replace(/'/g, "''")}'`);
  postgres.sql("CREATE ROLE orders LOGIN PASSWORD 'before'");
  const environment = { [`TF_VAR_${HOST}`]: `127.0.0.1:${postgres.port}` };
  const target = await startVault({ environment, stop: () => postgres.stop() });
  // The engine gives out no password; that the connection stands is proof enough that it has the right one.
  return { ...target, holds: () => Promise.resolve({ connection: password }) };
}

export const VAULT_PART_SUBJECTS: readonly SecretSubject[] = [
  {
    title: "OpenBao's database engine",
    engines: [provider("vault"), vaultServer, postgresql],
    deployment: { kind: "apply", start: startWithDatabase },
    providers: (stack) => void new VaultProvider(stack, "vault"),
    parts: (name) => {
      const props: Omit<VaultDatabaseProps, "host"> = {
        name,
        engine: VaultDatabaseEngine.POSTGRESQL,
        database: "postgres",
        username: "vault",
        password: SecretValue.fromVariable(),
        tls: DatabaseTls.DISABLE,
        roles: [new VaultStaticRole({ name, username: "orders" })],
        allowDestroy: true,
      };
      return [{ id: name, props, add: connection }];
    },
  },
  {
    title: "OpenBao's auth method",
    engines: [provider("vault", "5.7"), vaultServer],
    deployment: { kind: "apply", start: () => startVault() },
    providers: (stack) => void new VaultProvider(stack, "vault"),
    parts: (name) => {
      const props: VaultAuthProps = {
        cluster: Cluster.other({ name }),
        login: VaultLogin.REVIEWER_TOKEN,
        mount: name,
        kubernetesHost: "https://api.example.com:6443",
        kubernetesCaCert: "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
        reviewerToken: SecretValue.fromVariable(),
      };
      return [{ id: name, props, add: login }];
    },
  },
];
