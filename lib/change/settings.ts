import type { Blueprint } from "../core/blueprint";
import { displayText } from "../core/text";

/** The settings of an environment by their keys, whichever entry holds them. */
export function settingsOf({ entries }: Blueprint): ReadonlyMap<string, string> {
  const values = entries.flatMap(({ content }) => {
    if (content.kind === "settings") return Object.entries(content.values);
    return content.kind === "document" ? Object.entries(content.settings ?? {}) : [];
  });
  return new Map(values.map(([key, value]) => [key, displayText(String(value))]));
}
