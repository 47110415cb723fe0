import { forbiddenIn, reasonOf, type Kubectl } from "../kubectl";
import { parseSecretNames, secretNamesQuery } from "../secret-names";
import { isRecord } from "../shapes";
import { RESOURCES } from "../sources";
import { ADOPTED_KINDS, foundIn, type AdoptedKind, type Findable } from "./found";

/** A cluster that does not answer, or no context: nothing is known. */
export class NoCluster extends Error {}

/** The issuer of the cluster's tokens, where it says one. */
export async function issuerOf(kubectl: Kubectl): Promise<string | undefined> {
  const answer = await kubectl.run(["get", "--raw", "/.well-known/openid-configuration"]);
  const issuer = /"issuer":"([^"]+)"/.exec(answer.stdout)?.[1];
  return answer.code === 0 ? issuer : undefined;
}

/** What is in namespaces of a cluster, one call for each kind. What may not be seen is a gap. */
export async function lookAround(kubectl: Kubectl, namespaces: readonly string[]): Promise<Findable> {
  const version = await kubectl.run(["get", "--raw", "/version"]);
  if (version.code !== 0) throw new NoCluster(`The cluster does not answer: ${reasonOf(version)}.`);
  const wide = list(kubectl, "CSIDriver", undefined);
  const inNamespaces = namespaces.flatMap((namespace) =>
    ADOPTED_KINDS.filter((kind) => kind !== "CSIDriver").map((kind) =>
      kind === "Secret" ? secretNames(kubectl, namespace) : list(kubectl, kind, namespace),
    ),
  );
  const looks = await Promise.all([wide, ...inNamespaces]);
  return { found: looks.flatMap(({ found }) => found), gaps: looks.flatMap(({ gaps }) => gaps) };
}

async function list(kubectl: Kubectl, kind: AdoptedKind, namespace: string | undefined): Promise<Findable> {
  const { resource, group } = RESOURCES[kind];
  const name = group === "" || group === "apps" ? resource : `${resource}.${group}`;
  const scope = namespace === undefined ? [] : ["--namespace", namespace];
  const answer = await kubectl.run(["get", name, ...scope, "--output=json", "--show-managed-fields"]);
  if (answer.code !== 0) return { found: [], gaps: [gapOf(answer.stderr, kind, namespace, reasonOf(answer))] };
  const parsed: unknown = JSON.parse(answer.stdout);
  const found = foundIn(parsed, () => "").map((object) => ({
    ...object,
    where: () => `${kind} ${object.namespace === undefined ? "" : `${object.namespace}/`}${object.name}`,
  }));
  return { found, gaps: [] };
}

/** Names and keys only: kubectl itself fetches the Secrets whole, and filters afterwards. */
async function secretNames(kubectl: Kubectl, namespace: string): Promise<Findable> {
  const answer = await kubectl.run(secretNamesQuery(namespace));
  if (answer.code !== 0) return { found: [], gaps: [gapOf(answer.stderr, "Secret", namespace, reasonOf(answer))] };
  const items = parseSecretNames(answer.stdout).map((secret) => ({
    ...(isRecord(secret) ? secret : {}),
    kind: "Secret",
    apiVersion: "v1",
  }));
  const found = items
    .flatMap((item) => foundIn(item, () => ""))
    .map((object) => ({
      ...object,
      where: () => `Secret ${namespace}/${object.name}`,
    }));
  return { found, gaps: [] };
}

function gapOf(stderr: string, kind: AdoptedKind, namespace: string | undefined, reason: string): string {
  const where = namespace === undefined ? "" : ` in the namespace ${namespace}`;
  const { resource, group } = RESOURCES[kind];
  const [refused] = forbiddenIn({ code: 1, stdout: "", stderr });
  if (refused) return `${kind}s were not seen${where}: no right to ${refused.verb} ${refused.resource}${where}.`;
  if (/doesn't have a resource type|could not find the requested resource|no matches for kind/i.test(stderr)) {
    return `The cluster has no ${kind}s: the CRD ${resource}.${group} is not installed.`;
  }
  return `${kind}s were not seen${where}: ${reason}.`;
}
