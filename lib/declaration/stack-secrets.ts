import type { DataProblem } from "./issues";
import { formatProp, type PropPath } from "./locate";
import type { SourceNode } from "./source";

/** Arguments of providers and backends that hold a secret, or the text of a key. */
const SECRET_ARGUMENT =
  /(^|_)(password|token|secret|secret_id|secret_key|access_key|client_key|client_secret|sas_token|credentials|private_key|conn_str|client_certificate|key_data)$/;

/** Secrets that were written into the arguments of a provider or backend. */
export function stackSecrets(root: SourceNode): readonly DataProblem[] {
  const entry = root.kind === "map" ? root.entries.get("terraform") : undefined;
  return entry ? secretsIn(entry.node, ["terraform"]) : [];
}

function secretsIn(node: SourceNode, path: PropPath): readonly DataProblem[] {
  if (node.kind === "list") return node.items.flatMap((item, index) => secretsIn(item, [...path, index]));
  if (node.kind === "scalar") return [];
  return [...node.entries].flatMap(([key, entry]) => {
    const at = [...path, key];
    if (!SECRET_ARGUMENT.test(key) || entry.node.kind !== "scalar") return secretsIn(entry.node, at);
    return [
      {
        code: "MX-SECRET-PLAIN" as const,
        path: at,
        message: `${formatProp(at)} holds a secret: it would be in source and output.`,
        fix: "Take it out, and export the variable that the provider or backend reads it from.",
      },
    ];
  });
}
