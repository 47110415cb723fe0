import { misplacedSecrets } from "../core/misplaced-secrets";
import { isSecretName } from "../core/secret-names";
import type { DataProblem } from "./issues";
import { formatProp } from "./locate";
import { toData, type SourceNode } from "./source";

/** Arguments of providers and backends that hold a secret, or the text of a key, and whose names do not say so. */
const SECRET_ARGUMENT = /^(client_certificate|conn_str|http_auth|secret_id)$|(^|_)key_data$/;

/** Secrets that were written into the arguments of a provider or backend. */
export function stackSecrets(root: SourceNode): readonly DataProblem[] {
  const entry = root.kind === "map" ? root.entries.get("terraform") : undefined;
  if (!entry) return [];
  const isSecret = (name: string) => SECRET_ARGUMENT.test(name) || isSecretName(name);
  return misplacedSecrets(toData(entry.node), isSecret, ["terraform"]).map(({ path, what }) => ({
    code: "MX-SECRET-PLAIN" as const,
    path,
    message: `${formatProp(path)} holds ${what}: it would be in source and output.`,
    fix: "Take it out, and export the variable that the provider or backend reads it from.",
  }));
}
