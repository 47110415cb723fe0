import * as crypto from "node:crypto";
import type { CloudRequest, HttpAnswer } from "./cloud-server";
import type { EntraSession, ManagedIdentity } from "./entra";
import type { Sessions } from "./tokens";

export interface VaultSecret {
  readonly value: string;
  enabled: boolean;
}

export interface KeyVault {
  /** Azure's resource id. */
  readonly id: string;
  readonly tenant: string;
  /** Versions of each secret, the newest last; names differ in more than their case. */
  readonly secrets: Map<string, VaultSecret[]>;
}

export interface RoleAssignment {
  readonly role: string;
  /** A vault, one of its secrets, or what holds the vault. */
  readonly scope: string;
  readonly principalId: string;
}

/** Roles that may read a secret's value. */
const READERS = ["Key Vault Secrets User", "Key Vault Secrets Officer", "Key Vault Administrator"];

export const VAULT_HOST = /^([a-z0-9-]+)\.vault\.azure\.net$/;

/**
 * As much of Key Vault as reading secrets needs: a token for this service, a role on the secret, the vault or what holds
 * it, and an enabled version. Who may not read learns nothing of what is there.
 *
 * @see https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret
 */
export class KeyVaults {
  /** By name. */
  readonly vaults = new Map<string, KeyVault>();
  readonly assignments: RoleAssignment[] = [];

  constructor(private readonly sessions: Sessions<EntraSession>) {}

  /** Puts a version of a secret, as a deployment does. */
  put(vault: string, name: string, value: string): void {
    if (!/^[0-9a-zA-Z-]{1,127}$/.test(name)) throw new Error(`Key Vault takes no secret called ${name}`);
    if (value === "") throw new Error(`Key Vault takes no empty value for ${name}`);
    const secrets = this.vaults.get(vault)?.secrets;
    if (!secrets) throw new Error(`no vault ${vault}`);
    const key = name.toLowerCase();
    secrets.set(key, [...(secrets.get(key) ?? []), { value, enabled: true }]);
  }

  answer({ host, url, headers }: CloudRequest): HttpAnswer {
    const [, name = ""] = VAULT_HOST.exec(host) ?? [];
    const vault = this.vaults.get(name);
    if (!vault) return error(404, "VaultNotFound", `The vault ${name} was not found.`);
    const session = this.sessions.holderOf(String(headers["authorization"] ?? ""));
    if (session?.scope.startsWith("https://vault.azure.net") !== true) return challenge(vault.tenant);
    const [kind, secret = "", version] = url.pathname.split("/").filter(Boolean);
    if (kind !== "secrets" || !/^[0-9a-zA-Z-]{1,127}$/.test(secret))
      return error(400, "BadParameter", `The request URI contains an invalid name: ${secret}`);
    if (!this.mayRead(session.identity, vault, secret)) return forbidden(session.identity, vault, secret);
    return this.read(host, vault, secret, version);
  }

  private mayRead({ principalId }: ManagedIdentity, vault: KeyVault, secret: string): boolean {
    const resource = `${vault.id}/secrets/${secret}/`.toLowerCase();
    return this.assignments.some(
      ({ role, scope, principalId: holder }) =>
        READERS.includes(role) && holder === principalId && resource.startsWith(`${scope.toLowerCase()}/`),
    );
  }

  private read(host: string, vault: KeyVault, name: string, version: string | undefined): HttpAnswer {
    const versions = vault.secrets.get(name.toLowerCase()) ?? [];
    const found = version === undefined ? versions.at(-1) : versions.find((_, index) => idOf(name, index) === version);
    if (!found)
      return error(
        404,
        "SecretNotFound",
        `A secret with (name/id) ${name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
      );
    if (!found.enabled)
      return error(403, "Forbidden", "Operation get is not allowed on a disabled secret.", "SecretDisabled");
    const id = `https://${host}/secrets/${name}/${idOf(name, versions.indexOf(found))}`;
    return { status: 200, body: { value: found.value, id, attributes: { enabled: true } } };
  }
}

const idOf = (name: string, index: number) => crypto.createHash("md5").update(`${name}/${index}`).digest("hex");

function error(status: number, code: string, message: string, inner?: string): HttpAnswer {
  return { status, body: { error: { code, message, ...(inner ? { innererror: { code: inner } } : {}) } } };
}

function challenge(tenant: string): HttpAnswer {
  const where = `Bearer authorization="https://login.microsoftonline.com/${tenant}", resource="https://vault.azure.net"`;
  return {
    ...error(401, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token."),
    headers: { "www-authenticate": where },
  };
}

function forbidden({ clientId, principalId, tenant }: ManagedIdentity, { id }: KeyVault, secret: string): HttpAnswer {
  const lines = [
    "Caller is not authorized to perform action on resource.",
    "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
    `Caller: appid=${clientId};oid=${principalId};iss=https://sts.windows.net/${tenant}/`,
    "Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'",
    `Resource: '${id.toLowerCase()}/secrets/${secret}'`,
    "Assignment: (not found)",
  ];
  return error(403, "Forbidden", lines.join("\r\n"), "ForbiddenByRbac");
}
