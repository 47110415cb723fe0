import { stackFolder } from "./manifest";
import type { Output } from "./output";
import { currentText } from "./write-set";

/** How what is written differs from what is declared. */
export interface Difference {
  readonly what: "changed" | "missing" | "stale";
  readonly path: string;
}

/** Compares what is written with what is declared; nothing is written. */
export function differences({ folder, files, staleStacks, staleManifests }: Output): readonly Difference[] {
  const wrong = files.flatMap(({ path, text }): Difference[] => {
    const current = currentText(path);
    if (current === text()) return [];
    return [{ what: current === undefined ? "missing" : "changed", path }];
  });
  const folders = staleStacks.map((name) => `${folder}/${stackFolder(name)}`);
  const stale = [...folders, ...staleManifests.map(({ path }) => path)].map((path): Difference => ({
    what: "stale",
    path,
  }));
  return [...wrong, ...stale];
}
