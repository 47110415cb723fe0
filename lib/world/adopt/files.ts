import { posix } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { toYaml } from "../../core/yaml";
import { readDeclarations } from "../../declaration/declarations";
import { isOpen } from "../../declaration/open-question";
import type { SourceFile } from "../../declaration/source";
import { parseYaml } from "../../stores/class-rules";
import { formatProblem } from "../../core/problem";
import { isRecord } from "../shapes";
import type { AdoptedEnvironment } from "./declaration";
import { filled, openQuestions, type Draft, type OpenQuestion } from "./todo";

/** Files that are there, and what is to be written beside them. */
export interface FileRequest {
  readonly folder: string;
  readonly existing: readonly SourceFile[];
  readonly environments: readonly AdoptedEnvironment[];
  readonly cluster: string;
  readonly clusterDraft: Draft;
  /** Line that tells editors the schema of a kind of file. */
  readonly header: (schema: string) => string;
  /** Whether an environment's file is written anew where there is one. */
  readonly force: boolean;
}

export interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

export interface AdoptedFiles {
  readonly written: readonly WrittenFile[];
  /** Files that are there already and stay as they are, with what they say differently, each a sentence. */
  readonly kept: readonly { readonly path: string; readonly differences: readonly string[] }[];
  /** What is open in the files that all share. */
  readonly open: readonly OpenQuestion[];
  /** What would be wrong with the files once the open questions are answered. */
  readonly problems: readonly string[];
}

type Data = Readonly<Record<string, unknown>>;

/** Props that many environments share, and that belong into the defaults. */
const SHARED = ["namespace", "cluster", "versions"] as const;

/** The files of adopted environments. What a person edited is never overwritten. */
export function filesOf(request: FileRequest): AdoptedFiles {
  const { folder, existing, environments } = request;
  const given = dataOf(existing.find(({ path }) => /(^|\/)defaults\.ya?ml$/.test(path)));
  const shared = existing.length === 0 ? sharedBy(environments) : [];
  const dataIn = (environment: AdoptedEnvironment, of: (draft: Draft) => unknown) => {
    const data = of(environment.draft) as Data;
    return without(data, { ...given, ...Object.fromEntries(shared.map((name) => [name, data[name]])) });
  };
  const files = environments.map((environment) => {
    const path = posix.join(folder, fileNameOf(environment, environments));
    return { environment, path, there: existing.find((file) => file.path === path) };
  });
  const kept = files.filter(({ there }) => there !== undefined && !request.force);
  const added = files.filter((file) => !kept.includes(file));
  const make = (of: (draft: Draft) => unknown): readonly WrittenFile[] => [
    ...clustersFile(request, of),
    ...defaultsFile(request, shared, of),
    ...added.map(({ environment, path }) => ({
      path,
      text: `${request.header("environment")}${toYaml(dataIn(environment, of))}`,
    })),
  ];
  return {
    written: make((draft) => filled(draft, String)),
    open: hasClusters(request) ? [] : openQuestions(request.clusterDraft, request.cluster),
    kept: kept.map(({ environment, path, there }) => ({
      path,
      differences: differences(
        dataOf(there),
        dataIn(environment, (draft) => filled(draft, String)),
      ),
    })),
    problems: problemsOf(
      request,
      make((draft) => filled(draft, ({ example }) => example)),
    ),
  };
}

/** Two namespaces may hold one name: then the file has both. */
function fileNameOf({ name, namespace }: AdoptedEnvironment, all: readonly AdoptedEnvironment[]): string {
  const twice = all.filter((other) => other.name === name).length > 1;
  return `${twice && namespace !== undefined ? `${namespace}-` : ""}${name}.yaml`;
}

function clustersPath({ folder }: FileRequest): string {
  return posix.join(folder, "clusters.yaml");
}

function hasClusters(request: FileRequest): boolean {
  return request.existing.some(({ path }) => path === clustersPath(request));
}

function clustersFile(request: FileRequest, of: (draft: Draft) => unknown): readonly WrittenFile[] {
  if (hasClusters(request)) return [];
  return [
    {
      path: clustersPath(request),
      text: `${request.header("clusters")}${toYaml(of({ [request.cluster]: request.clusterDraft }))}`,
    },
  ];
}

/** What all environments have in common, where there are several. */
function sharedBy(environments: readonly AdoptedEnvironment[]): readonly (typeof SHARED)[number][] {
  const [first, ...others] = environments.map(({ draft }) => filled(draft, String) as Data);
  if (first === undefined || others.length === 0) return [];
  return SHARED.filter((name) => others.every((other) => isDeepStrictEqual(other[name], first[name])));
}

function defaultsFile(
  { folder, environments, header }: FileRequest,
  shared: readonly string[],
  of: (draft: Draft) => unknown,
): readonly WrittenFile[] {
  const first = environments[0];
  if (shared.length === 0 || first === undefined) return [];
  const data = of(first.draft) as Data;
  const text = toYaml(Object.fromEntries(shared.map((name) => [name, data[name]])));
  return [{ path: posix.join(folder, "defaults.yaml"), text: `${header("defaults")}${text}` }];
}

/** A declaration without what the defaults say already. */
function without(data: Data, defaults: Data): Data {
  return Object.fromEntries(Object.entries(data).filter(([name, value]) => !isDeepStrictEqual(defaults[name], value)));
}

/** What a file says, open questions included, which the reader of declarations refuses. */
function dataOf(file: SourceFile | undefined): Data {
  const data = file === undefined ? undefined : parseYaml(file.text);
  return isRecord(data) ? data : {};
}

/** Where a file says something else than what was found. Nothing of either is repeated. */
function differences(there: Data, found: Data, above = ""): readonly string[] {
  const names = [...new Set([...Object.keys(there), ...Object.keys(found)])];
  return names.flatMap((name) => {
    const [own, other] = [there[name], found[name]];
    const path = above === "" ? name : `${above}.${name}`;
    if (isDeepStrictEqual(own, other) || (typeof other === "string" && isOpen(other))) return [];
    if (isRecord(own) && isRecord(other)) return differences(own, other, path);
    if (other === undefined) return [`${path}: in the file, and not in what was found`];
    return [own === undefined ? `${path}: found, and not in the file` : `${path}: the file says something else`];
  });
}

/** What is wrong beside the open questions: the declarations are checked with examples in their place. */
function problemsOf({ folder, existing }: FileRequest, examples: readonly WrittenFile[]): readonly string[] {
  const paths = examples.map(({ path }) => path);
  const files = [...existing.filter(({ path }) => !paths.includes(path)), ...examples];
  const { problems } = readDeclarations(folder, files);
  return problems.filter(({ location }) => paths.some((path) => location?.startsWith(`${path}:`))).map(formatProblem);
}
