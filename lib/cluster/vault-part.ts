import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { NeededVariable } from "../core/blueprint";
import type { Resources } from "../core/resource";
import type { Problem } from "../core/problem";
import { Share, type Step } from "../core/share";
import { applyRequirements } from "../write/constructs/apply-requirements";
import { ProblemReport } from "../write/constructs/report";
import { neededVariables } from "../engine/mounted-keys";
import type { Declared } from "../engine/collisions";
import { safely } from "../engine/safely";
import { refuseUnusable } from "../engine/usable-values";
import { writeConstructs } from "../write/constructs/writer";

/** What a part makes, given the variables that carry its secrets. */
type ResourcesOf = (variables: readonly NeededVariable[]) => Resources;

interface PartOf {
  /** What its problems and variables are called by. */
  readonly name: string;
  /** As they were given: what no output can hold is looked for in all of them. */
  readonly props: unknown;
  readonly describe: () => Share;
  readonly resources: ResourcesOf;
}

/**
 * Something that a Vault has once: for a cluster, or for a database. As in an environment nothing is thrown here; a
 * wrong declaration makes no resource, and synthesis reports it with all others.
 */
export abstract class VaultPart extends Construct {
  /** What an administrator does once, outside Terraform. */
  readonly steps: readonly Step[];
  /** What its owner should know. */
  readonly warnings: readonly string[];
  /** Every block of Terraform with every argument; none where a prop is wrong. */
  readonly resources: Resources;

  /** @param part Its name, its props, and what they say and make. */
  protected constructor(scope: Construct, id: string, { name, props, describe, resources }: PartOf) {
    super(scope, id);
    const usable = new Share();
    const described = () => (refuseUnusable(usable, props) ? describe() : usable);
    const share = safely("the props", described, () => new Share());
    share.providers.add("vault");
    const variables = neededVariables(share.keys, name);
    const problems = share.problems.map((problem): Problem => ({ ...problem, environment: name }));
    const declared: Declared = {
      subject: { name },
      claims: share.claims,
      variables,
      problems,
      providers: [...share.providers],
      places: [],
      entries: [],
      keys: share.keys.map(({ key, prop }) => ({ key, prop, source: "variable", entry: key, appliesLive: false })),
    };
    this.steps = share.steps;
    this.warnings = share.warnings;
    new ProblemReport(this, "report", declared);
    if (problems.length === 0) share.make(() => resources(variables));
    this.resources = share.resources;
    if (problems.length > 0) return;
    applyRequirements(TerraformStack.of(this), declared);
    writeConstructs(this, this.resources);
  }
}
