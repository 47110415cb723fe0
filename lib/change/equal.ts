import { isExpression, isSecretText } from "../core/expression";

/**
 * Whether two values read the same: a look that costs a tenth of collecting their leaves, and most of what two
 * revisions hold is equal. What it calls different is compared leaf by leaf.
 */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (isSecretText(one)) return isSecretText(other) && isEqual(one.expression, other.expression);
  // A token of cdktf has no enumerable text: it is equal to any other one.
  if (isExpression(one) !== isExpression(other)) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  const [mine, others] = [one as Fields, other as Fields];
  return names.every((name) => name in others && isEqual(mine[name], others[name]));
}

type Fields = Readonly<Record<string, unknown>>;
