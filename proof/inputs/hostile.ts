import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { formatProblem } from "../../lib/core/problem";
import { forTerminal } from "../../lib/core/visible";
import { run } from "../../lib/cli/program";
import { changesBetween } from "../../lib/change/changes";
import { changesMarkdown, changesText } from "../../lib/change/report";
import { readDeclarations, type DeclaredEnvironment } from "../../lib/declaration/declarations";
import { explainMarkdown } from "../../lib/explain/markdown";
import { explain } from "../../lib/explain/text";
import { DECLARED } from "../../test/templates/declared";
import { sourcesOf, triesOf, type Try } from "../../test/templates/files";
import type { Finding } from "./chunks";
import { declaredCommands, namedCommands, ranByShell } from "./shells";

/** What a terminal, a pipeline or a reader of text would obey. */
const UNSHOWN = [
  "\u001b[31mX",
  "a\u0000b",
  "a\u202eb",
  "a\u009b31mb",
  "a\n::stop-commands::x\nb",
  "a\u2028b",
  "\ufeffa",
  "a\ud800",
];

const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|^\s*::|##\[/mu;

/** One text of so many at each place, another one at each: all of them take an hour. */
const STRIDE = 6;

const CORPUS = path.join(process.cwd(), "test/hostile/files");

/** What was tried of a kind, and what did not hold. */
export interface HostileRow {
  readonly kind: string;
  readonly tried: number;
  readonly looked: string;
  readonly findings: readonly Finding[];
}

/** Every text of every kind of declaration in turn as something hostile, and files that are hostile as they stand. */
export async function proveHostile(): Promise<readonly HostileRow[]> {
  return [onTerminals(), await inShells(), await files()];
}

const around = (texts: readonly string[]) => (text: string) => texts.flatMap((one) => [one, text + one, one + text]);

const placeOf = ({ file, leaf }: Try) => `${file}: ${leaf.path.join(".")}${leaf.isKey ? " (its name)" : ""}`;

function readOne({ declared }: Try) {
  return readDeclarations("environments", sourcesOf(declared));
}

function onTerminals(): HostileRow {
  const findings: Finding[] = [];
  const tries = triesOf(DECLARED, STRIDE, around(UNSHOWN));
  let pages = 0;
  const right = new Map(
    DECLARED.map(({ title, ...one }) => [title, readDeclarations("environments", sourcesOf({ title, ...one }))]),
  );
  for (const one of tries) {
    const { environments, problems } = readOne(one);
    const [environment] = problems.length === 0 ? environments : [];
    const before = right.get(one.declared.title)?.environments[0];
    const texts = environment ? pagesOf(environment, before) : problems.map(formatProblem);
    pages += texts.length;
    for (const text of texts.map(forTerminal)) {
      if (UNSEEN.test(text))
        findings.push({ what: "something is not shown", input: `${placeOf(one)} ${JSON.stringify(one.text)}` });
    }
  }
  return { kind: "texts that a terminal or a pipeline obeys", tried: tries.length, looked: `${pages} pages`, findings };
}

function pagesOf(environment: DeclaredEnvironment, before: DeclaredEnvironment | undefined): readonly string[] {
  const { blueprint, stack } = environment;
  const declared = { stack: stack.name, directory: "environments" };
  const old = before ? [["one", before.blueprint] as const] : [];
  const changes = changesBetween(new Map(old), new Map([["one", blueprint]]));
  return [
    explain(blueprint, declared),
    explainMarkdown(blueprint, declared),
    changesText(changes),
    changesMarkdown(changes),
  ];
}

/** Each printed command that holds what a shell would run is given to one, in a folder in which it may leave nothing. */
async function inShells(): Promise<HostileRow> {
  const [declared, named] = [declaredCommands(STRIDE), await namedCommands()];
  const commands = new Map([...declared.commands, ...named.commands]);
  const findings = [...ranByShell(commands)];
  const tried = declared.tried + named.tried;
  if (commands.size === 0) findings.push({ what: "no command held a text", input: `${tried} tries` });
  return { kind: "texts that a shell runs", tried, looked: `${commands.size} commands run`, findings };
}

/** Each file of the corpus alone in a folder: refused in words, and nothing is written. */
async function files(): Promise<HostileRow> {
  const findings: Finding[] = [];
  const names = fs.readdirSync(CORPUS);
  for (const name of names) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "hostile-"));
    fs.copyFileSync(path.join(CORPUS, name), path.join(folder, name));
    let said = "";
    const say = (text: string) => void (said += text);
    const terminal = { out: say, err: say, colour: false, watched: false };
    const code = await run(["synth", "--directory", folder, "--output", path.join(folder, "out")], terminal);
    // Without its clusters no file is right.
    if (code !== 1 && code !== 2) findings.push({ what: `ended with ${code}`, input: name });
    if (UNSEEN.test(said) || /This is a bug/.test(said)) findings.push({ what: "something is not shown", input: name });
    if (fs.existsSync(path.join(folder, "out"))) findings.push({ what: "something was written", input: name });
    fs.rmSync(folder, { recursive: true });
  }
  return { kind: "files of the corpus", tried: names.length, looked: `${names.length} runs of synth`, findings };
}
