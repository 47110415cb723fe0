import { search } from "jmespath";
import { parse } from "yaml";

interface ObjectEntry {
  readonly objectName?: string;
  readonly objectType?: string;
  readonly objectAlias?: string;
  readonly objectVersion?: string;
  readonly objectVersionLabel?: string;
  readonly filePermission?: string;
  readonly jmesPath?: readonly { readonly path?: string; readonly objectAlias?: string }[];
  readonly failoverObject?: { readonly objectName?: string; readonly objectVersion?: string };
}

/** What the provider makes of an entry's name: its service, its region where an ARN tells, or why it refuses it. */
function checkName(name: string | undefined, type: string | undefined, region: string): void {
  if (!name) throw new Error("Object name must be specified");
  if (!name.startsWith("arn:")) {
    if (!type) throw new Error("Must use objectType when a full ARN is not specified");
    if (type !== "secretsmanager" && type !== "ssmparameter") throw new Error("Invalid objectType");
    return;
  }
  const [, , service, ofArn] = name.split(":");
  if (ofArn !== region) throw new Error(`ARN region must match region ${region}`);
  if (service !== "secretsmanager" && service !== "ssm") throw new Error("Invalid service in ARN");
  if (type && type !== (service === "ssm" ? "ssmparameter" : service)) throw new Error("objectType does not match ARN");
}

function checkObject(entry: ObjectEntry | null, region: string, failoverRegion: string | undefined): void {
  if (!entry) throw new Error("Empty descriptor entry in SecretProviderClass");
  checkName(entry.objectName, entry.objectType, region);
  if (entry.filePermission !== undefined && !/^[0-7]{4}$/.test(entry.filePermission))
    throw new Error("Invalid File Permission");
  if (/(^|\/)\.\.(\/|$)/.test(fileOf(entry))) throw new Error("path can not contain ../");
  for (const { path, objectAlias } of entry.jmesPath ?? []) {
    if (!path) throw new Error("Path must be specified for JMES object");
    if (!objectAlias) throw new Error("Object alias must be specified for JMES object");
  }
  if (!entry.failoverObject) return;
  if (!entry.objectAlias) throw new Error("object alias must be specified for objects with failover entries");
  if (!failoverRegion) throw new Error("failover object allowed only when failoverRegion is specified");
  checkName(entry.failoverObject.objectName, entry.objectType, failoverRegion);
  if (entry.failoverObject.objectVersion !== entry.objectVersion) throw new Error("object versions must match");
}

const fileOf = (entry: ObjectEntry) => (entry.objectAlias ?? entry.objectName ?? "").replace(/\//g, "_");

function checkDuplicates(entries: readonly ObjectEntry[]): void {
  const aliases = entries.flatMap((entry) => [
    entry.objectAlias,
    ...(entry.jmesPath ?? []).map((path) => path.objectAlias),
  ]);
  const given = aliases.filter((alias) => alias !== undefined);
  if (new Set(given).size !== given.length) throw new Error("found duplicate object alias");
  const names = entries.filter(({ objectAlias }) => objectAlias === undefined).map(({ objectName }) => objectName);
  if (new Set(names).size !== names.length) throw new Error("found duplicate object name");
}

/** The result of one expression on a secret's document, by the provider's rules. */
function extract(document: string, path: string): string {
  const value: unknown = search(JSON.parse(document), path);
  if (value === null) throw new Error(`JMES path ${path} found nothing`);
  if (typeof value !== "string") throw new Error("Only string is allowed");
  return value;
}

/**
 * The files that the AWS provider of the CSI driver mounts for a SecretProviderClass, or the error that the pod would
 * hang with.
 *
 * @see https://github.com/aws/secrets-store-csi-driver-provider-aws/blob/main/provider/secret_descriptor.go
 */
export function mountedFiles(
  parameters: Readonly<Record<string, string>>,
  read: (name: string) => string,
): Readonly<Record<string, string>> {
  const { region = "", failoverRegion, usePodIdentity = "false", objects = "" } = parameters;
  if (failoverRegion === region) throw new Error("failover region cannot be the same as the primary region");
  if (!/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(usePodIdentity))
    throw new Error("failed to parse usePodIdentity");
  const entries = parse(objects, { version: "1.1" }) as readonly ObjectEntry[];
  for (const entry of entries) checkObject(entry, region, failoverRegion);
  checkDuplicates(entries);
  const files = entries.flatMap((entry) => {
    const document = read(entry.objectName ?? "");
    const parts = (entry.jmesPath ?? []).map(({ path = "", objectAlias = "" }) => [
      objectAlias,
      extract(document, path),
    ]);
    return [[fileOf(entry), document], ...parts] as [string, string][];
  });
  if (files.length === 0) throw new Error("missing object versions");
  return Object.fromEntries(files);
}
