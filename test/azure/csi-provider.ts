import { parse } from "yaml";

/** A file that the Azure provider of the CSI driver would write, and where its value comes from. */
export interface MountedFile {
  readonly file: string;
  readonly secret: string;
  readonly encoding?: string;
}

const FIELDS = new Set(["objectName", "objectAlias", "objectType", "objectEncoding"]);

/**
 * Reads the parameters of a SecretProviderClass by the rules of the Azure provider's parser, and stricter where the
 * parser is lax: it takes unknown fields, unknown types and two objects with one file without a word.
 *
 * @see https://github.com/Azure/secrets-store-csi-driver-provider-azure/blob/master/pkg/provider/provider.go
 */
export function mountedFiles(parameters: Readonly<Record<string, unknown>>): readonly MountedFile[] {
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value !== "string") throw new Error(`${name} is not a string`);
  }
  const { keyvaultName, tenantID, objects } = parameters as Record<string, string>;
  if (!/^[-A-Za-z0-9]{3,24}$/.test(keyvaultName ?? "")) throw new Error("Invalid vault name");
  if (!tenantID) throw new Error("tenantId is not provided");
  if (!objects) throw new Error("objects is not set");
  const { array } = parse(objects, { version: "1.1" }) as { array?: unknown };
  if (!Array.isArray(array) || array.length === 0) throw new Error("missing object versions");
  const files = array.map(mountedFile);
  if (new Set(files.map(({ file }) => file)).size < files.length) throw new Error("two objects with one file");
  return files;
}

function mountedFile(item: unknown): MountedFile {
  if (typeof item !== "string") throw new Error("an object is not a string");
  const object = parse(item, { version: "1.1" }) as Record<string, string>;
  const unknown = Object.keys(object).filter((field) => !FIELDS.has(field));
  if (unknown.length > 0) throw new Error(`unknown fields ${unknown.join()}`);
  const { objectName: secret = "", objectAlias = "", objectType, objectEncoding: encoding } = object;
  if (!/^[0-9A-Za-z-]{1,127}$/.test(secret)) throw new Error(`${secret} is not the name of a secret`);
  if (objectType !== "secret") throw new Error("Invalid vaultObjectTypes. Should be secret, key, or cert");
  if (encoding !== undefined && !/^(hex|base64|utf-8)$/i.test(encoding)) throw new Error(`encoding ${encoding}`);
  const file = objectAlias || secret;
  if (file.startsWith("/") || file.includes("..")) throw new Error(`${file} is not a file`);
  return encoding === undefined ? { file, secret } : { file, secret, encoding };
}
