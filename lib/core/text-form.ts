/** What is wrong with a text, in the words that follow the name of its prop, and what to do. */
export interface TextFault {
  readonly says: string;
  readonly fix: string;
}

/** Tabs and line breaks are text everywhere; other control characters, and a mark of byte order, are none. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|^\ufeff/;
const ASCII = /^[\u0000-\u007f]*$/;

/**
 * Why a text would not arrive as it was typed. UTF-8 has no place for half of a surrogate pair, and Terraform makes NFC
 * of every text; the API server refuses control characters, or loses them.
 *
 * @param stored Whether it goes to a store alone, which takes control characters; NUL is in no file of settings.
 */
export function textFault(text: string, stored = false): TextFault | undefined {
  const [control] = (stored ? /\u0000/ : CONTROL).exec(text) ?? [];
  if (control !== undefined) return { says: `holds the control character ${codePoint(control)}`, fix: "Take it out." };
  if (ASCII.test(text)) return undefined;
  const [half] = /\p{Surrogate}/u.exec(text) ?? [];
  if (half !== undefined) {
    return { says: `holds ${codePoint(half)}, half of a surrogate pair, which is no character`, fix: "Take it out." };
  }
  if (text === text.normalize("NFC")) return undefined;
  return {
    says: "is not in Unicode's composed form (NFC), which Terraform makes of every text: it would arrive as another",
    fix: 'Write letters with their accents as one character, as text.normalize("NFC") gives them.',
  };
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
