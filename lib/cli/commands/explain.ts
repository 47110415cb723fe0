import type { Blueprint } from "../../core/blueprint";
import { explainMarkdown } from "../../explain/markdown";
import type { DeclaredPlace } from "../../explain/phrases";
import { explainMermaid } from "../../explain/mermaid";
import { explainSvg } from "../../explain/svg";
import { explain } from "../../explain/text";
import { blueprintData } from "../blueprint-data";
import { EXIT } from "../exit-codes";
import { find, loadDeclared, problemsOf } from "../load";
import { write } from "../output";
import { printProblems } from "../problems";
import type { Terminal } from "../terminal";

export interface ExplainOptions {
  readonly directory: string;
  readonly format: keyof typeof FORMATS;
  readonly output?: string;
  readonly json?: boolean;
}

type Page = (blueprint: Blueprint, declared: DeclaredPlace) => string;

const FORMATS: Readonly<Record<"text" | "markdown" | "mermaid" | "svg", Page>> = {
  text: explain,
  markdown: explainMarkdown,
  mermaid: explainMermaid,
  svg: explainSvg,
};

/** Explains one environment. One with problems is not explained: what it says would not be what is made. */
export function explainEnvironment(terminal: Terminal, name: string, options: ExplainOptions): number {
  const declarations = loadDeclared(terminal, options.directory);
  const environment = find(declarations, name);
  const { blueprint, stack } = environment;
  const problems = problemsOf(declarations, environment);
  if (problems.length > 0) {
    printProblems(terminal, problems);
    return EXIT.PROBLEMS;
  }
  const page = options.json
    ? `${JSON.stringify(blueprintData(blueprint), undefined, 2)}\n`
    : FORMATS[options.format](blueprint, { stack: stack.name, directory: options.directory });
  write(terminal, options.output, page);
  return EXIT.OK;
}
