import { isRecord } from "../../core/record";
import { parseArn } from "../../core/aws-arn";
import {
  checkFiles,
  listIn,
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
  "objectVersionLabel",
  "filePermission",
  "jmesPath",
  "failoverObject",
];
const PATH_FIELDS = ["path", "objectAlias", "filePermission"];
const TYPES = ["secretsmanager", "ssmparameter"];
/** Services that the parser takes in an ARN. */
const SERVICES = ["secretsmanager", "ssm"];
const QUOTED = /^"(?:[^"\\]|\\.)*"$/;

/** What the AWS provider takes: `NewSecretDescriptorList` of its 3.1. */
export const AWS_CLASS: ClassParser = {
  parameter: "objects",
  objectsIn: listIn,
  read: ({ parameters, objects = [] }) => {
    const files = objects.flatMap((object, index) => filesOf(object, `objects[${index}]`, parameters));
    const faults = objects.flatMap((object, index) => faultsOf(object, `objects[${index}]`, parameters));
    return {
      files,
      faults: [...checkParameters(parameters), ...faults, ...checkOnce(objects), ...checkFiles(files, "objects")],
    };
  },
};

function filesOf(object: Fields, at: string, parameters: Fields): readonly ClassFile[] {
  const name = textIn(object["objectName"]) ?? "";
  const translate = textIn(parameters["pathTranslation"]) ?? "_";
  const given = textIn(object["objectAlias"]) ?? name;
  const file = /^false$/i.test(translate) ? given.replace(/^\//, "") : given.replaceAll("/", translate);
  const version = textIn(object["objectVersion"]) ?? textIn(object["objectVersionLabel"]);
  const parameter = isParameter(object) ? { parameter: true as const } : {};
  const common = { object: name, ...parameter, ...(version === undefined ? {} : { version }) };
  const paths = pathsIn(object);
  const whole: ClassFile = { ...common, file, id: file, at, ...(paths.length > 0 ? { document: true } : {}) };
  return [
    whole,
    ...paths.map((path, index) => {
      const alias = textIn(path["objectAlias"]) ?? "";
      const property = propertyIn(textIn(path["path"]) ?? "");
      return { ...common, file: alias, id: alias, property, at: `${at}.jmesPath[${index}]` };
    }),
  ];
}

function pathsIn(object: Fields): readonly Fields[] {
  const paths = object["jmesPath"];
  return Array.isArray(paths) ? (paths as readonly unknown[]).filter(isRecord) : [];
}

/** The property that an expression names; an expression that is more than a name stays as it is. */
function propertyIn(path: string): string {
  if (!QUOTED.test(path)) return path;
  return path.includes("\\") ? String(JSON.parse(path)) : path.slice(1, -1);
}

/**
 * The provider finds the answers of one request for ten parameters by their names: of two with one name, one is mounted
 * as the other. The parser lets them pass.
 */
function checkOnce(objects: readonly Fields[]): readonly ClassFault[] {
  const seen = new Set<string>();
  return objects.flatMap((object, index): readonly ClassFault[] => {
    const name = textIn(object["objectName"]) ?? "";
    if (name === "" || !isParameter(object) || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    const message = `The parameter ${name} is asked for twice, and the provider mounts one of the two as the other.`;
    const fix = "Name it once: its value as one key, or as a document whose properties are the keys.";
    return [{ rule: "object-twice", at: `objects[${index}].objectName`, message, fix }];
  });
}

/** Whether an object is of Parameter Store. */
export function isParameter({ objectType, objectName }: Fields): boolean {
  return objectType === "ssmparameter" || parseArn(textIn(objectName) ?? "")?.service === "ssm";
}

function checkParameters(parameters: Fields): readonly ClassFault[] {
  const { region, failoverRegion, pathTranslation: translation } = parameters;
  const faults: ClassFault[] = [];
  if (typeof translation === "string" && !/^false$/i.test(translation) && [...translation].length !== 1) {
    const message = `${JSON.stringify(translation)} is neither False nor one character.`;
    faults.push({ rule: "parameter", at: "pathTranslation", message, fix: 'Write "_", or leave it out.' });
  }
  if (region !== undefined && region === failoverRegion) {
    const message = "The failover region is the region itself.";
    faults.push({ rule: "parameter", at: "failoverRegion", message, fix: "Write another region, or leave it out." });
  }
  return faults;
}

function faultsOf(object: Fields, at: string, parameters: Fields): readonly ClassFault[] {
  const name = textIn(object["objectName"]);
  const unknown = unknownFields(object, OBJECT_FIELDS, at);
  if (name === undefined) {
    const message = "The object has no objectName.";
    return [{ rule: "object-name", at, message, fix: "Write the name or ARN of the secret or parameter." }, ...unknown];
  }
  return [
    ...checkType(name, object["objectType"], at),
    ...checkRegion(name, textIn(parameters["region"]), at),
    ...checkPermission(object, at),
    ...checkVersion(object, at),
    ...checkFailover(object, at, parameters),
    ...pathsIn(object).flatMap((path, index) => checkPath(path, `${at}.jmesPath[${index}]`)),
    ...unknown,
  ];
}

function checkType(name: string, type: unknown, at: string): readonly ClassFault[] {
  const arn = parseArn(name);
  const place = `${at}.objectType`;
  const report = (message: string) => [
    { rule: "object-type" as const, at: place, message, fix: 'Write objectType: "secretsmanager" or "ssmparameter".' },
  ];
  if (arn && !SERVICES.includes(arn.service))
    return report(`The ARN is one of ${arn.service}, not of a secret or parameter.`);
  if (type === undefined) return arn ? [] : report("A name that is no ARN needs an objectType.");
  if (!isOneOf(TYPES, type)) return report(`${JSON.stringify(type)} is no objectType: ${TYPES.join(", ")}.`);
  return arn && (type === "ssmparameter") !== (arn.service === "ssm") ? report("The ARN is of another type.") : [];
}

function checkRegion(name: string, region: string | undefined, at: string): readonly ClassFault[] {
  const arn = parseArn(name);
  if (!arn || region === undefined || arn.region === region) return [];
  const message = `The ARN is in ${arn.region}, the class reads from ${region}.`;
  return [{ rule: "region", at: `${at}.objectName`, message, fix: `Write one in ${region}, or another region.` }];
}

function checkPermission(holder: Fields, at: string): readonly ClassFault[] {
  const permission = holder["filePermission"];
  if (permission === undefined || (typeof permission === "string" && /^[0-7]{4}$/.test(permission))) return [];
  const message = `${JSON.stringify(permission)} is not four octal digits in quotes.`;
  return [{ rule: "permission", at: `${at}.filePermission`, message, fix: 'Write "0644" in quotes, or leave it out.' }];
}

/** A parameter is asked for by one of the two; of a secret both may be said. */
function checkVersion(object: Fields, at: string): readonly ClassFault[] {
  const both = textIn(object["objectVersion"]) !== undefined && textIn(object["objectVersionLabel"]) !== undefined;
  if (!both || !isParameter(object)) return [];
  const message = "A parameter is asked for by its version or by a label, not by both.";
  return [{ rule: "parameter", at: `${at}.objectVersionLabel`, message, fix: "Take one of the two out." }];
}

function checkFailover(object: Fields, at: string, { failoverRegion }: Fields): readonly ClassFault[] {
  if (object["failoverObject"] === undefined) return [];
  if (object["objectAlias"] !== undefined && failoverRegion !== undefined) return [];
  const message = "A failoverObject needs the parameter failoverRegion, and an objectAlias beside it.";
  return [{ rule: "parameter", at: `${at}.failoverObject`, message, fix: "Write both, or take it out." }];
}

function checkPath(path: Fields, at: string): readonly ClassFault[] {
  const expression = textIn(path["path"]);
  const faults: ClassFault[] = [...checkPermission(path, at), ...unknownFields(path, PATH_FIELDS, at)];
  if (expression === undefined || textIn(path["objectAlias"]) === undefined) {
    const message = "A jmesPath needs a path and an objectAlias.";
    faults.push({ rule: "path", at, message, fix: "Write both." });
  } else if (!QUOTED.test(expression) && expression.includes("-")) {
    const message = `${JSON.stringify(expression)} is no JMESPath: a name with a hyphen needs double quotes of its own.`;
    const fix = `Write path: '${JSON.stringify(expression)}'.`;
    faults.push({ rule: "path", at: `${at}.path`, message, fix });
  }
  return faults;
}
