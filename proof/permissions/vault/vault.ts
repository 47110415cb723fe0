import { vaultServer } from "../../../engines/openbao";
import type { Deployed } from "../deployed";
import { judge, type Case, type OpenOracle } from "../oracle";
import { documentsOf, type VaultDocuments } from "./documents";
import { needsOf } from "./needs";
import { vaultMutants } from "./mutants";
import { vaultQuestions } from "./questions";
import { PolicyServer } from "./server";
import type { Claims } from "./tokens";

export const OPENBAO = [vaultServer];

/** The role and policies of an environment in Vault, from its synthesized stack, and who its pod is. */
export interface VaultCase extends Case<VaultDocuments> {
  readonly pod: Claims;
}

export function vaultCase(deployed: Deployed): VaultCase {
  const needs = needsOf(deployed);
  const documents = documentsOf(deployed.configuration);
  const { name: account, namespace, issuer, audience } = needs;
  return {
    title: `${account} (${documents.mount}/role/${documents.roleName})`,
    documents,
    questions: vaultQuestions(needs),
    mutants: vaultMutants(documents, needs),
    pod: { account, namespace, issuer, audience },
  };
}

/** One server for all environments. */
export async function openVault(): Promise<OpenOracle> {
  const server = await PolicyServer.start();
  return {
    prove: async (deployed, figures) => {
      const proven = vaultCase(deployed);
      await judge(proven, server.evaluator(proven), figures);
    },
    close: () => server.stop(),
  };
}
