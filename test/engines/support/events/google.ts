import { parse } from "yaml";
import { deleted, unreachable, withoutAudience, type FailureCase, type Parameters, type World } from "./case";

interface GoogleSecret {
  readonly resourceName: string;
  readonly fileName: string;
}

/** The SecretProviderClass with the secret of one key alone. */
const reading =
  (key: string, more: object) =>
  ({ parameters }: World): Parameters => {
    const secrets = parse(parameters["secrets"] ?? "") as readonly GoogleSecret[];
    const own = secrets.filter(({ fileName }) => fileName === key);
    return { ...parameters, secrets: JSON.stringify(own.map((secret) => ({ ...secret, ...more }))) };
  };

export const googleCases: readonly FailureCase[] = [
  {
    id: "google-denied",
    cause: "the pod's principal may not read this secret, or there is none",
    parameters: reading("database-password", {
      resourceName: "projects/acme-prod/secrets/no-such-secret/versions/latest",
    }),
  },
  {
    id: "google-missing-key",
    cause: "the document has no such key",
    parameters: reading("mx-const-Awkward.Json", { extractJSONKey: "no-such-key" }),
  },
  {
    id: "google-other-account",
    cause: "no binding names the principal of this ServiceAccount",
    serviceAccount: "stranger",
    parameters: reading("database-password", {}),
  },
  unreachable("google-unreachable", "Google does not answer"),
  withoutAudience("google-audience"),
  {
    id: "google-no-objects",
    cause: "the SecretProviderClass lists no secret",
    parameters: ({ parameters }) => ({ ...parameters, secrets: "[]" }),
  },
  deleted("google-deleted", "the secret was deleted, and its bindings with it"),
];
