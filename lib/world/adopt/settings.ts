import { keyDefinition, type Key } from "../../catalogue/keys";
import { secretIn } from "../../core/secret-texts";
import { isSecretName } from "../../core/secret-names";
import { readClass } from "../../stores/classes";
import type { ClassFile } from "../../stores/class-rules";
import { isRecord } from "../shapes";
import type { Candidate } from "./candidates";
import { classOf } from "./stores";

/** How a store's own client ended. */
export interface ClientAnswer {
  readonly code: number;
  readonly stdout: string;
}

/** Runs a client of the caller's, with the caller's rights: `aws`, `vault`, `az`, `gcloud`. */
export type Client = (program: string, words: readonly string[]) => Promise<ClientAnswer>;

/** What was read of a store: values of settings by their key, and what could not be read, each a sentence. */
export interface ReadSettings {
  readonly values: ReadonlyMap<string, string>;
  readonly gaps: readonly string[];
}

/** Keys whose values are no secret, whatever they are: of all others the value stays where it is. */
const SETTINGS: readonly Key[] = [
  "database-type",
  "database-host",
  "database-name",
  "database-username",
  "storage-service-name",
  "storage-endpoint",
  "storage-bucket-name",
  "storage-azure-account-name",
  "storage-azure-container",
  "storage-azure-blob-endpoint",
  "storage-azure-use-default-azure-credential",
  "storage-azure-use-https",
  "storage-use-ca-certificates",
  "storage-perform-delete",
];

/** Whether the value of a key may be taken where somebody names it: constants and runtime settings that are no secrets. */
export function mayBeTaken(key: string): boolean {
  return /^mx-(const|runtime)-./.test(key) && keyDefinition(key) !== undefined && !isSecretName(key);
}

/** Reads the settings of a candidate by the names in its class. What holds many values is read whole, and forgotten. */
export async function readSettings(
  candidate: Candidate,
  client: Client,
  taken: readonly string[] = [],
): Promise<ReadSettings> {
  const { provider, parameters } = classOf(candidate);
  const wanted = (readClass(provider, parameters)?.files ?? []).filter(
    ({ file }) => SETTINGS.some((key) => key === file) || taken.includes(file),
  );
  const values = new Map<string, string>();
  const gaps: string[] = [];
  for (const [object, files] of groups(wanted)) {
    const [program, words] = callFor(provider, parameters, object);
    if (program === undefined) continue;
    const { code, stdout } = await client(program, words);
    if (code === 0) take(values, provider, files, stdout);
    else gaps.push(`${program} did not read ${object} (it ended with ${code}): its settings stay open.`);
  }
  return { values, gaps };
}

function groups(files: readonly ClassFile[]): ReadonlyMap<string, readonly ClassFile[]> {
  const found = new Map<string, ClassFile[]>();
  for (const file of files) found.set(file.object, [...(found.get(file.object) ?? []), file]);
  return found;
}

type Call = readonly [program: string | undefined, words: readonly string[]];

/** The command that prints an object of a store. */
function callFor(provider: string | undefined, parameters: Readonly<Record<string, string>>, object: string): Call {
  const { region, keyvaultName = "" } = parameters;
  switch (provider) {
    case "aws": {
      const where = region === undefined ? [] : ["--region", region];
      const words = ["secretsmanager", "get-secret-value", "--secret-id", object, ...where];
      return ["aws", [...words, "--query", "SecretString", "--output", "text"]];
    }
    case "vault":
      return ["vault", ["read", "-format=json", object]];
    case "azure": {
      const words = ["keyvault", "secret", "show", "--vault-name", keyvaultName, "--name", object];
      return ["az", [...words, "--query", "value", "--output", "tsv"]];
    }
    case "gcp": {
      const [, project = "", id = ""] =
        /^projects\/([^/]+)\/(?:locations\/[^/]+\/)?secrets\/([^/]+)$/.exec(object) ?? [];
      return ["gcloud", ["secrets", "versions", "access", "latest", `--secret=${id}`, `--project=${project}`]];
    }
    default:
      return [undefined, []];
  }
}

/** Takes what was asked for, and nothing that is a secret by its look. */
function take(
  values: Map<string, string>,
  provider: string | undefined,
  files: readonly ClassFile[],
  printed: string,
): void {
  for (const { file, property } of files) {
    const value = property === undefined ? printed.replace(/\r?\n$/, "") : propertyIn(provider, printed, property);
    if (value !== undefined && secretIn(value) === undefined) values.set(file, value);
  }
}

/** A property of a document. Vault's answer has it in data, and KV version 2 in data of data. */
function propertyIn(provider: string | undefined, printed: string, property: string): string | undefined {
  const document = parsed(printed);
  const data = provider === "vault" && isRecord(document) ? document["data"] : document;
  const inner = provider === "vault" && isRecord(data) && isRecord(data["data"]) ? data["data"] : data;
  const value = isRecord(inner) ? inner[property] : undefined;
  return typeof value === "string" ? value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
