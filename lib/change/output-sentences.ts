import type { Blueprint } from "../core/blueprint";
import { requiredProviders } from "../catalogue/provider-ranges";
import { fileName } from "../delivery/manifests";
import type { Draft } from "./draft";
import { dataLeaves, leafDifferences, type Leaves } from "./leaves";
import { leafText } from "./resource-sentences";

/** Files that synthesis writes; one of an object that was told of needs no sentence of its own. */
export function fileSentences(before: Blueprint, after: Blueprint, told: ReadonlySet<string>): Draft[] {
  const [old, now] = [writtenFiles(before), writtenFiles(after)];
  const kinds = new Map([...before.objects, ...after.objects].map(({ kind }) => [fileName({ kind }), kind]));
  const names = [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name));
  return names.flatMap((name): Draft[] => {
    const kind = kinds.get(name.split("/").at(-1) ?? "");
    if (old.has(name) && now.has(name) && (told.has(`object ${kind}`) || told.has("restart"))) return [];
    const what = now.has(name) ? (old.has(name) ? "changes" : "is new") : "is no longer written";
    return [{ effect: now.has(name) ? "changed" : "removed", text: `The file ${name} ${what}.` }];
  });
}

function writtenFiles({ manifests: { directory, files } }: Blueprint): ReadonlyMap<string, string> {
  if (directory === undefined) return new Map();
  return new Map(Object.entries(files).map(([name, text]) => [`${directory}/${name}`, text]));
}

/** The state, the providers and the versions that the stack asks for. */
export function stackSentences(before: Blueprint, after: Blueprint): Draft[] {
  return leafDifferences(stackLeaves(before), stackLeaves(after)).map(({ leaf, from, to }) => ({
    effect: "changed",
    text: leafText(`terraform.${leaf}`, "", from, to),
  }));
}

function stackLeaves({ stack, providers }: Blueprint): Leaves {
  return dataLeaves({
    backend: stack && { [stack.backend.type]: stack.backend.arguments },
    providers: stack?.providers,
    aliases: stack?.aliases?.map(({ name, arguments: given }) => ({ [name]: given })),
    required_providers: requiredProviders(providers),
  });
}
