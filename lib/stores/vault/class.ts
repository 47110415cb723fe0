import {
  fileByFile,
  listIn,
  isOneOf,
  textIn,
  unknownFields,
  type ClassFault,
  type ClassFile,
  type ClassParser,
  type Fields,
} from "../class-rules";

const OBJECT_FIELDS = ["objectName", "secretPath", "secretKey", "method", "secretArgs", "filePermission", "encoding"];
const ENCODINGS = ["utf-8", "base64", "hex"];

/** What the Vault provider takes: `config.Parse` of its 1.7. */
export const VAULT_CLASS: ClassParser = fileByFile({
  parameter: "objects",
  list: "objects",
  objectsIn: listIn,
  fileOf,
  faultsOf,
  checkParameters,
});

function fileOf(object: Fields, at: string): ClassFile {
  const file = textIn(object["objectName"]) ?? "";
  const property = textIn(object["secretKey"]);
  const encoding = textIn(object["encoding"]);
  const [path = "", query] = (textIn(object["secretPath"]) ?? "").replace(/^\/?v1\//, "").split("?");
  const version = /(?:^|&)version=(\d+)/.exec(query ?? "")?.[1];
  return {
    file,
    object: path,
    ...(property === undefined ? {} : { property }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(version === undefined ? {} : { version }),
    id: file,
    at,
  };
}

function checkParameters(parameters: Fields): readonly ClassFault[] {
  const faults: ClassFault[] = [];
  if (textIn(parameters["roleName"]) === undefined) {
    const message = "The class names no roleName, and the provider does not log in without one.";
    faults.push({ rule: "parameter", at: "roleName", message, fix: "Write the role of Vault." });
  }
  if (parameters["vaultKubernetesMountPath"] !== undefined && parameters["vaultAuthMountPath"] !== undefined) {
    const message = "vaultKubernetesMountPath and vaultAuthMountPath exclude each other, even where they are equal.";
    faults.push({ rule: "parameter", at: "vaultAuthMountPath", message, fix: "Take one of them out." });
  }
  if (parameters["vaultSkipTLSVerify"] === "") {
    const message = "vaultSkipTLSVerify is empty, and the provider refuses that.";
    faults.push({ rule: "parameter", at: "vaultSkipTLSVerify", message, fix: "Take it out." });
  }
  return faults;
}

function faultsOf(object: Fields, at: string): readonly ClassFault[] {
  const { encoding, filePermission: permission } = object;
  const faults: ClassFault[] = [...unknownFields(object, OBJECT_FIELDS, at)];
  if (textIn(object["secretPath"]) === undefined) {
    faults.push({ rule: "object-name", at, message: "The object has no secretPath.", fix: "Write MOUNT/data/PATH." });
  }
  if (encoding !== undefined && !isOneOf(ENCODINGS, encoding)) {
    const message = `${JSON.stringify(encoding)} is no encoding: ${ENCODINGS.join(", ")}.`;
    faults.push({ rule: "encoding", at: `${at}.encoding`, message, fix: "Write one of them, or leave it out." });
  }
  if (permission !== undefined && typeof permission !== "number") {
    const message = "The filePermission is a text, and the provider reads a number.";
    faults.push({ rule: "permission", at: `${at}.filePermission`, message, fix: "Write 0644 without quotes." });
  }
  return faults;
}
