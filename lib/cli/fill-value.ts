import type { Fill } from "../core/fill";
import { PLACEHOLDER } from "../core/placeholder";
import { holdsReference } from "../core/value-limits";
import { UsageError } from "./exit-codes";

/** A value as it is written, and whether a line break at its end was left out. */
export interface FillValue {
  readonly text: string;
  readonly dropped: boolean;
}

/** The value in what was read: UTF-8, without the one line break that an editor or `echo` puts at the end. */
export function valueOf(bytes: Uint8Array, fill: Fill): FillValue {
  const whole = decoded(bytes, fill);
  const text = whole.replace(/\r?\n$/, "");
  check(text, fill);
  return { text, dropped: text !== whole };
}

function decoded(bytes: Uint8Array, { key }: Fill): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse(`The value of ${key} is not UTF-8: the app reads text.`);
  }
}

/** Whatever the store, or its client, would change or refuse. */
function check(text: string, { key, limits, losesCarriageReturns, client }: Fill): void {
  const size = Buffer.byteLength(text, "utf8");
  const most = limits.maxBytes ?? Infinity;
  if (size === 0) refuse(`The value of ${key} is empty.`);
  if (text === PLACEHOLDER) refuse(`${PLACEHOLDER} stands for a value that no store gets.`);
  if (text.includes("\u0000")) refuse(`The value of ${key} holds a NUL character, which is no text.`);
  if (size > most) refuse(`The value of ${key} has ${size} bytes, and the store takes ${most}.`);
  if (limits.singleLine && /[\r\n]/.test(text)) {
    refuse(`The value of ${key} holds a line break, which Key Vault would lose. Name the key in base64 of the store.`);
  }
  if (limits.noReferences && holdsReference(text)) {
    refuse(`The value of ${key} holds {{ and }}, which the store takes for a reference and refuses.`);
  }
  if (losesCarriageReturns && text.includes("\r")) {
    refuse(
      `The value of ${key} holds a carriage return, which ${client} would lose. Write the line breaks as \\n alone.`,
    );
  }
}

function refuse(message: string): never {
  throw new UsageError(`${message} Nothing was written.`, "MX-FILL-VALUE");
}

/** What the client reads. */
export function inputOf({ key, form = "plain" }: Fill, text: string): string {
  const base64 = () => Buffer.from(text, "utf8").toString("base64");
  if (form === "patch") return JSON.stringify({ data: { [key]: base64() } });
  return form === "base64" ? base64() : text;
}
