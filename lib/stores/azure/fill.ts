import type { Entry } from "../../core/entry";
import type { FillCommand } from "../../core/fill";
import { ENCODED_MAX_BYTES, SECRET_MAX_BYTES } from "./entry-checks";
import { isEncoded } from "./mount";
import type { VaultPlan } from "./plan";

/**
 * The command that writes a secret of the vault. Without `--output none` it would print the value.
 *
 * @see https://learn.microsoft.com/en-us/cli/azure/keyvault/secret#az-keyvault-secret-set
 */
export function fillCommand(plan: VaultPlan, entry: Entry, key: string): FillCommand {
  const encoded = isEncoded(entry, key, plan);
  return {
    client: "az",
    words: [
      ...["keyvault", "secret", "set", "--vault-name", plan.name, "--name", entry.name],
      ...["--encoding", "utf-8", "--output", "none", "--file"],
    ],
    source: { stdin: "/dev/stdin", file: "" },
    form: encoded ? "base64" : "plain",
    limits: { maxBytes: encoded ? ENCODED_MAX_BYTES : SECRET_MAX_BYTES, singleLine: !encoded },
  };
}
