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
