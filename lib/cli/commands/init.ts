import * as fs from "node:fs";
import { posix } from "node:path";
import { parseDocument } from "yaml";
import { quote } from "../../core/problem";
import { didYouMean } from "../../core/did-you-mean";
import { decode } from "../../declaration/folder";
import { readRegularFile, UnreadableFile } from "../../declaration/read-file";
import { readYaml } from "../../declaration/read-yaml";
import { locationOf } from "../../declaration/source";
import { isEnvironmentName } from "../../engine/subject-rules";
import { directoryOption } from "../../explain/phrases";
import { toYaml } from "../../core/yaml";
import { EXIT, UsageError } from "../exit-codes";
import { load } from "../load";
import { schemaHeader, writeFile } from "../output";
import { printProblems } from "../problems";
import { STARTERS } from "../starters";
import type { Starter, Answers, Question } from "../starters/starter";
import type { Terminal } from "../terminal";

export interface InitOptions {
  readonly directory: string;
  readonly store?: string;
  readonly stores?: boolean;
  readonly namespace?: string;
  readonly cluster?: string;
  readonly set?: readonly string[];
  readonly force?: boolean;
}

const FIRST: readonly Question[] = [
  { key: "name", asks: "Internal name of the environment" },
  { key: "store", asks: `Store of the secrets (${Object.keys(STARTERS).join(", ")})` },
];

const COMMON: readonly Question[] = [
  { key: "namespace", asks: "Namespace that the Operator watches", default: "mendix" },
  { key: "cluster", asks: "Name of the cluster", default: "prod" },
  { key: "operator", asks: "Version of the Mendix Operator" },
  { key: "mendix", asks: "Version of the Mendix Runtime" },
  {
    key: "context",
    asks: "Context of the kubeconfig, as kubectl config get-contexts lists it; current for whichever is current",
    default: "current",
    ofCluster: true,
  },
  { key: "sourceUrl", asks: "Deployment package or image of the app (https://... or oci-image://...)" },
];

/** Writes the files of a new environment, and checks them. */
export async function init(terminal: Terminal, name: string | undefined, options: InitOptions): Promise<number> {
  if (options.stores) {
    terminal.out(
      Object.entries(STARTERS)
        .map(([key, { title }]) => `${key.padEnd(12)}${title}\n`)
        .join(""),
    );
    return EXIT.OK;
  }
  const given = givenAnswers(name, options);
  const first = await answers(terminal, FIRST, given);
  checkName(first["name"] ?? "");
  const starter = starterOf(first["store"] ?? "");
  const known = declaredClusters(options.directory).includes(given["cluster"] ?? "prod");
  const questions = [...COMMON, ...starter.questions].filter(({ ofCluster }) => !known || !ofCluster);
  const all = { ...first, ...(await answers(terminal, questions, given)) };
  return report(terminal, options, all, writeFiles(options, starter, all));
}

/** What was written, and what of it is still wrong. */
function report(terminal: Terminal, { directory }: InitOptions, { name = "" }: Answers, files: readonly string[]) {
  const { problems } = load(terminal, directory);
  const own = problems.filter(({ location }) => files.some((file) => location?.startsWith(`${file}:`)));
  const written = files.map((file) => `wrote ${file}\n`).join("");
  const folder = directoryOption(directory);
  if (own.length === 0) {
    terminal.out(`${written}next: mendix-secret-store explain ${name}${folder}\n`);
    return EXIT.OK;
  }
  printProblems(terminal, own);
  terminal.err(`${written}next: correct these lines, then mendix-secret-store validate${folder}\n`);
  return EXIT.PROBLEMS;
}

/** The name is that of a file too, so it is checked before there is one. */
function checkName(name: string): void {
  if (isEnvironmentName(name)) return;
  throw new UsageError(
    `${quote(name)} is not the name of an environment: 1 to 35 of a-z, 0-9 and -, no - at either end. Write orders-prod.`,
  );
}

function starterOf(store: string): Starter {
  const starter = Object.hasOwn(STARTERS, store) ? STARTERS[store] : undefined;
  if (starter) return starter;
  const names = Object.keys(STARTERS);
  throw new UsageError(`No store is called ${store}.${didYouMean(store, names)} Write one of ${names.join(", ")}.`);
}

