import type { NeededVariable } from "../core/blueprint";
import { Reference, type Block, type WriteOnlyBlock } from "../core/expression";
import { pathOf, type Resource, type Resources } from "../core/resource";
import { DatabaseTls } from "../database/engine";
import { withPort } from "../database/jdbc-url";
import { carrierOf, RANDOM, revisionOf } from "../core/carriers";
import { secretWrite, writeRecord } from "../core/written";
import { placeArguments, resourceIn } from "../stores/vault/common";
import type { VaultDatabaseRole } from "../stores/vault/database-role";
import { VaultDynamicRole } from "../stores/vault/dynamic-role";
import { VaultStaticRole } from "../stores/vault/static-role";
import { type VaultDatabaseProps, VaultDatabaseEngine } from "./vault-database-props";
import { CONNECTION_PASSWORD, DEFAULT_PORTS } from "./vault-database-rules";
import { CREATION, REVOCATION } from "./vault-database-statements";

const MOUNT = "mount";
const CONNECTION = "connection";

/** The engine, its connection, and the roles that the connection allows. */
export function databaseResources(props: VaultDatabaseProps, variables: readonly NeededVariable[]): Resources {
  const mount = props.mount ?? "database";
  const { carriers, ...connection } = connectionOf(props, variables);
  return [
    ...(props.existingMount ? [] : [engineOf(props, mount)]),
    ...carriers,
    {
      ...resourceIn(props),
      type: "vault_database_secret_backend_connection",
      path: CONNECTION,
      arguments: {
        ...placeArguments(props),
        backend: props.existingMount ? mount : new Reference(MOUNT, "path"),
        name: props.name,
        allowed_roles: props.roles.map(({ name }) => name),
        verify_connection: true,
        ...connection.arguments,
      },
      writeOnly: connection.writeOnly,
    },
    recordOf(props),
    ...props.roles.flatMap((role) => roleOf(props, role)),
  ];
}

function recordOf({ engine, password }: VaultDatabaseProps): Resource {
  const block = engine === VaultDatabaseEngine.SQL_SERVER ? "mssql" : "postgresql";
  const trigger = new Reference(CONNECTION, `${block}[0].password_wo_version`);
  return writeRecord({ path: "written", trigger, ...secretWrite("password", revisionOf(password)) });
}

function engineOf(props: VaultDatabaseProps, path: string): Resource {
  return {
    ...resourceIn(props),
    type: "vault_mount",
    path: MOUNT,
    arguments: {
      ...placeArguments(props),
      path,
      type: "database",
      description: "Database credentials of Mendix apps",
    },
    lifecycle: { preventDestroy: !props.allowDestroy },
  };
}

function roleOf(props: VaultDatabaseProps, role: VaultDatabaseRole): Resources {
  const common = {
    ...placeArguments(props),
    backend: new Reference(CONNECTION, "backend"),
    name: role.name,
    db_name: new Reference(CONNECTION, "name"),
  };
  const path = pathOf(role.name, "role");
  if (role instanceof VaultStaticRole) {
    const own = { username: role.username, rotation_period: role.rotationPeriodInSeconds };
    const type = "vault_database_secret_backend_static_role";
    return [{ ...resourceIn(props), type, path, arguments: { ...common, ...own } }];
  }
  if (!(role instanceof VaultDynamicRole)) return [];
  const own = {
    default_ttl: role.defaultTtlInSeconds,
    max_ttl: role.maxTtlInSeconds,
    creation_statements: CREATION[props.engine](role.ownerRole),
    revocation_statements: REVOCATION[props.engine](role.ownerRole),
  };
  return [{ ...resourceIn(props), type: "vault_database_secret_backend_role", path, arguments: { ...common, ...own } }];
}

interface Connection {
  readonly arguments: Block;
  readonly writeOnly: WriteOnlyBlock;
  readonly carriers: Resources;
}

function connectionOf(props: VaultDatabaseProps, variables: readonly NeededVariable[]): Connection {
  const rules = { variables, generator: RANDOM, limits: {} };
  const { resources: carriers, text } = carrierOf("", CONNECTION_PASSWORD, props.password, rules);
  const login = { username: props.username, password_wo_version: revisionOf(props.password) };
  const password = { password_wo: text };
  const host = withPort(props.host, DEFAULT_PORTS[props.engine]);
  const tls = props.tls ?? DatabaseTls.VERIFY_FULL;
  if (props.engine === VaultDatabaseEngine.SQL_SERVER) {
    const encryption = `encrypt=${tls === DatabaseTls.DISABLE ? "disable" : "true"}`;
    const trust = `TrustServerCertificate=${tls !== DatabaseTls.VERIFY_FULL}`;
    const url = `sqlserver://{{username}}:{{password}}@${host}?database=${props.database}&${encryption}&${trust}`;
    return { arguments: { mssql: { ...login, connection_url: url } }, writeOnly: { mssql: password }, carriers };
  }
  const url = `postgresql://{{username}}:{{password}}@${host}/${props.database}?sslmode=${tls}`;
  const block = { ...login, connection_url: url, tls_ca: props.caCert };
  return { arguments: { postgresql: block }, writeOnly: { postgresql: password }, carriers };
}
