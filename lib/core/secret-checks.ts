import type { PropOf, ValueName } from "../catalogue/keys";
import { quote } from "./problem";
import { isToken } from "./names";
import { SecretValue, type SecretOrigin } from "./secret-value";
import type { Share } from "./share";

const VARIABLE_NAME = /^[a-z_][a-z0-9_]*$/;

/** What a part may allow for a secret of its own. */
export interface SecretRules {
  /** Why a generated value makes no sense there; a generated one is then refused. */
  readonly notGenerated?: string;
}

/**
 * Checks a prop that must be a secret and declares its key. A plain string, which JavaScript allows, is refused and
 * never repeated.
 */
export function declareSecret<K extends ValueName>(
  share: Share,
  key: K,
  value: unknown,
  prop: PropOf<K>,
  rules: SecretRules = {},
): void {
  if (!SecretValue.isSecretValue(value)) {
    share.problem(
      "MX-SECRET-PLAIN",
      prop,
      `A secret can't be written as a plain ${typeof value}: it would be in source, output, plan and state.`,
      "Write SecretValue.fromVariable(), SecretValue.generated() or SecretValue.external().",
    );
    return;
  }
  checkOrigin(share, value, prop, rules);
  if (isNameable(value)) share.key(key, value, prop);
}

function checkOrigin(share: Share, value: SecretValue, prop: string, rules: SecretRules): void {
  const { origin } = value;
  if ("revision" in origin && !isRevision(origin.revision)) {
    share.problem(
      "MX-SECRET-REVISION",
      prop,
      `The revision ${quote(origin.revision)} is not a whole number from 1 to 4294967295.`,
      "Write revision: 1, and raise it by one to have a new value written.",
    );
  }
  if (origin.kind === "variable" && origin.name !== undefined && !isVariableName(origin.name)) {
    share.problem(
      "MX-VARIABLE-NAME",
      prop,
      "The name of the variable may hold only a-z, 0-9 and _, and not begin with a digit.",
      "Write a name that a shell can export, for example orders_database_password, or leave it out.",
    );
  }
  if (origin.kind === "ephemeral" && !isToken(origin.token)) {
    share.problem(
      "MX-SECRET-PLAIN",
      prop,
      "fromEphemeral was given a plain text: it would be in source, output and plan.",
      "Pass the token of an ephemeral resource or variable, or write SecretValue.fromVariable().",
    );
  }
  if (origin.kind === "external") checkExternal(share, origin, prop);
  if (origin.kind === "generated") checkGenerated(share, origin.length, prop, rules);
}

/** An entry is named by texts: no store is asked for one that is named by something else. */
function isNameable({ origin }: SecretValue): boolean {
  return origin.kind !== "external" || [origin.entry, origin.property].every((name) => isTextOrNone(name));
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function checkExternal(share: Share, origin: SecretOrigin & { kind: "external" }, prop: string): void {
  for (const name of ["entry", "property"] as const) {
    if (isTextOrNone(origin[name])) continue;
    share.problem(
      "MX-PROP",
      prop,
      `The ${name} of external() is ${quote(origin[name])}, and not a name.`,
      'Write SecretValue.external({ entry: "NAME" }), with property where the entry is a document.',
    );
  }
}

function checkGenerated(share: Share, length: number, prop: string, rules: SecretRules): void {
  if (rules.notGenerated) {
    share.problem(
      "MX-SECRET-GENERATED",
      prop,
      `A generated value can't stand here: ${rules.notGenerated}.`,
      "Write SecretValue.fromVariable() or SecretValue.external().",
    );
  }
  if (!Number.isInteger(length) || length < 12 || length > 128) {
    share.problem(
      "MX-SECRET-LENGTH",
      prop,
      `The length ${quote(length)} of a generated secret is not a whole number from 12 to 128.`,
      "Write length: 32, or leave it out.",
    );
  }
}

function isRevision(revision: unknown): boolean {
  return Number.isInteger(revision) && Number(revision) >= 1 && Number(revision) <= 0xffffffff;
}

/** Whether a shell can export a variable of this name. */
export function isVariableName(name: unknown): name is string {
  return typeof name === "string" && !isToken(name) && VARIABLE_NAME.test(name);
}
