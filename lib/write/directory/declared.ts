import { posix } from "node:path";
import { CONSTRUCT_IDS, type DeclaredEnvironment } from "../../declaration/declarations";
import { scopesOf } from "../scopes";
import { stackText, type Group } from "./stack";

/** The text of a declaration's `cdk.tf.json`. */
export function declaredStackText({ kind, stack, blueprint }: DeclaredEnvironment): string {
  const { resources, providers } = blueprint;
  const group: Group = { id: CONSTRUCT_IDS[kind], scopes: scopesOf(blueprint), resources, providers };
  return stackText(stack, [group]);
}

/** The declaration's Kubernetes objects as files to be written, by path from the working directory. */
export function declaredManifests({ blueprint }: DeclaredEnvironment): Readonly<Record<string, string>> {
  const { directory, files } = blueprint.manifests;
  if (directory === undefined) return {};
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [posix.join(directory, name), text]));
}
