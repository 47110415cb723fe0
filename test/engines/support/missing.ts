import type { Engine } from "../../../engines/engine";

/** A suite that runs where all its engines are; elsewhere it is skipped, under a name that says what to install. */
export function describeWith(engines: readonly Engine[], title: string, tests: () => void): void {
  const missing = engines.filter(({ found }) => !found);
  const needs = missing.map(({ name, install }) => `${name}: ${install}`).join("; ");
  if (missing.length === 0) describe(title, tests);
  else describe.skip(`${title} [needs ${needs}]`, tests);
}
