/** What a reader of YAML 1.1 makes of a text without quotes, where YAML 1.2 takes it for a text or another number. */
const READ_DIFFERENTLY: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^(y|n|yes|no|on|off)$/i, "a truth value"],
  [/^[-+]?0[0-9_]+$/, "an octal number"],
  [/^[-+]?0[ob][0-7_]+$/, "an octal or binary number"],
  [/^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/, "a number of base 60"],
  [/^[-+]?[0-9][0-9,]*_[0-9_,.]*$/, "a number"],
  [/^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?$/, "a date"],
  [/^=$/, "a sign of YAML's own"],
];

/** What a text without quotes is to some readers and not to others, or undefined where all of them agree. */
export function readDifferently(plain: string): string | undefined {
  return READ_DIFFERENTLY.find(([pattern]) => pattern.test(plain))?.[1];
}
