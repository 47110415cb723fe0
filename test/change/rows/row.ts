import type { MendixSecretStoreEnvironmentProps } from "../../../lib";

/** A change that matters to security, and what of it has to be told. */
export interface Row {
  readonly title: string;
  readonly before: MendixSecretStoreEnvironmentProps;
  readonly after: MendixSecretStoreEnvironmentProps;
  /** Sentences as `effect: text`; others may stand beside them. */
  readonly told: readonly string[];
}

export function row(
  title: string,
  before: MendixSecretStoreEnvironmentProps,
  after: MendixSecretStoreEnvironmentProps,
  told: readonly string[],
): Row {
  return { title, before, after, told };
}
