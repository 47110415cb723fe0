import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Blueprint } from "../blueprint/blueprint";
import type { Bound, Delivery, Identity, SecretStore } from "../blueprint/parts";
import { resolveStep } from "../values/bind/settings";
import { isToken } from "../values/names";
import { terraformText } from "../values/text";
import { ProblemReport } from "./bind/report";
import { applyRequirements } from "./bind/requirements";

/** The parts that make constructs. */
export interface BoundParts {
  readonly store: SecretStore;
  readonly identity?: Identity;
  readonly delivery: Delivery;
}

/**
 * What is made from a blueprint: nothing if it has problems, which synthesis then reports with those of all others of
 * the app, before any file is written.
 */
export abstract class BlueprintConstruct extends Construct {
  /** Everything that is known about it before a resource exists; no secret value, ever. */
  readonly blueprint: Blueprint;
  private readonly delivery: Delivery;

  protected constructor(scope: Construct, id: string, blueprint: Blueprint, parts: BoundParts) {
    super(scope, id);
    this.blueprint = blueprint;
    this.delivery = parts.delivery;
    new ProblemReport(this, "report", blueprint);
    if (blueprint.problems.length === 0) this.bindParts(parts);
  }

  /** Name of the ServiceAccount, which is that of the MendixApp. */
  get serviceAccountName(): string {
    return this.blueprint.subject.name;
  }

  /** The manifests that `Delivery.manifests()` writes, by path: for snapshots, or to write them elsewhere. */
  get manifests(): Readonly<Record<string, string>> {
    return this.blueprint.problems.length > 0 ? {} : this.delivery.manifests(this.blueprint);
  }

  private bindParts({ identity, store, delivery }: BoundParts): void {
    const bound: Bound = { references: new Map(), prerequisites: [] };
    const child = (id: string) => new Construct(this, id);
    applyRequirements(TerraformStack.of(this), this.blueprint);
    identity?.bind(child("identity"), this.blueprint, bound);
    store.bind(child("store"), this.blueprint, bound);
    delivery.bind(child("objects"), this.blueprint, bound);
    this.bindSteps(bound);
  }

  /** Steps that hold ids known only after an apply are an output: a person reads them there. */
  private bindSteps(bound: Bound): void {
    const steps = this.blueprint.steps.filter((step) => isToken(step.does) || step.knownAfterApply?.length);
    if (steps.length === 0) return;
    new TerraformOutput(this, "administrator-steps", {
      description: `What an administrator does once for ${this.blueprint.subject.name}`,
      value: steps.map((step) => `${terraformText(step.as)}: ${terraformText(resolveStep(step, bound))}`),
    });
  }
}
