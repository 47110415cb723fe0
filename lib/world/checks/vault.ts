import { right, unknown, wrong, type Check, type Outcome } from "../check";
import type { ExpectedEnvironment } from "../expected";
import type { Facts, VaultFact } from "../facts";
import { classOf } from "../providers";

function lookOf(facts: Facts, environment: ExpectedEnvironment): VaultFact | undefined {
  const address = vaultAddressOf(environment);
  return facts.server.vault.find((one) => one.address === address);
}

/** Address that an environment reads Vault from, where it names one. */
export function vaultAddressOf(environment: ExpectedEnvironment): string | undefined {
  const mount = classOf(environment);
  return mount?.provider === "vault" ? mount.parameters["vaultAddress"] : undefined;
}

/** Path of the auth mount that an environment logs in at. */
export function authMountOf(environment: ExpectedEnvironment): string {
  const { parameters = {} } = classOf(environment) ?? {};
  return parameters["vaultAuthMountPath"] ?? parameters["vaultKubernetesMountPath"] ?? "kubernetes";
}

/** A Vault, as far as it can be seen without a token. */
export const VAULT_CHECKS: readonly Check[] = [
  {
    id: "vault",
    title: "Vault",
    why: "Vault is asked for its health, which needs no token: from this machine, or through the API server where it is a service of the cluster. Where the provider's pods reach it from can't be seen from outside; verify --probe sees that.",
    of: "environment",
    looksAt: ["vault"],
    look: (facts, environment) => {
      const vault = lookOf(facts, environment);
      return vault && health(vault);
    },
  },
  {
    id: "vault-auth-mount",
    title: "Auth mount of Vault",
    why: "The pod logs in at an auth mount of its cluster's. One that is not there answers every login with permission denied.",
    of: "environment",
    looksAt: ["vault"],
    look: (facts, environment) => {
      const vault = lookOf(facts, environment);
      const mount = authMountOf(environment);
      const answers = vault?.mounts[mount];
      if (!vault || vault.unreachable !== undefined || vault.sealed || answers === undefined) return undefined;
      if (answers) return right(`auth/${mount} takes logins. Its issuer and host can't be seen without a token.`);
      const method = mount.includes("jwt") ? "jwt" : "kubernetes";
      return wrong(
        `Nothing takes logins at auth/${mount}.`,
        `vault auth enable -path=${mount} ${method}, or MendixVaultAuth in the cluster's stack (docs/vault.md).`,
      );
    },
  },
];

function health({ address, from, unreachable, sealed, initialized, version }: VaultFact): Outcome {
  if (unreachable !== undefined) {
    return unknown(
      `${address} does not answer ${from}: ${unreachable}.`,
      "See that it answers from the nodes; verify --probe does that.",
    );
  }
  if (initialized === false) return wrong(`${address} is not initialized.`, "vault operator init");
  if (sealed) return wrong(`${address} is sealed.`, "vault operator unseal");
  return right(`${address} answers ${from}${version === undefined ? "" : `, ${version}`}.`);
}
