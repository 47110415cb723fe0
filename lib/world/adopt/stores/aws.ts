import { parseArn } from "../../../core/aws-arn";
import type { ClassFile } from "../../../stores/class-rules";
import { annotationsOf, textIn, type Candidate } from "../candidates";
import { Todo, type Draft } from "../todo";
import { byObject, countOf, keysAmong, propertyNamesOf, type StoreReader } from "./taken";

/** A property's name; anything else is an expression that a declaration can't say. */
const NAME = /^[A-Za-z_][\w.-]*$|^[^.[\]*|&(){}`'"]+$/;

/** The two stores that the provider of AWS reads, by the name of their kind. */
const STORES = {
  awsSecretsManager: { entries: secretsOf, region: "region that the secrets are in" },
  awsParameterStore: { entries: parametersOf, region: "region that the parameters are in" },
} as const;

type Store = keyof typeof STORES;

/** Either store of AWS: entries by their name or ARN, keys by the properties of their documents. */
export const readAws: StoreReader = ({ candidate, parameters, files }) => {
  const { keys, left } = keysAmong(files);
  const store = storeOf(keys);
  const reason = (file: ClassFile) => reasonAgainst(file, store);
  const good = keys.filter((file) => reason(file) === undefined);
  const objects = byObject(good);
  const existing = objects.flatMap(([entry, held]) => STORES[store].entries(entry, held));
  const region = textIn(parameters["region"]) ?? objects.map(([name]) => parseArn(name)?.region).find(Boolean);
  return {
    store: { [store]: { region: region ?? new Todo(STORES[store].region, "eu-west-1"), existing } },
    identity: awsIdentity(candidate, parameters["usePodIdentity"] === "true"),
    keys: good.map(({ file }) => file),
    taken: objects.map(([entry, held]) => `${countOf(held, entry)} as store.${store}.existing`),
    left: [
      ...left,
      ...keys.flatMap((file) => reason(file) ?? []),
      ...good.flatMap(({ at, version }) =>
        version === undefined ? [] : [`${at}: a version is pinned; the newest is mounted then.`],
      ),
      ...(parameters["failoverRegion"] === undefined
        ? []
        : ["failoverRegion: existing entries have no replicas here."]),
    ],
  };
};

/** One environment has one store: that of most of its keys. */
function storeOf(keys: readonly ClassFile[]): Store {
  const inParameters = keys.filter(({ parameter }) => parameter).length;
  return inParameters > keys.length / 2 ? "awsParameterStore" : "awsSecretsManager";
}

function reasonAgainst({ at, file, property, parameter }: ClassFile, store: Store): string | undefined {
  if (property !== undefined && !NAME.test(property))
    return `${at}: ${file} is an expression and no property; name one.`;
  if (store === "awsParameterStore") {
    return parameter ? undefined : `${at}: ${file} is in a secret, and most other keys are in parameters.`;
  }
  return parameter ? `${at}: ${file} is a parameter of Systems Manager, and no secret.` : undefined;
}

/** A document with its keys; a secret whose whole value is a key is one entry for each. */
function secretsOf(secret: string, files: readonly ClassFile[]): readonly Draft[] {
  const inside = files.filter(({ property }) => property !== undefined);
  const whole = files.filter(({ property }) => property === undefined);
  const propertyNames = propertyNamesOf(inside);
  return [
    ...(inside.length === 0
      ? []
      : [{ secret, keys: inside.map(({ file }) => file), ...(propertyNames ? { propertyNames } : {}) }]),
    ...whole.map(({ file }) => ({ secret, keys: [file], json: false })),
  ];
}

/** The same for a parameter, which is one value where nothing says that it is a document. */
function parametersOf(parameter: string, files: readonly ClassFile[]): readonly Draft[] {
  const keys = files.map(({ file }) => file);
  if (files.some(({ property }) => property === undefined)) return keys.map((key) => ({ parameter, keys: [key] }));
  const propertyNames = propertyNamesOf(files);
  const single = keys.length === 1 && propertyNames === undefined ? { json: true } : {};
  return [{ parameter, keys, ...single, ...(propertyNames ? { propertyNames } : {}) }];
}

/** The role that the ServiceAccount names; of Pod Identity nothing in the cluster does. */
export function awsIdentity({ account }: Candidate, podIdentity: boolean): Draft {
  const role = textIn(annotationsOf(account)["eks.amazonaws.com/role-arn"]);
  const roleArn = role ?? new Todo("ARN of the role that the pod assumes", "arn:aws:iam::111122223333:role/orders");
  return podIdentity
    ? { podIdentityFromExistingRole: { roleArn, undocumentedRuntimeAccess: true } }
    : { irsaFromExistingRole: { roleArn } };
}
