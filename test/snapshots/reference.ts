import type { TerraformStack } from "cdktf";
import { explain } from "../../lib";
import type { Blueprint } from "../../lib/core/blueprint";
import { expectValidArguments } from "../support/schema-check";
import { synthesizeStack } from "../support/synthesize";

/** What a person reads of a reference, and what a GitOps tool applies. */
interface Explained {
  readonly blueprint: Blueprint;
  readonly manifests: Readonly<Record<string, string>>;
}

/**
 * Pins a reference stack. Logical ids and every argument are a contract: a difference here is a change of what users
 * deploy. The stack is compared as data, because cdktf and its successors print it in different ways.
 */
export function itHasThisStack(stack: TerraformStack): void {
  it("has this stack", () => {
    expect(JSON.stringify(synthesizeStack(stack), undefined, 2)).toMatchSnapshot();
  });

  it("has arguments that the providers know, and secrets at write-only ones alone", () => {
    expectValidArguments(synthesizeStack(stack));
  });
}

/** Pins a reference environment or platform: also its page and its manifests. */
export function itIsThisReference(stack: TerraformStack, { blueprint, manifests }: Explained): void {
  it("is explained on one screen", () => {
    expect(explain(blueprint)).toMatchSnapshot();
  });

  it("has these manifests", () => {
    expect(manifests).toMatchSnapshot();
  });

  itHasThisStack(stack);
}
