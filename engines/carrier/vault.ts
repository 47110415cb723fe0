import type { VaultServer } from "../openbao";
import { valueToWrite, type Carriages } from "./carrier";

/** Makes what a stack declares in Vault by the requests that the provider sends. */
export function vaultCarriages(vault: VaultServer): Carriages {
  const send = async (method: string, endpoint: string, body?: object) => {
    const { status, errors } = await vault.request(method, endpoint, body);
    if (status >= 300) throw new Error(`${method} ${endpoint}: ${status} ${errors.join(" ")}`);
  };
  const present = (values: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
  return {
    vault_policy: {
      put: ({ name, policy }) => send("PUT", `sys/policies/acl/${String(name)}`, { policy }),
      remove: ({ name }) => send("DELETE", `sys/policies/acl/${String(name)}`),
    },
    vault_kubernetes_auth_backend_role: {
      computed: ({ backend = "kubernetes" }) => ({ backend }),
      put: ({ backend, role_name, ...role }) =>
        send("POST", `auth/${String(backend)}/role/${String(role_name)}`, present(role)),
      remove: ({ backend, role_name }) => send("DELETE", `auth/${String(backend)}/role/${String(role_name)}`),
    },
    vault_kv_secret_v2: {
      put: async (values) => {
        const written = valueToWrite(values, "data_json");
        if (written === undefined) return;
        const { mount, name } = values;
        await send("POST", `${String(mount)}/data/${String(name)}`, { data: JSON.parse(written) as object });
      },
      remove: ({ mount, name }) => send("DELETE", `${String(mount)}/metadata/${String(name)}`),
    },
  };
}
