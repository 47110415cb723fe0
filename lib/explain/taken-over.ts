import type { Blueprint } from "../core/blueprint";
import type { Entry } from "../core/entry";
import { pathOf, type Resource } from "../core/resource";
import { displayText } from "../core/text";
import { variablesOf } from "./entries";

/** Something that is taken over by import, and the id that its provider is asked for. */
export type Imported = Resource & { readonly importId: string };

/** What the environment takes over. */
export function imported({ resources }: Pick<Blueprint, "resources">): readonly Imported[] {
  return resources.filter((resource): resource is Imported => resource.importId !== undefined);
}

/** Each thing that is taken over, with its id. */
export function importPhrases(blueprint: Blueprint): readonly string[] {
  return imported(blueprint).map(({ path, importId }) => `${path}   ${displayText(importId)}`);
}

/** What becomes of the values in what is taken over: an import reads none. */
export function importNotes(blueprint: Blueprint, taken: readonly Resource[] = imported(blueprint)): readonly string[] {
  if (taken.length === 0) return [];
  const entries = blueprint.entries.filter(({ id }) => taken.some(({ path }) => path.split("/").includes(pathOf(id))));
  return [
    ...entries.map((entry) => valueNote(blueprint, entry)),
    "Take takeOver out after the apply: where a state is rebuilt and something of it is gone, an import fails.",
  ];
}

function valueNote(blueprint: Blueprint, entry: Entry): string {
  const name = displayText(entry.name);
  const { content } = entry;
  const names = variablesOf(blueprint, entry);
  switch (content.kind) {
    case "settings":
      return `${name} is taken over, and the apply writes the settings into it as they are declared.`;
    case "container":
    case "existing":
      return `${name} is taken over, and its value stays as it is.`;
    case "secret":
    case "document": {
      const from = names.length > 0 ? `export the real ${names.join(", ")}` : "nobody is asked for it";
      return `${name} is taken over and its value is not read: the apply writes it anew (${from}). SecretValue.external() leaves it as it is.`;
    }
  }
}
