import type * as yaml from "yaml";
import type { Mark, SourceFile, SourceNode, TextProblem } from "./source";
import { readPlain } from "./plain-reader";
import { OPEN } from "./open-question";

export interface ReadYaml {
  readonly node: SourceNode | undefined;
  readonly problems: readonly TextProblem[];
}

/** A declaration of a thousand lines is far below; a file above is a mistake, or an attack on the reader. */
const FILE_MAX = 256 * 1024;

/** The composer looks for keys that stand twice: the parser compares each key with all before it. */
const PARSING = { prettyErrors: false, logLevel: "silent", merge: false, uniqueKeys: false } as const;

/**
 * Reads a file of declarations by YAML 1.2's core schema. What readers of YAML disagree on, or what hides what a
 * person sees (anchors, tags, several documents), is refused by name; nothing of the file's values is repeated.
 */
export function readYaml(file: SourceFile): ReadYaml {
  const whole: Mark = { file, start: 0, end: 0 };
  if (file.text.length > FILE_MAX) {
    const message = `The file has ${file.text.length} characters, a declaration at most ${FILE_MAX}.`;
    return failed({ code: "MX-YAML-FILE", mark: whole, message, fix: "Write one environment in each file." });
  }
  // What is open is refused where it stands, by the reader that knows the place of every text.
  const plain = file.text.includes(OPEN) ? undefined : readPlain(file);
  return plain ? { node: plain, problems: [] } : readFully(file);
}

/** Reads whatever YAML has. Loaded where a file needs it: most are written plainly. */
export function readFully(file: SourceFile): ReadYaml {
  const { parseAllDocuments } = require("yaml") as typeof yaml;
  try {
    return composed(file, parseAllDocuments(file.text, PARSING));
  } catch (error) {
    // The composer recurses like the parser: what is nested too deep ends the stack, not the process.
    if (!(error instanceof RangeError)) throw error;
    return failed({ ...TOO_DEEP, mark: { file, start: 0, end: 0 } });
  }
}

function composed(file: SourceFile, documents: readonly yaml.Document.Parsed[] | { readonly empty: true }): ReadYaml {
  const whole: Mark = { file, start: 0, end: 0 };
  const [first, second] = "empty" in documents ? [] : documents;
  if (!first || (first.contents === null && first.errors.length === 0)) {
    const message = "The file holds no declaration.";
    return failed({ code: "MX-YAML-FILE", mark: whole, message, fix: "Write one, or remove the file." });
  }
  const errors = first.errors.map((error) => syntaxProblem(file, error));
  // One missing bracket makes errors all the way down: of those the first one counts.
  const syntax = errors.find(({ code }) => code === "MX-YAML-SYNTAX" || code === "MX-YAML-FILE");
  const told = errors.filter((error) => error.code !== "MX-YAML-SYNTAX" || error === syntax);
  if (told.length > 0) return { node: undefined, problems: firstOf(told, (rest) => ({ ...rest, mark: whole })) };
  if (second || first.directives?.yaml.explicit) {
    const start = second?.range[0] ?? 0;
    return failed({
      code: "MX-YAML-DOCUMENTS",
      mark: { file, start, end: start },
      message: second ? "The file holds several documents." : "The file begins with a %YAML directive.",
      fix: second ? "Write one environment in each file." : "Take it out: declarations are read as YAML 1.2.",
    });
  }
  const { Composer } = require("./compose") as typeof import("./compose");
  const composer = new Composer(file);
  const node = first.contents ? composer.compose(first.contents) : undefined;
  if (composer.problems.length === 0) return { node, problems: [] };
  return { node: undefined, problems: firstOf(composer.problems, (rest) => ({ ...rest, mark: whole })) };
}

/** Most problems of one file that are told: who corrects these sees what is left. */
const PROBLEMS_MAX = 100;

/** The first problems of a file, and how many there are beside them. */
export function firstOf<T>(
  problems: readonly T[],
  make: (rest: Pick<TextProblem, "code" | "message" | "fix">) => T,
): readonly T[] {
  if (problems.length <= PROBLEMS_MAX) return problems;
  const message = `The file has ${problems.length - PROBLEMS_MAX} more problems.`;
  const rest = make({ code: "MX-YAML-FILE", message, fix: "Correct these first." });
  return [...problems.slice(0, PROBLEMS_MAX), rest];
}

function failed(problem: TextProblem): ReadYaml {
  return { node: undefined, problems: [problem] };
}

const TOO_DEEP = {
  code: "MX-YAML-FILE",
  message: "The file is nested too deep to be read.",
  fix: "Compare it with docs/declarations.md.",
} as const;

const SYNTAX: Readonly<Record<string, Pick<TextProblem, "code" | "message" | "fix">>> = {
  TAB_AS_INDENT: {
    code: "MX-YAML-TAB",
    message: "The line is indented with a tab, which YAML does not allow.",
    fix: "Indent with two spaces.",
  },
  BAD_ALIAS: {
    code: "MX-YAML-ALIAS",
    message: "An alias (*name) or anchor (&name) stands here.",
    fix: "Put a text that begins with * or & in quotes; what several environments share belongs in defaults.yaml.",
  },
  TAG_RESOLVE_FAILED: {
    code: "MX-YAML-TAG",
    message: "A tag (!name) stands here; declarations hold none.",
    fix: "Take the tag out, or put a text that begins with ! in quotes.",
  },
  RESOURCE_EXHAUSTION: TOO_DEEP,
};

/** What else the parser may say, by its codes: its own messages can repeat parts of the file. */
const OTHER_SYNTAX: Readonly<Record<string, string>> = {
  BAD_DQ_ESCAPE: "A text in double quotes holds an unknown escape (\\x).",
  BAD_SCALAR_START: "A text without quotes begins with a character that it may not begin with.",
  BAD_INDENT: "The indentation does not fit the lines above.",
  BLOCK_AS_IMPLICIT_KEY: "A map or a list begins where a single value stands: often a colon in a text without quotes.",
  BLOCK_IN_FLOW: "A map or list of lines stands within { } or [ ].",
  KEY_OVER_1024_CHARS: "A key is longer than 1024 characters.",
  MISSING_CHAR: "A closing quote, bracket, colon or comma is missing.",
  MULTILINE_IMPLICIT_KEY: "A key goes over several lines: often a colon or a quote is missing.",
  UNEXPECTED_TOKEN: "Something stands here that YAML does not expect.",
};

function syntaxProblem(
  file: SourceFile,
  error: { readonly code: string; readonly pos: readonly [number, number] },
): TextProblem {
  const known = SYNTAX[error.code] ?? {
    code: "MX-YAML-SYNTAX",
    message: OTHER_SYNTAX[error.code] ?? "The text is not YAML.",
    fix: "Compare the line and the one above it with docs/declarations.md.",
  };
  return { ...known, mark: { file, start: error.pos[0], end: error.pos[1] } };
}
