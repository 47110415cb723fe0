/** What a text begins with that stands for a value which only a person knows. */
export const OPEN = "TODO";

/** Whether a text stands for a value that is still to be written: `TODO: id of the vault`. */
export function isOpen(text: string): boolean {
  return text === OPEN || text.startsWith(`${OPEN}: `);
}
