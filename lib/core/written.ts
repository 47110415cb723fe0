import type { Address } from "../core/expression";
import { call, Comparison, Reference, Template, type Value } from "../core/expression";
import type { Resource } from "../core/resource";
import type { SecretOrigin } from "./secret-value";

/** What is written in place, and how a person repairs it. */
export interface Write {
  /** The record's own path, beside the entry's. */
  readonly path: string;
  /** The argument that changes with every write: `data_json_wo_version` of the entry. */
  readonly trigger: Reference;
  /** Whether the argument is long, so that its digest is kept. @default false */
  readonly digest?: boolean;
  /** What was written, and what to do when the store refused it: whole sentences. */
  readonly what: string;
  readonly repair: string | readonly (string | Address)[];
}

/**
 * Remembers the last write that the store took. Providers of the older kind keep the planned trigger in the state when
 * an update is refused, so that the next apply has nothing to do and the old value stays. This record is made after the
 * write only; as long as it lags behind, every plan stops and says how to have the value written.
 *
 * @see https://developer.hashicorp.com/terraform/plugin/sdkv2/guides/v2-upgrade-guide#more-robust-handling-of-state-after-errors
 */
export function writeRecord({ path, trigger, digest, what, repair }: Write): Resource {
  const written: Value = digest ? call("sha256", trigger) : trigger;
  const refused = `The store refused to write ${what}, or the apply was cut short, and Terraform counts it as done. `;
  const condition = new Comparison(new Reference("self", "output"), "==", written);
  const errorMessage = typeof repair === "string" ? refused + repair : new Template([refused, ...repair]);
  return {
    kind: "resource",
    type: "terraform_data",
    path,
    // Its id is not known before an entry is made, also when it is made anew.
    arguments: { input: written, triggers_replace: new Reference(trigger.of, "id") },
    lifecycle: {
      // The record of the last write goes only after the next one: destroyed before it, it would remember nothing.
      createBeforeDestroy: true,
      ignoreChanges: ["input"],
      replaceTriggeredBy: [trigger],
      postcondition: [{ condition, errorMessage }],
    },
  };
}

/** What a secret's write is called, and its repair: another revision is always written. */
export function secretWrite(
  key: string,
  revision: number,
  origin: SecretOrigin["kind"] = "variable",
): Pick<Write, "what" | "repair"> {
  const apply = origin === "generated" ? "apply" : "apply with the real value";
  return { what: `revision ${revision} of ${key}`, repair: `Write revision: ${revision + 1} for it, and ${apply}.` };
}

/** The same for a document, which any one of its revisions rewrites. */
export function documentWrite(name: string, secrets: object): Pick<Write, "what" | "repair"> {
  const repair =
    Object.keys(secrets).length === 0
      ? "Change one of its settings, and apply."
      : "Raise the revision of one of its secrets by one, and apply with the real values of all.";
  return { what: `the document ${name}`, repair };
}
