import * as fs from "node:fs";
import { win32 } from "node:path";

/** What a program is looked for with; tests put others in. */
interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly isFile: (path: string) => boolean;
}

const OWN: Surroundings = {
  platform: process.platform,
  env: process.env,
  isFile: (path) => fs.statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
};

/** A program as the system starts it. */
export interface Started {
  readonly file: string;
  readonly words: string[];
  /** Whether the words are quoted already, for Node to pass on as they are. */
  readonly verbatim: boolean;
}

/**
 * How a program is started with some words, without a shell. Windows finds `kubectl.exe` by itself and not `az.cmd`: what
 * PATHEXT names is looked for, and a script of cmd's is given to cmd, with each word quoted.
 */
export function started(program: string, words: readonly string[], surroundings: Surroundings = OWN): Started {
  const plain = { file: program, words: [...words], verbatim: false };
  if (surroundings.platform !== "win32") return plain;
  const file = found(program, surroundings);
  if (file === undefined) return plain;
  if (!/\.(cmd|bat)$/i.test(file)) return { ...plain, file };
  const line = [win32.normalize(file), ...words].map((word, index) => (index === 0 ? cmdEscaped(word) : cmdWord(word)));
  const cmd = surroundings.env["comspec"] ?? surroundings.env["ComSpec"] ?? "cmd.exe";
  return { file: cmd, words: ["/d", "/s", "/c", `"${line.join(" ")}"`], verbatim: true };
}

/** The first file of that name on the path, with one of the endings that make a program. */
function found(program: string, { env, isFile }: Surroundings): string | undefined {
  const endings = (env["PATHEXT"] ?? ".COM;.EXE;.BAT;.CMD").toLowerCase().split(";");
  const hasEnding = endings.some((ending) => ending !== "" && program.toLowerCase().endsWith(ending));
  const names = hasEnding ? [program] : endings.map((ending) => program + ending);
  const isPath = /[\\/]/.test(program);
  const folders = isPath ? [""] : (env["PATH"] ?? env["Path"] ?? "").split(";").filter((folder) => folder !== "");
  const paths = folders.flatMap((folder) => names.map((name) => (folder === "" ? name : win32.join(folder, name))));
  return paths.find(isFile);
}

/** A word that arrives as typed: quoted for the program, and every sign of cmd's escaped, twice because a script reads it again. */
function cmdWord(word: string): string {
  if (/[\r\n\0]/.test(word)) throw new Error("A script of cmd's takes no word of several lines.");
  const quoted = `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, "$1$1")}"`;
  return cmdEscaped(cmdEscaped(quoted));
}

function cmdEscaped(text: string): string {
  return text.replace(/[()\][%!^"`<>&|;, *?]/g, "^$&");
}
