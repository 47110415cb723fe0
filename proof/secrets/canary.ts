import { randomBytes } from "node:crypto";

/** A value that occurs nowhere else, with characters that escaping changes. */
export function newCanary(): string {
  return `canary-${randomBytes(12).toString("hex")}-"q'\\<ü`;
}

/** The ways in which a careless program might show a value. */
export function formsOf(canary: string): readonly string[] {
  // The part without special characters stands in every escaped form of the whole.
  const stem = /canary-[0-9a-f]{24}/.exec(canary)?.[0] ?? canary;
  const bytes = Buffer.from(stem, "utf8");
  return [
    stem,
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    ...[" ", ",", ", "].map((separator) => [...bytes].join(separator)),
    ...base64Cores(bytes),
  ];
}

/** What all base64 texts that hold the bytes have in common: three alignments, their edges cut off. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
    const core = encoded.slice(shift === 0 ? 0 : 4, 4 * Math.floor((shift + bytes.length) / 3));
    return [core, core.replace(/\+/g, "-").replace(/\//g, "_")];
  });
}

/** Whether a text shows a value in any form. Line breaks in wrapped output are looked past. */
export function shows(text: string, canary: string): boolean {
  const joined = text.replace(/[\s\u2502]*\n[\s\u2502]*/g, "");
  return formsOf(canary).some((form) => text.includes(form) || joined.includes(form));
}
