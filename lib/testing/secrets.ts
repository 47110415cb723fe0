import * as fs from "node:fs";
import * as path from "node:path";

/** Shorter ones would be found by chance, in base64 above all. */
const SHORTEST = 8;

/** Where a secret was found, and in which form. The secret is not in it. */
export interface Leak {
  /** Position of the secret in the list that was looked for. */
  readonly secret: number;
  readonly form: string;
  /** File, or "text". */
  readonly where: string;
}

/** Looks for secrets in a text, in a file, or in all files of a folder: as they are and in the usual encodings. */
export function findSecrets(secrets: readonly string[], target: string): readonly Leak[] {
  const short = secrets.findIndex((secret) => secret.length < SHORTEST);
  if (secrets.length === 0) throw new Error("no secret to look for: the check would pass whatever the output holds");
  if (short >= 0) throw new Error(`secret ${short} has fewer than ${SHORTEST} characters: use a longer canary`);
  const texts = textsOf(target);
  if (texts.every(({ text }) => text === "")) throw new Error("nothing to look in: the output is empty");
  const leaks = texts.flatMap(({ where, text }) =>
    secrets.flatMap((secret, index) =>
      formsOf(secret)
        .filter(([, written]) => text.includes(written))
        .map(([form]) => ({ secret: index, form, where })),
    ),
  );
  if (leaks.length === 0 && !isThere(target) && looksLikePath(target)) {
    throw new Error(`${target} is not there, so nothing was looked at`);
  }
  return leaks;
}

function textsOf(target: string): readonly { readonly where: string; readonly text: string }[] {
  if (!isThere(target)) return [{ where: "text", text: target }];
  if (!fs.statSync(target).isDirectory()) return [{ where: target, text: fs.readFileSync(target, "latin1") }];
  const names = fs.readdirSync(target, { recursive: true, encoding: "utf8" }).map((name) => path.join(target, name));
  const files = names.filter((name) => fs.statSync(name).isFile());
  return files.map((where) => ({ where, text: fs.readFileSync(where, "latin1") }));
}

function isThere(target: string): boolean {
  return target.length <= 1024 && fs.existsSync(target);
}

/** A name of a file or folder that was meant, and not the text of an output: one word, with the marks of a path. */
function looksLikePath(target: string): boolean {
  return /^[^\s"'{}<>]+$/.test(target) && /^[~./\\]|^[A-Za-z]:[/\\]|[/\\]|\.[a-z]{2,7}$|^[\w-]+$/.test(target);
}

/** The forms in which a value travels: plain, in JSON, in a URL, in bytes, and in base64 at each of three offsets. */
function formsOf(secret: string): readonly (readonly [form: string, text: string])[] {
  const bytes = Buffer.from(secret, "utf8");
  const offsets = [0, 1, 2].map((offset): readonly [string, string] => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    // The first and last characters also hold bits of the neighbours.
    return ["base64", shifted.slice(offset === 0 ? 0 : offset + 1, -1)];
  });
  const urlSafe = offsets.map(([, text]): readonly [string, string] => [
    "base64url",
    text.replaceAll("+", "-").replaceAll("/", "_"),
  ]);
  const plain = bytes.toString("latin1");
  const all: readonly (readonly [string, string])[] = [
    ["plain", plain],
    ["JSON", Buffer.from(JSON.stringify(secret).slice(1, -1), "utf8").toString("latin1")],
    ["URL", encodeURIComponent(secret)],
    ["hex", bytes.toString("hex")],
    ["HEX", bytes.toString("hex").toUpperCase()],
    ["bytes", [...bytes].join(",")],
    ["bytes", [...bytes].join(", ")],
    ["bytes", [...bytes].join(" ")],
    // As Go prints them with %#v, the kubernetes provider's log among others.
    ["bytes", [...bytes].map((byte) => `0x${byte.toString(16)}`).join(", ")],
    ...offsets,
    ...urlSafe,
  ];
  return all;
}
