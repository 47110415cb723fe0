import { parseArn } from "../../../core/aws-arn";
import type { ClassFile } from "../../../stores/class-rules";
import { annotationsOf, textIn, type Candidate } from "../candidates";
import { Todo, type Draft } from "../todo";
import { byObject, countOf, keysAmong, propertyNamesOf, type StoreReader } from "./taken";

/** A property's name; anything else is an expression that a declaration can't say. */
const NAME = /^[A-Za-z_][\w.-]*$|^[^.[\]*|&(){}`'"]+$/;

/** AWS Secrets Manager: secrets by their name or ARN, keys by the properties of their documents. */
export const readAws: StoreReader = ({ candidate, parameters, files }) => {
  const { keys, left } = keysAmong(files);
  const good = keys.filter((file) => reasonAgainst(file) === undefined);
  const objects = byObject(good);
  const existing = objects.flatMap(([secret, held]) => entriesOf(secret, held));
  const region = textIn(parameters["region"]) ?? objects.map(([name]) => parseArn(name)?.region).find(Boolean);
  return {
    store: { awsSecretsManager: { region: region ?? REGION, existing } },
    identity: awsIdentity(candidate, parameters["usePodIdentity"] === "true"),
    keys: good.map(({ file }) => file),
    taken: objects.map(([secret, held]) => `${countOf(held, secret)} as store.awsSecretsManager.existing`),
    left: [
      ...left,
      ...keys.flatMap((file) => reasonAgainst(file) ?? []),
      ...good.flatMap(({ at, version }) =>
        version === undefined ? [] : [`${at}: a version is pinned; the newest is mounted then.`],
      ),
      ...(parameters["failoverRegion"] === undefined
        ? []
        : ["failoverRegion: existing entries have no replicas here."]),
    ],
  };
};

const REGION = new Todo("region that the secrets are in", "eu-west-1");

function reasonAgainst({ at, file, property, object }: ClassFile): string | undefined {
  if (property !== undefined && !NAME.test(property))
    return `${at}: ${file} is an expression and no property; name one.`;
  return parseArn(object)?.service === "ssm"
    ? `${at}: ${file} is a parameter of Systems Manager, and no secret.`
    : undefined;
}

/** A document with its keys; a secret whose whole value is a key is one entry for each. */
function entriesOf(secret: string, files: readonly ClassFile[]): readonly Draft[] {
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

/** The role that the ServiceAccount names; of Pod Identity nothing in the cluster does. */
export function awsIdentity({ account }: Candidate, podIdentity: boolean): Draft {
  const role = textIn(annotationsOf(account)["eks.amazonaws.com/role-arn"]);
  const roleArn = role ?? new Todo("ARN of the role that the pod assumes", "arn:aws:iam::111122223333:role/orders");
  return podIdentity
    ? { podIdentityFromExistingRole: { roleArn, undocumentedRuntimeAccess: true } }
    : { irsaFromExistingRole: { roleArn } };
}
