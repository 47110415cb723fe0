import type { Entry } from "../../core/entry";
import type { FillCommand } from "../../core/fill";
import { ENTRY_MAX_BYTES } from "./entries";

/**
 * The command that writes one property of an entry. An entry of the environment's own holds nothing else and is made by
 * it; of somebody else's the other properties stay. KV version 1 can't write one alone.
 *
 * @see https://developer.hashicorp.com/vault/docs/commands/kv/patch
 */
export function fillCommand(
  mount: string,
  namespace: string | undefined,
  { name, content }: Entry,
  property: string,
): FillCommand | undefined {
  const [, other = mount, path = name] = /^\/(.+?)\/data\/(.+)$/.exec(name) ?? [];
  if (path.startsWith("/")) return undefined;
  return {
    client: "vault",
    words: [
      ...["kv", content.kind === "existing" ? "patch" : "put"],
      ...(namespace === undefined ? [] : [`-namespace=${namespace}`]),
      ...[`-mount=${other}`, path],
    ],
    source: { stdin: `${property}=-`, file: `${property}=@` },
    limits: { maxBytes: ENTRY_MAX_BYTES },
  };
}
