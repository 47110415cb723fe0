import { deleted, unreachable, withoutAudience, type FailureCase, type Parameters, type World } from "./case";

const reading =
  (objectName: string, more: object = {}, other: Parameters = {}) =>
  ({ parameters }: World) => ({
    ...parameters,
    objects: JSON.stringify([{ objectName, objectType: "secretsmanager", objectAlias: "file", ...more }]),
    ...other,
  });

const OWN = "prod/mendix/orders";

const annotated = (api: World["api"], role: string) =>
  api.kubectl(["annotate", "serviceaccount", "stranger", "--namespace=mendix", "--overwrite", role]);

export const awsCases: readonly FailureCase[] = [
  { id: "aws-missing", cause: "there is no such secret", parameters: reading(`${OWN}/no-such-secret`) },
  {
    id: "aws-missing-key",
    cause: "the document has no such key",
    parameters: reading(OWN, { jmesPath: [{ path: '"no-such-key"', objectAlias: "key" }] }),
  },
  { id: "aws-other-account", cause: "the role does not trust this ServiceAccount", serviceAccount: "stranger" },
  {
    id: "aws-no-annotation",
    cause: "the ServiceAccount names no role",
    serviceAccount: "stranger",
    before: ({ api }) => void annotated(api, "eks.amazonaws.com/role-arn-"),
  },
  {
    id: "aws-missing-role",
    cause: "there is no such role",
    serviceAccount: "stranger",
    before: ({ api }) => void annotated(api, "eks.amazonaws.com/role-arn=arn:aws:iam::111122223333:role/no-such-role"),
  },
  unreachable("aws-unreachable", "AWS does not answer"),
  withoutAudience("aws-audience"),
  {
    id: "aws-no-objects",
    cause: "the SecretProviderClass lists no object",
    parameters: ({ parameters }) => ({ ...parameters, objects: "[]" }),
  },
  deleted("aws-deleted", "the secret was deleted"),
];

/** Those that only Pod Identity has. */
export const podIdentityCases: readonly FailureCase[] = [
  {
    id: "aws-no-association",
    cause: "no association of the cluster names this ServiceAccount",
    serviceAccount: "stranger",
  },
];
