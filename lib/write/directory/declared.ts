import { posix } from "node:path";
import type { Blueprint, StackPart } from "../../core/blueprint";
import { assertCarried } from "../../engine/grant-rules";
import { CONSTRUCT_IDS, scopesOf } from "../scopes";
import { stackText, type Group } from "./stack";

/** What is written of a declaration. */
export interface Declared {
  readonly kind: keyof typeof CONSTRUCT_IDS;
  readonly stack: StackPart;
  readonly blueprint: Blueprint;
}

/** The text of a declaration's `cdk.tf.json`. */
export function declaredStackText({ kind, stack, blueprint }: Declared): string {
  assertCarried(blueprint);
  const { resources, providers } = blueprint;
  const group: Group = { id: CONSTRUCT_IDS[kind], scopes: scopesOf(blueprint), resources, providers };
  return stackText(stack, [group]);
}

/** The declaration's Kubernetes objects as files to be written, by path from the working directory. */
export function declaredManifests({ blueprint: { manifests } }: Declared): Readonly<Record<string, string>> {
  const { directory } = manifests;
  if (directory === undefined) return {};
  // Made when they are read: most declarations write none.
  return Object.fromEntries(Object.entries(manifests.files).map(([name, text]) => [posix.join(directory, name), text]));
}

/** What is written of a stack, without the declaration that it was made of. */
export interface StackOutput {
  /** Name of the stack. */
  readonly name: string;
  /** Text of its `cdk.tf.json`. */
  readonly text: () => string;
  /** Its manifests, by path from the working directory. */
  readonly manifests: Readonly<Record<string, string>>;
}

/**
 * Makes the output of a declaration, so that the declaration can be forgotten: of ten thousand, a text takes a sixth of
 * what a blueprint does. Its bytes lie outside of V8's heap, and are not copied when that is cleaned up.
 */
export function stackOutput(one: Declared): StackOutput {
  const bytes = Buffer.from(declaredStackText(one), "utf8");
  return { name: one.stack.name, text: () => bytes.toString("utf8"), manifests: declaredManifests(one) };
}
