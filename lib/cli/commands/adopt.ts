import { posix } from "node:path";
import { quote } from "../../core/problem";
import { readFolder } from "../../declaration/folder";
import type { SourceFile } from "../../declaration/source";
import { withSettings } from "../../world/adopt/answers";
import { candidatesIn, type Candidate } from "../../world/adopt/candidates";
import { clusterDraft } from "../../world/adopt/clusters";
import { adoptOne } from "../../world/adopt/declaration";
import { filesOf } from "../../world/adopt/files";
import { findingsOf } from "../../world/adopt/findings";
import { readObjects, type Findable } from "../../world/adopt/found";
import { issuerOf, lookAround, NoCluster } from "../../world/adopt/look";
import { mayBeTaken, readSettings, type ReadSettings } from "../../world/adopt/settings";
import { openQuestions } from "../../world/adopt/todo";
import { Kubectl, NoKubectl } from "../../world/kubectl";
import { BadFile } from "../../world/saved";
import { adoptData, adoptPage, checkPage, type AdoptedAll } from "../adopt-report";
import { EXIT, UsageError } from "../exit-codes";
import { schemaHeader, writeFile } from "../output";
import { runStoreClient } from "../store-client";
import type { Terminal } from "../terminal";
import * as fs from "node:fs";

export interface AdoptOptions {
  readonly directory: string;
  readonly namespace?: readonly string[];
  readonly context?: string;
  readonly cluster?: string;
  readonly kubectl: string;
  readonly timeout: number;
  readonly check?: boolean;
  readonly strict?: boolean;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly readSettings?: boolean;
  /** Keys whose values become settings of the declaration. */
  readonly take?: readonly string[];
  readonly json?: boolean;
}

/** Environments that were made by hand as declarations, or what is wrong with them; nothing of a cluster is changed. */
export async function adopt(terminal: Terminal, paths: readonly string[], options: AdoptOptions): Promise<number> {
  const { found, gaps, issuer } = await look(paths, options);
  const candidates = candidatesIn(found).filter(({ namespace }) => isWanted(namespace, paths, options));
  const findings = findingsOf(candidates, found);
  if (candidates.length === 0) return nothing(terminal, gaps, options);
  if (options.check) {
    terminal.out(
      options.json
        ? `${JSON.stringify({ findings, gaps }, undefined, 2)}\n`
        : checkPage(findings, gaps, candidates.length),
    );
    return exitOf(findings, options.strict);
  }
  const read = await settingsOf(candidates, options);
  const all = adoptAll(candidates, { issuer, read }, options);
  if (!options.dryRun) for (const { path, text } of all.files.written) writeFile(path, text);
  const notRead = (read ?? []).flatMap((one) => one.gaps);
  const report = { ...all, findings, gaps: [...gaps, ...notRead], directory: options.directory };
  terminal.out(options.json ? `${JSON.stringify(adoptData(report), undefined, 2)}\n` : adoptPage(report));
  return all.files.problems.length > 0 ? EXIT.PROBLEMS : EXIT.OK;
}

interface Looked extends Findable {
  readonly issuer: string | undefined;
}

async function look(paths: readonly string[], options: AdoptOptions): Promise<Looked> {
  try {
    if (paths.length > 0) return { ...readObjects(paths), issuer: undefined };
    const { namespace: namespaces = [], context, kubectl: program, timeout } = options;
    if (namespaces.length === 0) {
      throw new UsageError("Write --namespace NAME, or files and folders that kubectl get -o yaml was saved to.");
    }
    if (context === undefined) {
      throw new UsageError("Which cluster? Write --context NAME; kubectl config get-contexts lists them.");
    }
    const kubectl = new Kubectl({ program, context, timeout });
    const [around, issuer] = await Promise.all([lookAround(kubectl, namespaces), issuerOf(kubectl)]);
    return { ...around, issuer };
  } catch (error) {
    if (error instanceof BadFile || error instanceof NoCluster || error instanceof NoKubectl) {
      throw new UsageError(error.message);
    }
    throw error;
  }
}

function isWanted(namespace: string | undefined, paths: readonly string[], options: AdoptOptions): boolean {
  return paths.length === 0 || options.namespace === undefined || options.namespace.includes(namespace ?? "");
}

function nothing(terminal: Terminal, gaps: readonly string[], { namespace, json }: AdoptOptions): number {
  const where = namespace === undefined ? "" : ` in ${namespace.join(", ")}`;
  const why = "no MendixApp, and no ServiceAccount, SecretProviderClass or Secret with an annotation of the Operator's";
  if (json) terminal.out(`${JSON.stringify({ findings: [], gaps }, undefined, 2)}\n`);
  terminal.err([`No environment was found${where}: ${why}.`, ...gaps, ""].join("\n"));
  return EXIT.USAGE;
}

/** What the caller's own clients read, where that is asked for: the one command that uses their rights on a store. */
async function settingsOf(candidates: readonly Candidate[], options: AdoptOptions) {
  const { take = [], readSettings: isWantedHere } = options;
  for (const key of take.filter((one) => !mayBeTaken(one))) {
    const why = "it is no constant and no runtime setting, or a secret by its name";
    throw new UsageError(`${quote(key)} can't be taken: ${why}. Write --take mx-const-Module.Constant.`);
  }
  if (!isWantedHere && take.length === 0) return undefined;
  const read: ReadSettings[] = [];
  for (const candidate of candidates) read.push(await readSettings(candidate, runStoreClient, take));
  return read;
}

interface Known {
  readonly issuer: string | undefined;
  readonly read: readonly ReadSettings[] | undefined;
}

function adoptAll(candidates: readonly Candidate[], { issuer, read }: Known, options: AdoptOptions): AdoptedAll {
  const cluster = options.cluster ?? clusterName(options.context);
  const results = candidates.map((candidate, index) => {
    const adopted = adoptOne(candidate, cluster);
    const settings = read?.[index];
    if (settings === undefined || !("draft" in adopted)) return adopted;
    const draft = withSettings(adopted.draft, settings, options.take);
    return { ...adopted, draft, open: openQuestions(draft) };
  });
  const environments = results.filter((result) => "draft" in result);
  const refused = results.filter((result) => "why" in result);
  const files = filesOf({
    folder: options.directory,
    existing: existingFiles(options.directory),
    environments,
    cluster,
    clusterDraft: clusterDraft(candidates, { issuer, context: options.context }),
    header: (schema) => schemaHeader(options.directory, schema),
    force: options.force === true,
  });
  return { environments, refused, files };
}

/** A context's name is often an ARN or has a user in it; its last word is what people call the cluster. */
function clusterName(context: string | undefined): string {
  const word =
    context
      ?.split(/[/@:]/)
      .at(-1)
      ?.replace(/[^A-Za-z0-9_-]/g, "-") ?? "";
  return /^[A-Za-z0-9]/.test(word) ? word : "prod";
}

function existingFiles(folder: string): readonly SourceFile[] {
  if (!fs.existsSync(folder)) return [];
  const { files, problems } = readFolder(posix.normalize(folder));
  const [problem] = problems;
  if (problem) throw new UsageError(`${quote(problem.location)}: ${problem.message} ${problem.fix}`);
  return files;
}

/** As validate ends: 1 where something is wrong. */
function exitOf(findings: readonly { readonly status: string }[], strict = false): number {
  return findings.some(({ status }) => status === "wrong" || strict) ? EXIT.PROBLEMS : EXIT.OK;
}
