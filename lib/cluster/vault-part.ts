import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Problem } from "../blueprint/problem";
import { Share, type Step } from "../blueprint/share";
import { applyRequirements } from "../environment/bind/requirements";
import { ProblemReport } from "../environment/bind/report";
import { neededVariables } from "../environment/keys";
import type { Declared } from "../environment/registry";
import { safely } from "../environment/safely";

/**
 * Something that a Vault has once: for a cluster, or for a database. As in an environment nothing is thrown here; a
 * wrong declaration makes no resource, and synthesis reports it with all others.
 */
export abstract class VaultPart extends Construct {
  /** What an administrator does once, outside Terraform. */
  readonly steps: readonly Step[];
  /** What its owner should know. */
  readonly warnings: readonly string[];
  protected readonly declared: Declared;

  protected constructor(scope: Construct, id: string, name: string, describe: () => Share) {
    super(scope, id);
    const share = safely("the props", describe, () => new Share());
    share.providers.add("vault");
    const problems = share.problems.map((problem): Problem => ({ ...problem, environment: name }));
    this.declared = {
      subject: { name },
      claims: share.claims,
      variables: neededVariables(share.keys, name),
      problems,
      providers: [...share.providers],
      regions: [],
      entries: [],
      keys: share.keys.map(({ key, prop }) => ({ key, prop, source: "variable", entry: key, appliesLive: false })),
    };
    this.steps = share.steps;
    this.warnings = share.warnings;
    new ProblemReport(this, "report", this.declared);
    if (this.isValid) applyRequirements(TerraformStack.of(this), this.declared);
  }

  protected get isValid(): boolean {
    return this.declared.problems.length === 0;
  }
}

/** Vaults are told apart by the stack's provider and the namespace in it. */
export function mountScope(namespace: string | undefined): string {
  return JSON.stringify(["mount", namespace ?? ""]);
}
