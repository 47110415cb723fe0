/**
 * JSON with sorted keys and two spaces, as cdktf writes it: an empty list's bracket is on a line of its own, what is
 * undefined is left out, and no newline ends the text. Sorting makes the bytes independent of how the data was made.
 */
export function stableJson(value: unknown, indent = "\n"): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.filter((item) => item !== undefined);
    return `[${items.map((item) => inner + stableJson(item, inner)).join(",")}${indent}]`;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(fields).sort();
  // cdktf drops such a key without a word, and a tag of the user's with it.
  if (names.includes("__proto__")) throw new Error("a map has the key __proto__, which can't be written");
  const lines = names
    .filter((name) => fields[name] !== undefined)
    .map((name) => `${inner}${JSON.stringify(name)}: ${stableJson(fields[name], inner)}`);
  return `{${lines.join(",")}${indent}}`;
}
