import type { ExpectedEnvironment } from "./expected";
import {
  itemsOf,
  takeObjects,
  type Action,
  type Facts,
  type Gap,
  type RawObject,
  type Right,
  type Source,
} from "./facts";
import type { Kind } from "./kinds";
import { forbiddenIn, reasonOf, type Answer, type Kubectl } from "./kubectl";
import { askRights } from "./rights";
import { parseSecretNames, secretNamesQuery } from "./secret-names";
import { isRecord } from "./shapes";
import { GROUPS, RESOURCES, type Resource } from "./sources";

export interface ReadRequest {
  readonly kubectl: Kubectl;
  readonly purposes: readonly ("doctor" | "verify")[];
  readonly environments: readonly ExpectedEnvironment[];
  /** Rights to ask for. */
  readonly actions: readonly Action[];
  /** User or ServiceAccount whose rights they are; the caller's own without. */
  readonly as?: string;
  /** Called after each answer, for progress. */
  readonly onAnswer?: (done: number, total: number) => void;
}

type ListedKind = Exclude<Kind, "CustomResourceDefinition">;
type Row = readonly [kind: ListedKind, resource: Resource];

/** What one call brought. */
interface Read {
  readonly raw: readonly RawObject[];
  readonly gaps: readonly Gap[];
}

/** One list call. */
interface Call {
  readonly rows: readonly Row[];
  readonly parameters: readonly string[];
  readonly namespace?: string;
}

/**
 * Looks at a cluster: the server first, then what it lists, a few calls at a time. What can't be seen is a gap; only
 * a kubectl that can't be run at all is an error.
 */
export async function readFacts(request: ReadRequest): Promise<Facts> {
  const { kubectl } = request;
  const at = new Date().toISOString();
  const version = await kubectl.run(["get", "--raw", "/version"]);
  if (version.code !== 0) return unreachable(at, reasonOf(version));
  const count = counter(request);
  const namespaces = namespacesOf(request.environments);
  const [issuer, served, rights] = await Promise.all([
    count(kubectl.run(["get", "--raw", "/.well-known/openid-configuration"])),
    count(readServed(kubectl)),
    count(askRights(kubectl, request.actions, request.as)),
  ]);
  const reads = await Promise.all([
    ...callsOf(request, served).map((call) => count(list(kubectl, call))),
    count(readNamespaces(request, namespaces)),
    ...namespaces.map((namespace) => count(readSecretNames(kubectl, namespace))),
  ]);
  const issuerText = issuer.code === 0 ? fieldOf(issuer, "issuer") : undefined;
  const versionText = fieldOf(version, "gitVersion");
  return {
    objects: takeObjects(
      reads.flatMap(({ raw }) => raw),
      request.environments,
    ),
    server: {
      at,
      served,
      ...(versionText === undefined ? {} : { version: versionText }),
      ...(issuerText === undefined ? {} : { issuer: issuerText }),
      ...(rights.who === undefined ? {} : { who: rights.who }),
      rights: rights.rights,
      vault: [],
    },
    gaps: [
      ...reads.flatMap(({ gaps }) => gaps),
      ...rights.gaps,
      ...(issuerText === undefined ? [{ source: "issuer", why: reasonOf(issuer) } as const] : []),
    ],
  };
}

export function namespacesOf(environments: readonly ExpectedEnvironment[]): readonly string[] {
  return [...new Set(environments.map(({ namespace }) => namespace))];
}

/** A server that does not answer: of everything else nothing is known. */
function unreachable(at: string, why: string): Facts {
  const sources: readonly Source[] = ["version", "issuer", "served", "rights", "vault", ...kinds()];
  return {
    objects: takeObjects([], []),
    server: { at, served: [], rights: [] as readonly Right[], vault: [] },
    gaps: sources.map((source) => ({ source, why })),
  };
}

function kinds(): readonly ListedKind[] {
  return Object.keys(RESOURCES) as ListedKind[];
}

/** Counts answers as they come. */
function counter({ onAnswer }: ReadRequest) {
  let [done, total] = [0, 0];
  return async <T>(call: Promise<T>): Promise<T> => {
    total += 1;
    const answer = await call;
    done += 1;
    onAnswer?.(done, total);
    return answer;
  };
}

/** Groups and their kinds. Discovery is open to every user; a group that is not there is an answer. */
async function readServed(kubectl: Kubectl): Promise<readonly string[]> {
  const [groups, ...lists] = await Promise.all([
    kubectl.run(["get", "--raw", "/apis"]),
    ...GROUPS.map((group) => kubectl.run(["get", "--raw", `/apis/${group}`])),
  ]);
  const names = arrayIn(parse(groups), "groups").flatMap((group) =>
    arrayIn(group, "versions").flatMap((version) => textIn(version, "groupVersion")),
  );
  const servedKinds = lists.flatMap((answer, index) =>
    arrayIn(parse(answer), "resources").flatMap((resource) =>
      textIn(resource, "kind").map((kind) => `${GROUPS[index]}/${kind}`),
    ),
  );
  return [...new Set([...names, ...servedKinds])];
}

