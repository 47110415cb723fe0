import { parse } from "yaml";
import { mountedFiles as azureFiles } from "../../test/azure/csi-provider";
import { mountedFiles as awsFiles } from "../../test/support/csi-aws";
import { resolved, resolvedIn, resourcesOf, type Configuration } from "../support/resolved";
import { entriesOf, type Content } from "./written";

type Texts = Readonly<Record<string, string>>;
type Read = (entry: string) => Content;

/** An entry that the configuration gives no value: somebody else's, or one that somebody else fills. */
const FOREIGN = "(written by somebody else)";
const ELSEWHERE: Content = { password: FOREIGN };

/**
 * The files that the pod gets, by name: what the SecretProviderClass, the Secret or the ExternalSecret of a
 * configuration makes of its entries, by the rules of the program that reads it.
 */
export function mountedFiles(configuration: Configuration): ReadonlyMap<string, string> {
  const entries = entriesOf(configuration);
  const read: Read = (name) => entries.get(name) ?? ELSEWHERE;
  const manifests = resourcesOf(configuration, "kubernetes_manifest").map(({ manifest }) => manifest as Manifest);
  const provided = manifests.find(({ kind }) => kind === "SecretProviderClass")?.spec;
  if (provided?.parameters) return filesOf(provided.provider ?? "", known(provided.parameters, configuration), read);
  const copied = manifests.find(({ kind }) => kind === "ExternalSecret")?.spec;
  if (copied?.data) return copiedFiles(copied.data, entries);
  const [secret = {}] = entries.values();
  return new Map(Object.entries<string>(typeof secret === "string" ? {} : secret));
}

/** ARNs of the secrets that the configuration makes are known after an apply: here each holds its name. */
function known(parameters: Texts, configuration: Configuration): Texts {
  const { objects, region } = parameters;
  if (!objects?.includes("${aws_secretsmanager_secret.")) return parameters;
  const arn = "aws_secretsmanager_secret.arn";
  const made = (name: string) => `arn:aws:secretsmanager:${region}:${"0".repeat(12)}:secret:${name}-AbC123`;
  const text = resolvedIn(configuration, objects, { [arn]: (argument) => made(argument("name")) });
  // It is resolved once more with the others.
  return { ...parameters, objects: text.replace(/[$%]\{/g, (sign) => `${sign[0]}${sign}`) };
}

interface Manifest {
  readonly kind: string;
  readonly spec: {
    readonly provider?: string;
    readonly parameters?: Texts;
    readonly data?: readonly CopiedValue[];
  };
}

function filesOf(provider: string, parameters: Texts, read: Read): ReadonlyMap<string, string> {
  const reader = PROVIDERS[provider];
  if (!reader) throw new Error(`no such provider: ${provider}`);
  // What the mount reads is known; the identity may be a reference.
  const known = (name: string) => (parameters[name] === undefined ? "" : resolved(parameters[name]));
  return unique(reader(known, read));
}

type File = readonly [name: string, content: string];
type Parameter = (this: void, name: string) => string;

/** The providers of the CSI driver: a store joins by a row. */
const PROVIDERS: Readonly<Record<string, (parameter: Parameter, read: Read) => readonly File[]>> = {
  aws: (parameter, read) => {
    const failoverRegion = parameter("failoverRegion");
    const parameters = {
      region: parameter("region"),
      objects: parameter("objects"),
      ...(failoverRegion === "" ? {} : { failoverRegion }),
    };
    const files = awsFiles(parameters, (name) => {
      const content = read(/^arn:.*:secret:(.*)-\w{6}$/.exec(name)?.[1] ?? name);
      return typeof content === "string" ? content : JSON.stringify(content);
    });
    // The provider mounts the document of several keys too; the Operator does not read it.
    return Object.entries(files).filter(([name]) => !name.startsWith("document-"));
  },
  azure: (parameter, read) => {
    const parameters = { objects: parameter("objects"), keyvaultName: parameter("keyvaultName"), tenantID: "tenant" };
    return azureFiles(parameters).map(({ file, secret, encoding }) => [file, valueIn(read(secret), { encoding })]);
  },
  gcp: (parameter, read) =>
    (parse(parameter("secrets")) as readonly GoogleItem[]).map((item) => {
      const resource = /^(projects\/[^/]+\/secrets\/[\w-]{1,255})\/versions\/latest$/.exec(item.resourceName)?.[1];
      if (resource === undefined) throw new Error(`unknown resource type: ${item.resourceName}`);
      return [item.path ?? item.fileName, valueIn(read(resource), { property: item.extractJSONKey })];
    }),
  vault: (parameter, read) =>
    (parse(parameter("objects")) as readonly VaultItem[]).map(({ objectName, secretPath, secretKey }) => [
      objectName,
      valueIn(read(secretPath), { property: secretKey }),
    ]),
};

interface GoogleItem {
  readonly resourceName: string;
  readonly path?: string;
  readonly fileName: string;
  readonly extractJSONKey?: string;
}

interface VaultItem {
  readonly objectName: string;
  readonly secretPath: string;
  readonly secretKey: string;
}

interface CopiedValue {
  readonly secretKey: string;
  readonly remoteRef: { readonly key: string; readonly property?: string; readonly decodingStrategy?: string };
}

/** What External Secrets Operator copies: its stores name an entry without what they add to it themselves. */
function copiedFiles(data: readonly CopiedValue[], entries: ReadonlyMap<string, Content>): ReadonlyMap<string, string> {
  const bare = (name: string) => name.replace(/^projects\/[^/]+\/secrets\//, "").replace("/data/", "/");
  const byName = new Map([...entries].map(([name, content]) => [bare(name), content]));
  return unique(
    data.map(({ secretKey, remoteRef: { key, property, decodingStrategy } }): File => {
      const place = { property: property === undefined ? undefined : resolved(property), encoding: decodingStrategy };
      return [resolved(secretKey), valueIn(byName.get(resolved(key)) ?? ELSEWHERE, place)];
    }),
  );
}

/** Two values under one name would be one file, whichever came last. */
function unique(files: readonly File[]): ReadonlyMap<string, string> {
  const found = new Map(files);
  if (found.size !== files.length) throw new Error("two values have one file");
  for (const name of found.keys()) {
    if (!/^[^/]{1,255}$/.test(name) || /^\.{1,2}$/.test(name)) throw new Error(`${name} is not the name of a file`);
  }
  return found;
}

interface Place {
  readonly property?: string | undefined;
  readonly encoding?: string | undefined;
}

function valueIn(content: Content, { property, encoding }: Place): string {
  if (content === ELSEWHERE) return FOREIGN;
  const value = property === undefined ? content : ofDocument(content, property);
  if (typeof value !== "string") throw new Error("a document is mounted where a value is asked for");
  return encoding?.toLowerCase() === "base64" ? decoded(value) : value;
}

function ofDocument(content: Content, property: string): string {
  const document = typeof content === "string" ? (JSON.parse(content) as Texts) : content;
  if (!Object.hasOwn(document, property)) throw new Error(`the entry has no property ${property}`);
  return String(document[property]);
}

/** Base64 as a text, or as Terraform's function around a reference. */
function decoded(value: string): string {
  const reference = /^\$\{base64encode\((.+)\)\}$/s.exec(value)?.[1];
  return reference === undefined ? Buffer.from(value, "base64").toString("utf8") : `\${${reference}}`;
}
