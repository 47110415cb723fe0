import { isRecord } from "../../core/record";
import { isVaultName } from "../../clouds/azure/names";
import {
  fileByFile,
  parseYaml,
  isOneOf,
  textIn,
  unknownFields,
  type ClassFault,
  type ClassFile,
  type ClassParser,
  type Fields,
} from "../class-rules";

const OBJECT_FIELDS = [
  "objectName",
  "objectAlias",
  "objectType",
  "objectVersion",
  "objectVersionHistory",
  "objectFormat",
  "objectEncoding",
  "filePermission",
];
const TYPES = ["secret", "key", "cert"];
const ENCODINGS = ["utf-8", "hex", "base64"];

/** What the Azure provider takes: `GetObjectsArray` and `validate` of its 1.8. */
export const AZURE_CLASS: ClassParser = fileByFile({
  parameter: "objects",
  list: "objects.array",
  objectsIn,
  fileOf,
  faultsOf,
  checkParameters,
});

/** A map whose `array` holds strings, each of them YAML itself. */
function objectsIn(text: string): readonly Fields[] | undefined {
  const parsed = parseYaml(text);
  if (parsed === null) return [];
  const array = isRecord(parsed) ? parsed["array"] : undefined;
  if (!Array.isArray(array)) return undefined;
  const items = (array as readonly unknown[]).map((item) => (typeof item === "string" ? parseYaml(item) : undefined));
  return items.every(isRecord) ? items : undefined;
}

function fileOf(object: Fields, at: string): ClassFile {
  const name = textIn(object["objectName"]) ?? "";
  const version = textIn(object["objectVersion"]);
  const encoding = textIn(object["objectEncoding"]);
  return {
    file: textIn(object["objectAlias"]) ?? name,
    object: name,
    ...(version === undefined ? {} : { version }),
    ...(encoding === undefined ? {} : { encoding }),
    id: `${textIn(object["objectType"]) ?? "secret"}/${name}`,
    at,
  };
}

function checkParameters(parameters: Fields): readonly ClassFault[] {
  const { keyvaultName: vault, tenantID, tenantId, clientID } = parameters;
  const faults: ClassFault[] = [];
  const report = (at: string, message: string, fix: string) => faults.push({ rule: "parameter", at, message, fix });
  if (typeof vault !== "object" && !isVaultName(textIn(vault) ?? "")) {
    report(
      "keyvaultName",
      `${JSON.stringify(vault ?? "")} is not the name of a vault.`,
      "Write its name, not its URL.",
    );
  }
  if (!tenantID && !tenantId) report("tenantID", "The class names no tenant.", "Write the tenant's id as tenantID.");
  const others = ["usePodIdentity", "useVMManagedIdentity"].some((name) => parameters[name] === "true");
  if (!clientID && !others) {
    report(
      "clientID",
      "The class names no clientID, so the provider looks for a service principal in the pod's volume, which has none.",
      "Write the client id of the managed identity as clientID.",
    );
  }
  return faults;
}

function faultsOf(object: Fields, at: string): readonly ClassFault[] {
  const { objectName, objectType, objectEncoding: encoding } = object;
  const faults: ClassFault[] = [...unknownFields(object, OBJECT_FIELDS, at)];
  if (textIn(objectName) === undefined) {
    const message = "The object has no objectName.";
    faults.push({ rule: "object-name", at, message, fix: "Write the name of the secret in the vault." });
  } else if (!/^[0-9A-Za-z-]{1,127}$/.test(String(objectName))) {
    const message = `${JSON.stringify(objectName)} is not the name of a secret: letters, digits and -.`;
    const fix = "Write the name in the vault as objectName, and the key with its dots as objectAlias.";
    faults.push({ rule: "resource-name", at: `${at}.objectName`, message, fix });
  }
  if (!isOneOf(TYPES, objectType)) {
    const message = `${JSON.stringify(objectType ?? "")} is no objectType: ${TYPES.join(", ")}.`;
    faults.push({ rule: "object-type", at: `${at}.objectType`, message, fix: "Write objectType: secret." });
  }
  if (encoding !== undefined && !isOneOf(ENCODINGS, encoding)) {
    const message = `${JSON.stringify(encoding)} is no objectEncoding: ${ENCODINGS.join(", ")}.`;
    faults.push({ rule: "encoding", at: `${at}.objectEncoding`, message, fix: "Write one of them, or leave it out." });
  }
  return faults;
}
