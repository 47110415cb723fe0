import type { EventText } from "./text";

/** What External Secrets Operator says, and what is too general for any other row. */
export const OTHER_TEXTS: readonly EventText[] = [
  {
    id: "external-store",
    speaker: "External Secrets Operator",
    says: /could not get (provider client|secret ?store)|SecretStore .* is not ready/i,
    example:
      'error processing spec.data[0] (key: orders), err: could not get SecretStore "acme", SecretStore.external-secrets.io "acme" not found',
    cause: "The SecretStore is not there or not ready.",
    fix: "Look at it with doctor (external-secret-store).",
  },
  {
    id: "external-value",
    speaker: "External Secrets Operator",
    says: /error (retrieving secret|processing spec\.data)|could not get secret data from provider|Secret does not exist/,
    example: "error processing spec.data[0] (key: prod/mendix/orders), err: Secret does not exist",
    cause: "A value can't be read from the store: it is missing, or the SecretStore's identity may not read it.",
    fix: "Apply the stack, and grant the SecretStore what explain lists under once.",
  },
  {
    id: "no-answer",
    speaker: "driver",
    says: /context deadline exceeded|DeadlineExceeded/,
    example: "rpc error: code = DeadlineExceeded desc = context deadline exceeded",
    cause: "The provider did not answer within two minutes.",
    fix: "Look at the provider's pod on the pod's node: it hangs, or its store does not answer.",
  },
];
