import * as path from "node:path";
import type { Engine } from "./engine";
import { findProgram, freePort, ServerProcess } from "./process";

/** A server of the user's own; tests make mounts, policies and roles in it, so it has to be named on purpose. */
const EXISTING = process.env["USE_EXISTING_VAULT"] === "true" ? process.env["VAULT_ADDR"] : undefined;
const PROGRAM = findProgram("bao", "vault");

/** OpenBao or HashiCorp Vault. */
export const vaultServer: Engine = {
  name: "OpenBao or Vault",
  found: EXISTING !== undefined || PROGRAM !== undefined,
  install:
    "bao or vault on PATH (https://openbao.org/docs/install), or USE_EXISTING_VAULT=true with VAULT_ADDR and VAULT_TOKEN",
};

/** Namespaces: OpenBao has them, of Vault the Enterprise edition only. */
export const vaultNamespaces: Engine = {
  name: "namespaces of Vault",
  found: EXISTING === undefined && path.basename(PROGRAM ?? "") === "bao",
  install: "bao on PATH (https://openbao.org/docs/install)",
};

export interface VaultResponse {
  readonly status: number;
  /** `data` of a read; for KV version 2 the entry is in its own `data`. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Token of a login. */
  readonly token: string;
  readonly errors: readonly string[];
  readonly lease: string;
}

interface Body {
  readonly data?: Record<string, unknown> | null;
  readonly auth?: { readonly client_token: string } | null;
  readonly errors?: readonly string[];
  readonly lease_id?: string;
}

/** A development server, unsealed and in memory, with KV version 2 at `secret/`. */
export class VaultServer {
  static async start(): Promise<VaultServer> {
    if (EXISTING !== undefined) return new VaultServer(EXISTING, process.env["VAULT_TOKEN"] ?? "");
    const port = await freePort();
    const address = `127.0.0.1:${port}`;
    const flags = ["server", "-dev", "-dev-no-store-token", "-dev-root-token-id=root"];
    const server = new ServerProcess(PROGRAM ?? "bao", [...flags, `-dev-listen-address=${address}`]);
    const vault = new VaultServer(`http://${address}`, "root", server);
    await server.ready(async () => (await vault.request("GET", "sys/mounts")).status === 200);
    return vault;
  }

  private constructor(
    readonly address: string,
    readonly rootToken: string,
    private readonly server?: ServerProcess,
  ) {}

  /** What Terraform's provider reads. */
  get environment(): Readonly<Record<string, string>> {
    return { VAULT_ADDR: this.address, VAULT_TOKEN: this.rootToken };
  }

  /** A request to the API, as root unless another token is given. A namespace is the beginning of the path. */
  async request(method: string, endpoint: string, body?: unknown, token = this.rootToken): Promise<VaultResponse> {
    const response = await fetch(`${this.address}/v1/${endpoint}`, {
      method,
      headers: token === "" ? {} : { "X-Vault-Token": token },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed = (text === "" ? {} : JSON.parse(text)) as Body;
    return {
      status: response.status,
      data: parsed.data ?? {},
      token: parsed.auth?.client_token ?? "",
      errors: parsed.errors ?? [],
      lease: parsed.lease_id ?? "",
    };
  }

  /** The newest version of an entry at `secret/`. */
  async entry(name: string): Promise<unknown> {
    return (await this.request("GET", `secret/data/${name}`)).data["data"];
  }

  /** Logs in as the CSI provider does: with the pod's token, at the path and role of the SecretProviderClass. */
  async login(mount: string, role: string, jwt: string): Promise<VaultResponse> {
    return this.request("POST", `auth/${mount}/login`, { role, jwt }, "");
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }
}
