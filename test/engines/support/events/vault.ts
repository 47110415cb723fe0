import { deleted, type FailureCase, type Parameters, type World } from "./case";

interface VaultObject {
  readonly objectName?: string;
  readonly secretPath?: string;
  readonly secretKey?: string;
}

const OWN: VaultObject = {
  objectName: "database-password",
  secretPath: "secret/data/prod/mendix/orders/database-password",
  secretKey: "database-password",
};

/** The SecretProviderClass with one object, and other parameters. */
const reading =
  (object: VaultObject, other: Parameters = {}) =>
  ({ parameters }: World): Parameters => ({
    ...parameters,
    objects: JSON.stringify([{ ...OWN, ...object }]),
    ...other,
  });

export const vaultCases: readonly FailureCase[] = [
  {
    id: "vault-denied",
    cause: "the policy does not allow this path, whether anything is there or not",
    parameters: reading({ secretPath: "secret/data/prod/mendix/other" }),
  },
  {
    id: "vault-missing-key",
    cause: "the entry has no such key",
    parameters: reading({ secretKey: "no-such-key" }),
  },
  {
    id: "vault-missing-role",
    cause: "there is no role of that name",
    parameters: reading({}, { roleName: "no-such-role" }),
  },
  { id: "vault-other-account", cause: "the role does not name this ServiceAccount", serviceAccount: "stranger" },
  {
    id: "vault-audience",
    cause: "the role wants a token for another audience",
    parameters: reading({}, { audience: "api://AzureADTokenExchange" }),
  },
  {
    id: "vault-unreachable",
    cause: "nobody listens at the address of Vault",
    parameters: reading({}, { vaultAddress: "http://127.0.0.1:1" }),
  },
  {
    id: "vault-no-objects",
    cause: "the SecretProviderClass lists no object",
    parameters: ({ parameters }) => ({ ...parameters, objects: "[]" }),
  },
  deleted("vault-missing-path", "nothing is written at that path"),
];
