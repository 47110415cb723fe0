import { Fn, Lazy, Op, TerraformResource, TerraformSelf } from "cdktf";
import type { Construct } from "constructs";
import { terraformText } from "../text";

/** What is written in place, and how a person repairs it. */
export interface Write {
  readonly resource: TerraformResource;
  /** The argument that changes with every write: `data_json_wo_version`. */
  readonly trigger: string;
  /** Whether the argument is long, so that its digest is kept. @default false */
  readonly digest?: boolean;
  /** What was written, and what to do when the store refused it: whole sentences. */
  readonly what: string;
  readonly repair: string;
}

/**
 * Remembers the last write that the store took. Providers of the older kind keep the planned trigger in the state when
 * an update is refused, so that the next apply has nothing to do and the old value stays. This record is made after the
 * write only; as long as it lags behind, every plan stops and says how to have the value written.
 *
 * @see https://developer.hashicorp.com/terraform/plugin/sdkv2/guides/v2-upgrade-guide#more-robust-handling-of-state-after-errors
 */
export function recordWrite(scope: Construct, { resource, trigger, digest, what, repair }: Write): void {
  const current = resource.getStringAttribute(trigger);
  const written = digest ? Fn.sha256(current) : current;
  const record = new TerraformResource(scope, "written", {
    terraformResourceType: "terraform_data",
    lifecycle: {
      // The record of the last write goes only after the next one: destroyed before it, it would remember nothing.
      createBeforeDestroy: true,
      ignoreChanges: ["input"],
      replaceTriggeredBy: [addressOf(resource, trigger)],
      postcondition: [
        {
          condition: Op.eq(TerraformSelf.getAny("output"), written),
          errorMessage: terraformText(
            `The store refused to write ${what}, or the apply was cut short, and Terraform counts it as done. ${repair}`,
          ),
        },
      ],
    },
  });
  record.addOverride("input", written);
  // Its id is not known before an entry is made, also when it is made anew.
  record.addOverride("triggers_replace", resource.getStringAttribute("id"));
}

/** Asked for at synthesis, when the name in Terraform is final. */
function addressOf(resource: TerraformResource, attribute: string): string {
  return Lazy.stringValue({
    produce: () => `${resource.terraformResourceType}.${resource.friendlyUniqueId}.${attribute}`,
  });
}

/** What a secret's write is called, and its repair: another revision is always written. */
export function secretWrite(key: string, revision: number): Pick<Write, "what" | "repair"> {
  return {
    what: `revision ${revision} of ${key}`,
    repair: `Write revision: ${revision + 1} for it, and apply with the real value.`,
  };
}

/** The same for a document, which any one of its revisions rewrites. */
export function documentWrite(name: string, secrets: object): Pick<Write, "what" | "repair"> {
  const repair =
    Object.keys(secrets).length === 0
      ? "Change one of its settings, and apply."
      : "Raise the revision of one of its secrets by one, and apply with the real values of all.";
  return { what: `the document ${name}`, repair };
}
