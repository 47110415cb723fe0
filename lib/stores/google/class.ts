import {
  fileByFile,
  listIn,
  textIn,
  unknownFields,
  type ClassFault,
  type ClassFile,
  type ClassParser,
  type Fields,
} from "../class-rules";

const OBJECT_FIELDS = ["resourceName", "fileName", "path", "mode", "extractJSONKey", "extractYAMLKey"];
const RESOURCE = /^(projects\/[^/]+(?:\/locations\/[^/]+)?\/secrets\/[^/]+)\/versions\/([^/]+)$/;

/** What the Google provider takes: `config.Parse` of its 1.15, and the resource names that its client knows. */
export const GOOGLE_CLASS: ClassParser = fileByFile({
  parameter: "secrets",
  list: "secrets",
  objectsIn: listIn,
  fileOf,
  faultsOf,
  checkParameters,
});

function fileOf(object: Fields, at: string): ClassFile {
  const name = textIn(object["resourceName"]) ?? "";
  const [, secret = name, version] = RESOURCE.exec(name) ?? [];
  const property = textIn(object["extractJSONKey"]);
  return {
    file: textIn(object["path"]) ?? textIn(object["fileName"]) ?? "",
    object: secret,
    ...(version === undefined ? {} : { version }),
    ...(property === undefined ? {} : { property }),
    id: name,
    at,
  };
}

function checkParameters({ auth }: Fields): readonly ClassFault[] {
  if (auth === undefined || auth === "pod-adc" || auth === "provider-adc") return [];
  const message = `${JSON.stringify(auth)} is no way to log in: pod-adc, provider-adc.`;
  return [{ rule: "parameter", at: "auth", message, fix: "Leave auth out: the pod is its own principal." }];
}

function faultsOf(object: Fields, at: string): readonly ClassFault[] {
  const name = textIn(object["resourceName"]);
  const faults: ClassFault[] = [...unknownFields(object, OBJECT_FIELDS, at)];
  if (name === undefined) {
    const fix = "Write projects/PROJECT/secrets/SECRET/versions/latest.";
    faults.push({ rule: "object-name", at, message: "The object has no resourceName.", fix });
  } else if (!RESOURCE.test(name)) {
    const message = `${JSON.stringify(name)} is not the resource name of a version.`;
    const fix = "Write projects/PROJECT/secrets/SECRET/versions/latest.";
    faults.push({ rule: "resource-name", at: `${at}.resourceName`, message, fix });
  }
  if (object["extractJSONKey"] !== undefined && object["extractYAMLKey"] !== undefined) {
    const message = "extractJSONKey and extractYAMLKey exclude each other.";
    faults.push({ rule: "path", at, message, fix: "Take one of them out." });
  }
  return faults;
}
