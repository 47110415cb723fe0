import { powershellCommand, powershellText, shellCommand, shellWord } from "../core/shell";

/** What a shell calls the same things. */
interface ShellWords {
  readonly title: string;
  /** A command, each word as typed. */
  readonly command: (...words: readonly string[]) => string;
  /** Gives a variable of the environment a text. */
  readonly set: (name: string, text: string) => string;
  /** Asks for a variable's text without showing it, so that it is in no history. */
  readonly secret: (name: string) => string;
}

export type Shell = "posix" | "powershell";

/** The shells that commands are printed for. */
export const SHELLS: Readonly<Record<Shell, ShellWords>> = {
  posix: {
    title: "POSIX shell",
    command: shellCommand,
    set: (name, text) => `export ${name}=${shellWord(text)}`,
    secret: (name) => `stty -echo; IFS= read -r ${name}; stty echo; export ${name}`,
  },
  powershell: {
    title: "PowerShell",
    command: powershellCommand,
    set: (name, text) => `$env:${name} = ${powershellText(text)}`,
    // Windows PowerShell has no Read-Host -MaskInput.
    secret: (name) =>
      `$env:${name} = [Net.NetworkCredential]::new('', (Read-Host ${powershellText(name)} -AsSecureString)).Password`,
  },
};
