import { deleted, unreachable, withoutAudience, type FailureCase, type Parameters, type World } from "./case";

const reading =
  (name: string, other: Parameters = {}) =>
  ({ parameters }: World): Parameters => ({
    ...parameters,
    objects: `array:\n  - |\n    objectName: ${name}\n    objectType: secret\n    objectAlias: file\n`,
    ...other,
  });

export const azureCases: readonly FailureCase[] = [
  { id: "azure-missing", cause: "the vault has no such secret", parameters: reading("no-such-secret") },
  {
    id: "azure-unknown-client",
    cause: "there is no identity of that client id in the tenant",
    parameters: reading("database-password", { clientID: "44444444-4444-4444-4444-444444444444" }),
  },
  {
    id: "azure-other-account",
    cause: "no federated credential names this ServiceAccount",
    serviceAccount: "stranger",
  },
  {
    id: "azure-no-vault",
    cause: "there is no vault of that name",
    parameters: reading("database-password", { keyvaultName: "no-such-vault" }),
  },
  {
    id: "azure-denied",
    cause: "no role of the identity reads this secret",
    before: ({ setReader }) => setReader(false),
    after: ({ setReader }) => setReader(true),
  },
  unreachable("azure-unreachable", "Azure does not answer"),
  withoutAudience("azure-audience"),
  {
    id: "azure-no-objects",
    cause: "the SecretProviderClass lists no object",
    parameters: ({ parameters }) => ({ ...parameters, objects: "array:\n" }),
  },
  deleted("azure-deleted", "the secret was deleted"),
];
