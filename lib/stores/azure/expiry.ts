import type { Entry } from "../../core/entry";
import { call, Reference, type Block, type Value } from "../../core/expression";
import { revisionOf } from "../../core/carriers";
import { pathOf, type Resources } from "../../core/resource";
import type { KeyVaultExpiry } from "./props";

/** When a secret expires, and what counts the days until then. */
interface Expiry {
  readonly date?: Value;
  readonly resources: Resources;
}

/**
 * Days are counted from the apply that writes a value: the provider of time keeps the moment, and takes another one
 * when the revision of a secret, or the text of a setting, is another.
 *
 * @see https://registry.terraform.io/providers/hashicorp/time/latest/docs/resources/offset
 */
export function expiryOf(expiry: KeyVaultExpiry | undefined, entry: Entry, written: Block): Expiry {
  if (expiry?.days === undefined)
    return expiry?.date === undefined ? { resources: [] } : { date: expiry.date, resources: [] };
  const path = pathOf("store", "secrets", entry.id, "expiry");
  const { content } = entry;
  const trigger =
    content.kind === "secret"
      ? { revision: String(revisionOf(content.value)) }
      : { text: call("sha256", written["value"] ?? "") };
  return {
    date: new Reference(path, "rfc3339"),
    resources: [
      {
        kind: "resource",
        type: "time_offset",
        path,
        arguments: { offset_days: expiry.days, triggers: { ...trigger, renewal: String(expiry.renewal ?? 1) } },
      },
    ],
  };
}
