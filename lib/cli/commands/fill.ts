import type { Blueprint } from "../../core/blueprint";
import { didYouMean } from "../../core/did-you-mean";
import type { Fill } from "../../core/fill";
import { contextWords } from "../../core/kubectl";
import type { DeclaredEnvironment } from "../../declaration/declarations";
import { appMode, refreshPhrase } from "../../explain/phrases";
import { EXIT, UsageError } from "../exit-codes";
import { runClient } from "../fill-client";
import { posixCommand, powershellLines } from "../fill-text";
import { valueOf } from "../fill-value";
import { find, loadDeclared, problemsOf } from "../load";
import { printProblems } from "../problems";
import type { Terminal } from "../terminal";

export interface FillOptions {
  readonly directory: string;
  readonly print?: boolean;
  /** Context of the kubeconfig, for a Secret. */
  readonly context?: string;
}

/** Writes values that somebody else than Terraform writes, by the store's own client. */
export async function fill(
  terminal: Terminal,
  name: string,
  key: string | undefined,
  options: FillOptions,
): Promise<number> {
  const declarations = loadDeclared(terminal, options.directory);
  const declared = find(declarations, name);
  const problems = problemsOf(declarations, declared);
  if (problems.length > 0) {
    printProblems(terminal, problems);
    return EXIT.PROBLEMS;
  }
  const fills = chosen(declared.blueprint, key).map((one) => placed(one, declared, options));
  if (options.print) {
    terminal.out(fills.map(printed).join("\n"));
    return EXIT.OK;
  }
  if (process.platform === "win32") {
    throw new UsageError(
      "Windows has no file that is the standard input, which clients read the value from. Run what --print prints for PowerShell.",
      "MX-FILL-CLIENT",
    );
  }
  for (const one of fills) {
    await fillOne(terminal, one, fills.length);
    terminal.out(`${one.key} is written to ${one.entry}. ${seen(declared.blueprint, one)}\n`);
  }
  return EXIT.OK;
}

/** The key that is named; without one the environment's own entries, which stay empty until somebody fills them. */
function chosen(blueprint: Blueprint, key: string | undefined): readonly Fill[] {
  const { fills, subject } = blueprint;
  if (key !== undefined) return [fills.find((one) => one.key === key) ?? refuse(whyNot(blueprint, key))];
  const own = fills.filter((one) => one.own);
  if (own.length > 0) return own;
  const others = fills.map((one) => one.key).join(", ");
  return refuse(
    `${subject.name} has no empty entry of its own.${others && ` Name one of somebody else's: ${others}.`}`,
  );
}

function whyNot({ keys, subject }: Blueprint, key: string): string {
  const found = keys.find((one) => one.key === key);
  if (!found)
    return `${subject.name} has no key ${key}.${didYouMean(
      key,
      keys.map((one) => one.key),
    )}`;
  if (found.source === "external") {
    return `${key} is one value of an entry that holds others, or that a service writes: write it where the entry is made.`;
  }
  if (found.source === "setting") return `${key} is a setting: write its value at ${found.prop}, and apply.`;
  return `Terraform writes ${key}: raise its revision with mendix-secret-store rotate ${subject.name} ${key}.`;
}

function refuse(message: string): never {
  throw new UsageError(message, "MX-FILL-KEY");
}

/** With what only the stack and the command line know of where the store is. */
function placed(one: Fill, { stack, blueprint }: DeclaredEnvironment, options: FillOptions): Fill {
  if (one.client === "vault") {
    const address = stack.providers["vault"]?.["address"];
    if (typeof address !== "string") return one;
    const [group = "", verb = "", ...words] = one.words;
    return { ...one, words: [group, verb, `-address=${address}`, ...words] };
  }
  if (one.client !== "kubectl") return one;
  const { cluster } = blueprint.subject;
  const context = options.context ?? cluster.context;
  if (context !== undefined) return { ...one, words: [...contextWords({ context }), ...one.words] };
  throw new UsageError(
    `Which context of the kubeconfig is the cluster ${cluster.name}? Write --context NAME; kubectl config get-contexts lists them.`,
  );
}

function printed(one: Fill): string {
  const powershell = powershellLines(one).map((line) => `${line}\n`);
  return [
    `# ${one.key}, in a POSIX shell; it reads the value from its standard input, without a line break at the end:\n`,
    `${posixCommand(one)}\n`,
    `# ${one.key}, in PowerShell:\n`,
    ...powershell,
  ].join("");
}

async function fillOne(terminal: Terminal, one: Fill, count: number): Promise<void> {
  const { text, dropped } = valueOf(await bytesFor(terminal, one, count), one);
  if (dropped) terminal.err("One line break at the end of the value is left out.\n");
  await runClient(one, text);
}

/** Who reads it, and when. Without a revision of Terraform's nothing restarts an app that runs. */
function seen(blueprint: Blueprint, { key }: Fill): string {
  if (blueprint.reader === "app") return "The platform asks the store itself.";
  const live = blueprint.keys.find((one) => one.key === key)?.appliesLive;
  const restart = appMode(blueprint) === "connected" ? "in the Mendix portal" : "by app.restart";
  const running = live ? `gets it ${refreshPhrase(blueprint)}` : `has it after a restart ${restart}`;
  return `A pod that waits for it starts by itself, in half a minute to two; one that runs ${running}.`;
}

async function bytesFor({ hidden, input }: Terminal, { key, entry }: Fill, count: number): Promise<Uint8Array> {
  if (hidden) return Buffer.from(await hidden(`${key}, for ${entry}: `), "utf8");
  if (count > 1) refuse(`${count} entries are to be filled, and there is one standard input: name a key.`);
  return input ? input() : refuse("There is no standard input to read the value from.");
}
