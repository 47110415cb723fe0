import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { VARIABLE_FORMATS } from "../../lib/cli/variable-formats";
import { posixCommand } from "../../lib/cli/fill-text";
import type { DeclaredEnvironment } from "../../lib/declaration/declarations";
import { readDeclarations } from "../../lib/declaration/declarations";
import { manifestPath } from "../../lib/delivery/object-resources";
import { generatedValues } from "../../lib/explain/generated";
import { nextLines } from "../../lib/explain/phrases";
import { restorationsOf } from "../../lib/explain/restoration";
import { runInShell } from "../../test/support/shell";
import { cli } from "../../test/support/terminal";
import { DECLARED, type Declared } from "../../test/templates/declared";
import { sourcesOf, triesOf } from "../../test/templates/files";
import type { Finding } from "./chunks";

/** What a shell would run, of characters that a file's name may have too. */
export const RUN: readonly string[] = [
  "$(touch PWNED)",
  "`touch PWNED`",
  ";touch PWNED;",
  "'; touch PWNED; '",
  '"; touch PWNED; "',
  "a\ntouch PWNED\n",
  "-x $(touch PWNED) | touch PWNED & touch PWNED #",
];

/** Commands that hold a text, by where the text was declared. */
export type Commands = ReadonlyMap<string, string>;

/** What was tried, and the commands that were printed of it. */
export interface Printed {
  readonly tried: number;
  readonly commands: Commands;
}

/** A declaration whose objects were there already: its steps print each object, and with it every text of the app. */
function withObjects(declared: Declared): Declared {
  const takeOver = ["ServiceAccount", "SecretProviderClass", "Secret", "ExternalSecret"].map(manifestPath);
  const app = { resource: manifestPath("MendixApp"), holdsNoSecret: true };
  const own = { ...(declared.files.own as object), takeOver: [...takeOver, app] };
  return { ...declared, files: { ...declared.files, own } };
}

/** A declaration takes over what it makes: the address that it does not have is what it is told. */
function accepted(declared: Declared): DeclaredEnvironment | undefined {
  const { environments, problems } = readDeclarations("environments", sourcesOf(declared));
  return problems.length === 0 ? environments[0] : undefined;
}

/** Each declaration with as many of its objects taken over as it has. */
function variantsOf(declared: Declared): readonly Declared[] {
  const whole = withObjects(declared);
  const { takeOver, ...own } = whole.files.own as { readonly takeOver: readonly unknown[] };
  const made = takeOver.filter((item) =>
    accepted({ ...whole, files: { ...whole.files, own: { ...own, takeOver: [item] } } }),
  );
  const variant = { ...whole, files: { ...whole.files, own: { ...own, takeOver: made } } };
  return made.length > 0 && accepted(variant) ? [declared, variant] : [declared];
}

/** What is tried: each text of a declaration in turn, and the commands that hold what a shell would run. */
export function declaredCommands(stride: number, given = DECLARED): Printed {
  const all = given.filter(({ platform }) => !platform).flatMap(variantsOf);
  const tries = triesOf(all, stride, (text) => RUN.flatMap((one) => [one, text + one, one + text]));
  const commands = new Map<string, string>();
  for (const { declared, leaf, file } of tries) {
    const environment = accepted(declared);
    for (const command of environment ? commandsOf(environment) : [])
      if (command.includes("PWNED")) commands.set(command, `${file}: ${leaf.path.join(".")} of ${declared.title}`);
  }
  return { tried: tries.length, commands };
}

function commandsOf({ blueprint, stack }: DeclaredEnvironment): readonly string[] {
  return [
    ...blueprint.steps.flatMap(({ command, does }) => (command ? [does] : [])),
    ...nextLines(blueprint, { stack: stack.name, directory: "environments" }),
    ...restorationsOf(blueprint).flatMap(({ commands }) => commands),
    ...generatedValues(blueprint).map(({ command }) => command),
    ...blueprint.fills.map(posixCommand),
    ...Object.values(VARIABLE_FORMATS).map((format) => format(stack.name, blueprint.variables)),
  ];
}

/** Folders and files of hostile names: the commands that are printed name them. */
export async function namedCommands(stride = 1): Promise<Printed> {
  const [declared] = DECLARED.filter(({ title }) => title === "AWS, as one document");
  if (!declared) throw new Error("the declaration is not there");
  const commands = new Map<string, string>();
  const all = RUN.flatMap((text) => [[text, "orders"] as const, ["environments", text] as const]);
  const names = all.filter((_, index) => index % stride === 0);
  for (const [directory, file] of names) {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "hostile-"));
    const folder = path.join(root, directory);
    fs.mkdirSync(folder);
    const [clusters, own] = sourcesOf(declared);
    fs.writeFileSync(path.join(folder, "clusters.yaml"), clusters?.text ?? "");
    fs.writeFileSync(path.join(folder, `${file}.yaml`), own?.text ?? "");
    for (const line of await printedOf(folder)) commands.set(line, JSON.stringify([directory, file]));
    fs.rmSync(root, { recursive: true });
  }
  return { tried: names.length, commands };
}

/** The lines that a command line prints for a shell; the end of an environment comes last. */
async function printedOf(folder: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const command of [["rotate", "--all"], ["restore"], ["retire"]]) {
    const { out, err } = await cli([...command, "orders", "--json", "--directory", folder]);
    if (!out.startsWith("{")) throw new Error(`${command.join(" ")}: ${err}${out}`);
    const { posix = [], steps = [] } = JSON.parse(out) as { readonly posix?: string[]; readonly steps?: string[] };
    lines.push(...posix, ...steps);
  }
  return lines.filter((line) => line.includes("PWNED"));
}

/** Runs commands one after the other, each in an empty folder: a file that is there then is a text that was run. */
export function ranByShell(commands: Commands): readonly Finding[] {
  return [...commands].flatMap(([command, place]) =>
    runInShell(command).left.length > 0 ? [{ what: "a shell ran a text", input: `${place}: ${command}` }] : [],
  );
}
