import { TerraformElement, TerraformStack, type TerraformProvider } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { InvalidDeclarationError, type Problem } from "../../core/problem";
import type { Declared } from "../../engine/collisions";
import { Registry, type Registered } from "../../engine/registry";
import { placeProblems, type StackProvider } from "../../engine/place-rules";
import { placeOfProvider } from "../../engine/provider-place";
import { camelCase } from "./classes";
import { hclProblems, idProblems, pinProblems } from "../../engine/stack-rules";
import { stackSecretProblems } from "./stack-secrets";

/**
 * Registers a declaration, and reports the problems of all of them whenever its stack is synthesized.
 *
 * cdktf's own validations stop at the first stack, leave files behind and can be skipped; an invalid environment that
 * makes nothing would then be a plan that destroys production. An element is asked by `app.synth()`, with
 * `skipValidation` and by `Testing.synth` alike, before any file is written.
 */
export class ProblemReport extends TerraformElement {
  constructor(scope: Construct, id: string, blueprint: Declared) {
    super(scope, id);
    Registry.of(this).register(scope, blueprint);
  }

  override toTerraform(): unknown {
    this.assertValid(stackProblems);
    return {};
  }

  override toHclTerraform(): unknown {
    this.assertValid((stack, mates) => [
      ...stackProblems(stack, mates),
      ...mates.flatMap(({ blueprint }) => hclProblems(blueprint)),
    ]);
    return {};
  }

  /** The first of a stack looks at the finished stack for all in it, so that many environments stay linear. */
  private assertValid(inspect: StackInspection): void {
    const registry = Registry.of(this);
    const stack = TerraformStack.of(this);
    const mates = registry.inStack(stack);
    const isFirst = mates[0]?.construct === this.node.scope;
    if (registry.problems.length === 0 && (!isFirst || inspect(stack, mates).length === 0)) return;
    const late = registry.stacks.flatMap((other) => inspect(other, registry.inStack(other)));
    throw new InvalidDeclarationError([...registry.problems, ...late]);
  }
}

type StackInspection = (stack: TerraformStack, mates: readonly Registered[]) => readonly Problem[];

/** What only the finished stack shows. */
function stackProblems(stack: TerraformStack, mates: readonly Registered[]): readonly Problem[] {
  const overrides = rawOverridesOf(stack);
  const providers = providersOf(stack);
  return mates.flatMap(({ construct, blueprint }) => [
    ...idProblems(blueprint, idsIn(stack, construct)),
    ...pinProblems(blueprint, overrides),
    ...placeProblems(blueprint, providers),
    ...stackSecretProblems(construct, blueprint),
  ]);
}

function idsIn(stack: TerraformStack, construct: IConstruct): readonly string[] {
  return construct.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id);
}

/** What users and this library put on the stack by `addOverride`; cdktf has no accessor for it. */
export function rawOverridesOf(stack: TerraformStack): Readonly<Record<string, unknown>> {
  return (stack as unknown as { rawOverrides: Record<string, unknown> }).rawOverrides;
}

function providersOf(stack: TerraformStack): readonly StackProvider[] {
  return stack.allProviders().map((provider) => {
    const { terraformResourceType: name, alias } = provider;
    const read = (argument: string) => (provider as TerraformProvider & Record<string, unknown>)[camelCase(argument)];
    const namespace = read("namespace");
    return { name, alias, ...placeOfProvider(name, read), ...(typeof namespace === "string" ? { namespace } : {}) };
  });
}
