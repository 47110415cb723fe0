import type { Fill } from "../core/fill";
import { powershellAsked, powershellCommand, powershellText, shellCommand, shellWord } from "../core/shell";

/** The command that reads the value from its standard input, for a POSIX shell. */
export function posixCommand({ client, words, source, form = "plain", key }: Fill): string {
  const command = shellCommand(client, ...words, source.stdin);
  const encoded = "base64 | tr -d '\\n'";
  if (form === "base64") return `${encoded} | ${command}`;
  if (form === "plain") return command;
  const [before, after] = JSON.stringify({ data: { [key]: "\u0000" } }).split("\\u0000");
  return `printf ${shellWord(`${before}%s${after}`)} "$(${encoded})" | ${command}`;
}

/**
 * The lines that do the same in PowerShell. It would put a line break behind what it pipes into a program, so that the
 * value is in a file for the moment.
 */
export function powershellLines({ client, words, source, form = "plain", key }: Fill): readonly string[] {
  const base64 = "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($value))";
  const [before = "", after = ""] = JSON.stringify({ data: { [key]: "\u0000" } }).split("\\u0000");
  const contents = {
    plain: "$value",
    base64,
    patch: `(${powershellText(before)} + ${base64} + ${powershellText(after)})`,
  };
  return [
    `$value = ${powershellAsked(key)}`,
    "$file = (New-TemporaryFile).FullName",
    `[IO.File]::WriteAllText($file, ${contents[form]})`,
    `${powershellCommand(client, ...words)} (${powershellText(source.file)} + $file)`,
    "Remove-Item $file; Remove-Variable value",
  ];
}
