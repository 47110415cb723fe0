import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Blueprint } from "../blueprint/blueprint";
import type { Bound } from "../blueprint/parts";
import { Delivery } from "../kubernetes/delivery";
import { manifestFiles } from "../kubernetes/manifests";
import { resolveStep } from "../values/bind/settings";
import { isToken } from "../values/names";
import { terraformText } from "../values/text";
import { ProblemReport } from "./bind/report";
import { applyRequirements } from "./bind/requirements";
import { describeEnvironment } from "./describe";
import type { MendixSecretStoreEnvironmentProps } from "./props";
import { Registry } from "./registry";

/**
 * One Mendix app environment that reads its settings from a secret store: the store's entries, the identity that may
 * read exactly those, the database and bucket permissions, the ServiceAccount, the SecretProviderClass and the
 * MendixApp.
 *
 * Nothing is thrown here. A wrong declaration makes no resource, and synthesis throws one error with the problems of
 * all environments of the app ({@link InvalidDeclarationError}), before any file is written.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/
 */
export class MendixSecretStoreEnvironment extends Construct {
  /** Everything that is known about the environment; no secret value, ever. */
  readonly blueprint: Blueprint;

  constructor(scope: Construct, id: string, props: MendixSecretStoreEnvironmentProps) {
    super(scope, id);
    this.blueprint = describeEnvironment(props);
    Registry.of(this).register(this, this.blueprint);
    new ProblemReport(this, "report", this.blueprint);
    if (this.blueprint.problems.length === 0) this.bindParts(props);
  }

  /** Name of the ServiceAccount, the MendixApp and the SecretProviderClass. */
  get serviceAccountName(): string {
    return this.blueprint.subject.name;
  }

  /** The manifests that `Delivery.manifests()` writes, by path: for snapshots, or to write them elsewhere. */
  get manifests(): Readonly<Record<string, string>> {
    return manifestFiles(this.blueprint);
  }

  private bindParts(props: MendixSecretStoreEnvironmentProps): void {
    const bound: Bound = { references: new Map(), prerequisites: [] };
    const child = (id: string) => new Construct(this, id);
    applyRequirements(TerraformStack.of(this), this.blueprint);
    props.identity?.bind(child("identity"), this.blueprint, bound);
    props.store.bind(child("store"), this.blueprint, bound);
    (props.delivery ?? Delivery.terraform()).bind(child("objects"), this.blueprint, bound);
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
