import { DatabaseSecretBackendConnection } from "@cdktf/provider-vault/lib/database-secret-backend-connection";
import { DatabaseSecretBackendRole } from "@cdktf/provider-vault/lib/database-secret-backend-role";
import { DatabaseSecretBackendStaticRole } from "@cdktf/provider-vault/lib/database-secret-backend-static-role";
import { Mount } from "@cdktf/provider-vault/lib/mount";
import { Construct } from "constructs";
import { DatabaseTls } from "../../database/engine";
import { withPort } from "../../database/jdbc-url";
import type { Declared } from "../../environment/registry";
import { randomGenerator, revisionOf, secretExpression } from "../../values/bind/secret-expression";
import { recordWrite, secretWrite } from "../../values/bind/written";
import { defined } from "../../values/defined";
import { terraformText } from "../../values/text";
import { VaultDynamicRole } from "../../vault/dynamic-role";
import { VaultStaticRole } from "../../vault/static-role";
import { VaultDatabaseEngine, type VaultDatabaseProps } from "../vault-database";
import { CONNECTION_PASSWORD, DEFAULT_PORTS } from "../vault-database-rules";
import { CREATION, REVOCATION } from "../vault-database-statements";

/** Makes the engine, its connection, and the roles that the connection allows. */
export function bindVaultDatabase(scope: Construct, props: VaultDatabaseProps, declared: Declared): void {
  const place = defined({ provider: props.provider, namespace: props.namespace });
  const mount = props.mount ?? "database";
  const engine = props.existingMount
    ? undefined
    : new Mount(scope, "mount", {
        ...place,
        path: mount,
        type: "database",
        description: "Database credentials of Mendix apps",
        lifecycle: { preventDestroy: !props.allowDestroy },
      });
  const connection = new DatabaseSecretBackendConnection(scope, "connection", {
    ...place,
    backend: engine?.path ?? mount,
    name: props.name,
    allowedRoles: props.roles.map(({ name }) => name),
    verifyConnection: true,
    ...connectionBlock(scope, props, declared),
  });
  const block = props.engine === VaultDatabaseEngine.SQL_SERVER ? "mssql" : "postgresql";
  const trigger = `${block}[0].password_wo_version`;
  recordWrite(scope, { resource: connection, trigger, ...secretWrite("password", revisionOf(props.password)) });
  for (const role of props.roles) {
    const common = { ...place, backend: connection.backend, name: role.name, dbName: connection.name };
    const parent = new Construct(scope, role.name);
    if (role instanceof VaultStaticRole) {
      const { username, rotationPeriodInSeconds: rotationPeriod } = role;
      new DatabaseSecretBackendStaticRole(parent, "role", { ...common, username, rotationPeriod });
    } else if (role instanceof VaultDynamicRole) {
      new DatabaseSecretBackendRole(parent, "role", {
        ...common,
        defaultTtl: role.defaultTtlInSeconds,
        maxTtl: role.maxTtlInSeconds,
        creationStatements: CREATION[props.engine](role.ownerRole),
        revocationStatements: REVOCATION[props.engine](role.ownerRole),
      });
    }
  }
}

function connectionBlock(scope: Construct, props: VaultDatabaseProps, declared: Declared) {
  const login = {
    username: props.username,
    passwordWo: secretExpression(scope, declared, CONNECTION_PASSWORD, props.password, randomGenerator),
    passwordWoVersion: revisionOf(props.password),
  };
  const host = withPort(props.host, DEFAULT_PORTS[props.engine]);
  const tls = props.tls ?? DatabaseTls.VERIFY_FULL;
  if (props.engine === VaultDatabaseEngine.SQL_SERVER) {
    const encryption = `encrypt=${tls === DatabaseTls.DISABLE ? "disable" : "true"}`;
    const trust = `TrustServerCertificate=${tls !== DatabaseTls.VERIFY_FULL}`;
    const url = `sqlserver://{{username}}:{{password}}@${host}?database=${props.database}&${encryption}&${trust}`;
    return { mssql: { ...login, connectionUrl: terraformText(url) } };
  }
  const url = `postgresql://{{username}}:{{password}}@${host}/${props.database}?sslmode=${tls}`;
  const ca = props.caCert && terraformText(props.caCert);
  return { postgresql: defined({ ...login, connectionUrl: terraformText(url), tlsCa: ca }) };
}
