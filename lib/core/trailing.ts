/**
 * The text without a character at its end. An expression that ends in `/+$` is tried again at each slash, so that a
 * text of nothing else takes the square of its length.
 */
export function withoutTrailing(text: string, character: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === character) end -= 1;
  return text.slice(0, end);
}
