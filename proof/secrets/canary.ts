import { randomBytes } from "node:crypto";

/** A value that occurs nowhere else, with characters that escaping changes. */
export function newCanary(): string {
  return `canary-${randomBytes(12).toString("hex")}-"q'\\<ü`;
}

/** The part of a canary without special characters: it stands in every escaped form of the whole. */
export function stemOf(value: string): string {
  return /canary-[0-9a-f]{24}/.exec(value)?.[0] ?? value;
}

/** The ways in which a careless program might show a value. */
export function formsOf(value: string): readonly string[] {
  const stem = stemOf(value);
  const bytes = Buffer.from(stem, "utf8");
  const forms = [
    stem,
    JSON.stringify(stem).slice(1, -1),
    encodeURIComponent(stem),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    ...[" ", ",", ", "].map((separator) => [...bytes].join(separator)),
    // As Go prints bytes with %#v.
    [...bytes].map((byte) => `0x${byte.toString(16)}`).join(", "),
    ...base64Cores(bytes),
  ];
  return [...new Set(forms)];
}

/** What all base64 texts that hold the bytes have in common: three alignments, their edges cut off. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
    const core = encoded.slice(shift === 0 ? 0 : 4, 4 * Math.floor((shift + bytes.length) / 3));
    return [core, core.replace(/\+/g, "-").replace(/\//g, "_")];
  });
}

/** Which values a text shows in any form, by their names. Line breaks in wrapped output are looked past. */
export function shownIn(text: string, values: Readonly<Record<string, string>>): readonly string[] {
  const joined = text.replace(/[\s\u2502]*\n[\s\u2502]*/g, "");
  const shows = (value: string) => formsOf(value).some((form) => text.includes(form) || joined.includes(form));
  return Object.keys(values).filter((name) => shows(values[name] ?? ""));
}
