import { quote } from "../core/problem";
import { Share } from "../core/share";
import { DatabaseTls } from "../database/engine";
import { checkHost, withPort } from "../database/jdbc-url";
import { checkChoice } from "../core/choice";
import { declareSecret } from "../core/secret-checks";
import { SecretValue } from "../core/secret-value";
import { shellCommand } from "../core/shell";
import { refuseSecretTexts } from "../engine/secret-rules";
import { checkMount } from "../stores/vault/api-path";
import { checkNamespace } from "../stores/vault/connection";
import { checkSqlName } from "../stores/vault/database-role";
import { VaultDynamicRole } from "../stores/vault/dynamic-role";
import { checkRoleName } from "../stores/vault/names";
import { VaultStaticRole } from "../stores/vault/static-role";
import { type VaultDatabaseProps, VaultDatabaseEngine } from "./vault-database-props";
import { mountScope } from "./mount-scope";

/** Key of the connection's password among the variables of the stack. */
export const CONNECTION_PASSWORD = "vault-password";

export const DEFAULT_PORTS: Readonly<Record<VaultDatabaseEngine, number>> = { postgresql: 5432, mssql: 1433 };

/** Checks a database whose credentials Vault makes. */
export function describeDatabase(props: VaultDatabaseProps): Share {
  const share = new Share();
  const { mount = "database", roles, username } = props;
  checkChoice(share, "engine", props.engine, VaultDatabaseEngine);
  if (share.problems.length > 0) return share;
  checkRoleName(share, String(props.name), "name");
  checkMount(share, mount, "mount", "database");
  checkNamespace(share, props.namespace, "namespace");
  const port = DEFAULT_PORTS[props.engine];
  checkHost(share, withPort(String(props.host), port), port, "host");
  checkSqlName(share, "username", username);
  checkSqlName(share, "database", props.database);
  checkPassword(share, props);
  refuseSecretTexts(share, props, [share]);
  checkTls(share, props);
  const scope = mountScope(props.namespace);
  if (!props.existingMount) share.claims.push({ kind: "Vault mount", scope, name: mount, prop: "mount" });
  share.claims.push({ kind: "Vault connection", scope, name: `${mount}/${props.name}`, prop: "name" });
  roles.forEach((role, index) => {
    const prop = `roles[${index}]`;
    role.check(share, prop);
    checkRole(share, props, role, prop);
    share.claims.push({ kind: "Vault role of a database", scope, name: `${role.mount}/${role.name}`, prop });
  });
  share.steps.push({
    as: "as the administrator of Vault",
    does: shellCommand("vault", "write", "-f", `${mount}/rotate-root/${props.name}`),
    command: true,
    note: "then only Vault knows the connection's password; a new one in the variable has no effect from then on",
  });
  return share;
}

function checkPassword(share: Share, { password }: VaultDatabaseProps): void {
  declareSecret(share, CONNECTION_PASSWORD, password, "password", {
    notGenerated: "no database would have that password",
  });
  if (!SecretValue.isSecretValue(password) || password.origin.kind !== "external") return;
  const message = "Terraform writes the password into Vault's connection, so it has to have it.";
  share.problem("MX-VAULT-DATABASE", "password", message, "Write SecretValue.fromVariable().");
}

function checkTls(share: Share, { engine, caCert, tls }: VaultDatabaseProps): void {
  if (caCert !== undefined && engine !== VaultDatabaseEngine.POSTGRESQL) {
    const message = "The connection to a SQL Server takes no CA of its own.";
    share.problem("MX-VAULT-DATABASE", "caCert", message, "Take it out, and put the CA into Vault's own trust.");
  }
  if (caCert !== undefined && (tls === DatabaseTls.DISABLE || tls === DatabaseTls.PREFER)) {
    const message = `A CA has no effect on the encryption ${quote(tls)}.`;
    share.problem("MX-VAULT-DATABASE", "tls", message, "Leave tls out: with a CA the certificate is verified.");
  }
}

function checkRole(share: Share, props: VaultDatabaseProps, role: VaultDatabaseProps["roles"][number], prop: string) {
  const mount = props.mount ?? "database";
  if (role.mount !== mount) {
    const message = `The role is read from the mount ${quote(role.mount)}, and the database is in ${quote(mount)}.`;
    share.problem("MX-VAULT-DATABASE", `${prop}.mount`, message, `Write mount: ${quote(mount)} on the role.`);
  }
  if (props.roles.filter(({ name }) => name === role.name).length > 1) {
    const message = `Two roles are named ${quote(role.name)}.`;
    share.problem("MX-VAULT-DATABASE", `${prop}.name`, message, "Write another name.");
  }
  const user = role instanceof VaultStaticRole ? role.username : role instanceof VaultDynamicRole ? role.ownerRole : "";
  const statics = props.roles.filter((one) => one instanceof VaultStaticRole);
  const isTaken = ({ name, username }: VaultStaticRole) => name !== role.name && username === user;
  if (role instanceof VaultStaticRole && statics.some(isTaken)) {
    const message = `Two roles have the user ${quote(user)}: each would end the other's password at every rotation.`;
    share.problem("MX-VAULT-DATABASE", `${prop}.username`, message, "Write a user of its own for each role.");
  }
  if (user === props.username) {
    const message = `${quote(user)} is the user that Vault itself logs in as; the app would have its rights, or its password.`;
    const name = role instanceof VaultStaticRole ? "username" : "ownerRole";
    share.problem("MX-VAULT-DATABASE", `${prop}.${name}`, message, "Write the app's own user or role.");
  }
}
