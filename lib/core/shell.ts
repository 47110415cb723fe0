/** Characters that no POSIX shell gives a meaning to, wherever in a word they stand. */
const PLAIN = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;

/** A text as one word of a POSIX shell: as it is where it is plain, else in single quotes, in which nothing has a meaning. */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

/** A command for a POSIX shell, each word as typed. */
export function shellCommand(...words: readonly string[]): string {
  return words.map(shellWord).join(" ");
}

/** A text as a string of PowerShell in single quotes, to which every kind of single quote belongs. */
export function powershellText(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}

/** A text as one word of PowerShell. One that begins with a dash is quoted: it would be split at a dot. */
export function powershellWord(text: string): string {
  return /^(--?)?[A-Za-z0-9_][A-Za-z0-9_/:=-]*$|^[A-Za-z0-9_][A-Za-z0-9_./:=-]*$/.test(text)
    ? text
    : powershellText(text);
}

/** A command for PowerShell, each word as typed. */
export function powershellCommand(...words: readonly string[]): string {
  return words.map(powershellWord).join(" ");
}

/** An expression of PowerShell that asks for a text without showing it: Windows PowerShell has no Read-Host -MaskInput. */
export function powershellAsked(prompt: string): string {
  return `[Net.NetworkCredential]::new('', (Read-Host ${powershellText(prompt)} -AsSecureString)).Password`;
}

export type Shell = "posix" | "powershell";

/** What a shell calls the same things. */
interface ShellWords {
  readonly title: string;
  /** A command, each word as typed. */
  readonly command: (...words: readonly string[]) => string;
  /** Gives a variable of the environment a text. */
  readonly set: (name: string, text: string) => string;
  /** Asks for a variable's text without showing it: what stands on a command line is in the shell's history. */
  readonly secret: (name: string) => string;
}

/** The shells that commands are printed for. */
export const SHELLS: Readonly<Record<Shell, ShellWords>> = {
  posix: {
    title: "POSIX shell",
    command: shellCommand,
    set: (name, text) => `export ${name}=${shellWord(text)}`,
    // POSIX has no read -s.
    secret: (name) => `stty -echo; IFS= read -r ${name}; stty echo; export ${name}`,
  },
  powershell: {
    title: "PowerShell",
    command: powershellCommand,
    set: (name, text) => `$env:${name} = ${powershellText(text)}`,
    secret: (name) => `$env:${name} = ${powershellAsked(name)}`,
  },
};

/** A path that no program takes for an option. */
export function pathArgument(path: string): string {
  return path.startsWith("-") ? `./${path}` : path;
}

/**
 * A text as a comment of a shell, a dotenv file or YAML: of one line, so that nothing after a line break is read as
 * something else.
 */
export function lineComment(text: string): string {
  return `# ${text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, " ")}`;
}