/** The list calls: cluster-wide ones, and for each namespace one for all kinds but those that grow large. */
function callsOf({ purposes, environments }: ReadRequest, served: readonly string[]): readonly Call[] {
  const rows = (Object.entries(RESOURCES) as [ListedKind, Resource][]).filter(
    ([kind, { for: users, group, version }]) =>
      kind !== "Secret" &&
      kind !== "Namespace" &&
      users.some((user) => purposes.includes(user)) &&
      (version === undefined || served.includes(`${group}/${version}/${kind}`)),
  );
  const of = (scope: Resource["scope"]) => rows.filter(([, resource]) => resource.scope === scope);
  const large = (row: Row) => row[0] === "Pod" || row[0] === "Event";
  const inNamespaces = namespacesOf(environments).flatMap((namespace) => {
    const small = of("namespace").filter((row) => !large(row));
    const groups = [
      small,
      ...of("namespace")
        .filter(large)
        .map((row) => [row]),
    ];
    return groups.map((group) => ({ rows: group, parameters: ["--namespace", namespace], namespace }));
  });
  const wide = [
    { rows: of("cluster"), parameters: [] },
    { rows: of("everywhere"), parameters: ["--all-namespaces"] },
  ];
  return [...wide, ...inNamespaces].filter(({ rows: wanted }) => wanted.length > 0);
}

async function list(kubectl: Kubectl, { rows, parameters, namespace }: Call): Promise<Read> {
  const names = rows.map(([, { resource, group, version }]) =>
    group === "" ? resource : [resource, ...(version === undefined ? [] : [version]), group].join("."),
  );
  const answer = await kubectl.run(["get", names.join(","), ...parameters, "--output=json", "--show-managed-fields"]);
  const raw = itemsOf(parse(answer));
  return { raw, gaps: gapsOf(answer, rows, raw, namespace) };
}

/** A call that failed: what may not be read, and, where it failed in another way, what it did not bring. */
function gapsOf(answer: Answer, rows: readonly Row[], raw: readonly RawObject[], namespace?: string): readonly Gap[] {
  const where = namespace === undefined ? {} : { namespace };
  if (answer.code === 0) {
    if (parse(answer) !== undefined) return [];
    return rows.map(([source]) => ({ source, ...where, why: "the answer was cut short" }));
  }
  const forbidden = forbiddenIn(answer);
  const others = answer.stderr.split("\n").filter((line) => /^(error|unable|Error from server)/i.test(line)).length;
  return rows.flatMap(([source, { resource }]) => {
    const refused = forbidden.find((candidate) => candidate.resource === resource);
    if (refused) return [{ source, ...where, why: `no right to ${refused.verb} ${resource}${place(namespace)}` }];
    const brought = raw.some(({ kind }) => kind === source);
    return brought || (forbidden.length > 0 && others <= forbidden.length)
      ? []
      : [{ source, ...where, why: reasonOf(answer) }];
  });
}

function place(namespace: string | undefined): string {
  return namespace === undefined ? "" : ` in the namespace ${namespace}`;
}

/** All of them, for what runs beside the environments; where that is not allowed, the environments' by their names. */
async function readNamespaces({ kubectl, purposes }: ReadRequest, names: readonly string[]): Promise<Read> {
  const all = purposes.includes("doctor") ? await kubectl.run(["get", "namespaces", "--output=json"]) : undefined;
  if (all?.code === 0) return { raw: itemsOf(parse(all)), gaps: [] };
  const answer = await kubectl.run(["get", "namespaces", ...names, "--ignore-not-found", "--output=json"]);
  const raw = itemsOf(parse(answer));
  const [refused] = forbiddenIn(answer);
  if (answer.code === 0) return { raw, gaps: [] };
  const why = refused ? `no right to ${refused.verb} namespaces` : reasonOf(answer);
  return { raw, gaps: [{ source: "Namespace", why }] };
}

/** Names and keys only: see secret-names.ts. */
async function readSecretNames(kubectl: Kubectl, namespace: string): Promise<Read> {
  const answer = await kubectl.run(secretNamesQuery(namespace));
  if (answer.code === 0) {
    return { raw: parseSecretNames(answer.stdout).map((object) => ({ kind: "Secret", object })), gaps: [] };
  }
  const [refused] = forbiddenIn(answer);
  const why = refused ? `no right to ${refused.verb} secrets${place(namespace)}` : reasonOf(answer);
  return { raw: [], gaps: [{ source: "Secret", namespace, why }] };
}

function parse({ stdout }: Answer): unknown {
  try {
    return JSON.parse(stdout) as unknown;
  } catch {
    return undefined;
  }
}

function fieldOf(answer: Answer, field: string): string | undefined {
  return textIn(parse(answer), field)[0];
}

function textIn(value: unknown, field: string): readonly string[] {
  const found = isRecord(value) ? value[field] : undefined;
  return typeof found === "string" ? [found] : [];
}

function arrayIn(value: unknown, field: string): readonly unknown[] {
  const found = isRecord(value) ? value[field] : undefined;
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}
