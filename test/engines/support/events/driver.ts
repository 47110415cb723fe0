import type { FailureCase } from "./case";

/** Failures that are the driver's own, whatever the store is. */
export const driverCases: readonly FailureCase[] = [
  { id: "driver-no-class", cause: "there is no SecretProviderClass of that name", asksFor: "absent" },
  { id: "driver-no-parameters", cause: "the SecretProviderClass has no parameters", parameters: () => ({}) },
  { id: "driver-no-provider", cause: "the SecretProviderClass names no provider", provider: "" },
  { id: "driver-unknown-provider", cause: "the provider is not installed on the node", provider: "nosuch" },
];