function givenAnswers(name: string | undefined, { set = [], store, namespace, cluster }: InitOptions): Answers {
  const pairs = set.map((pair): [string, string] => {
    const at = pair.indexOf("=");
    if (at < 1) throw new UsageError(`${pair} is not an answer: write --set bucket=acme-files.`);
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  const asked = [FIRST, COMMON, ...Object.values(STARTERS).map(({ questions }) => questions)].flat();
  const keys = [...new Set(asked.map(({ key }) => key))];
  for (const [key] of pairs) {
    if (!keys.includes(key)) throw new UsageError(`No question is called ${key}.${didYouMean(key, keys)}`);
  }
  const flags = Object.entries({ name, store, namespace, cluster }).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...pairs, ...flags]) as Record<string, string>;
}

async function answers(terminal: Terminal, questions: readonly Question[], given: Answers): Promise<Answers> {
  const found: Record<string, string> = {};
  const missing: string[] = [];
  for (const question of questions) {
    const answer = given[question.key] ?? (terminal.ask ? await ask(terminal.ask, question) : question.default);
    if (answer === undefined) missing.push(`--set ${question.key}=...   ${question.asks}`);
    else found[question.key] = answer;
  }
  if (missing.length > 0) throw new UsageError(`Not answered:\n  ${missing.join("\n  ")}`);
  return found;
}

/** Asks until there is an answer, or an empty one means something. */
async function ask(
  asking: NonNullable<Terminal["ask"]>,
  { asks, default: fallback }: Question,
): Promise<string | undefined> {
  for (;;) {
    const answer = (await asking(`${asks}${fallback ? ` [${fallback}]` : ""}: `)).trim() || fallback;
    if (answer !== undefined) return answer;
  }
}

/** The clusters that are declared. A file that can't be read, or holds something else, is told before one is written. */
function declaredClusters(folder: string): readonly string[] {
  const path = posix.join(folder, "clusters.yaml");
  if (!fs.existsSync(path)) return [];
  const text = textOf(path);
  // Comments alone are how many a file begins.
  if (text.replace(/^\s*#.*$/gm, "").trim() === "") return [];
  const { node, problems } = readYaml({ path, text });
  if (node?.kind === "map") return [...node.entries.keys()];
  const [problem] = problems;
  const why = problem
    ? `${locationOf(problem.mark)}: ${problem.message} ${problem.fix}`
    : `${path} is no map of clusters.`;
  throw new UsageError(`${why} Nothing was written.`);
}

function textOf(path: string): string {
  try {
    const text = decode(readRegularFile(path));
    if (text !== undefined) return text;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new UsageError(`${path} ${error.why}. Nothing was written.`);
  }
  throw new UsageError(`${path} can't be read as UTF-8. Nothing was written.`);
}

function writeFiles(options: InitOptions, starter: Starter, given: Answers): readonly string[] {
  const { name = "", namespace, cluster = "", operator, mendix, sourceUrl } = given;
  const file = posix.join(options.directory, `${name}.yaml`);
  if (fs.existsSync(file) && !options.force) throw new UsageError(`${file} is there already; --force overwrites it.`);
  const declaration = {
    name,
    namespace,
    cluster,
    versions: { operator, mendix },
    ...starter.environment(given),
    app: { standalone: { sourceUrl } },
  };
  writeFile(file, `${schemaHeader(options.directory, "environment")}${toYaml(declaration)}`);
  if (declaredClusters(options.directory).includes(cluster)) return [file];
  return [file, addCluster(options.directory, cluster, reached(starter.cluster(given), given["context"]))];
}

/** The one kind of a cluster, with the context that Terraform reaches it by. */
function reached(cluster: Readonly<Record<string, object>>, context: string | undefined): object {
  const kinds = Object.entries(cluster).map(([kind, props]) => [kind, { context, ...props }] as const);
  return Object.fromEntries(kinds);
}

/** Adds a cluster and keeps what the file holds, comments included. */
function addCluster(folder: string, name: string, cluster: object): string {
  const file = posix.join(folder, "clusters.yaml");
  if (!fs.existsSync(file)) {
    writeFile(file, `${schemaHeader(folder, "clusters")}${toYaml({ [name]: cluster })}`);
    return file;
  }
  const document = parseDocument(textOf(file));
  document.set(name, cluster);
  fs.writeFileSync(file, document.toString({ lineWidth: 0 }));
  return file;
}
