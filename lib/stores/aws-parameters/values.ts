import { quote } from "../../core/problem";
import type { DeclaredKey, Share } from "../../core/share";
import type { ValueLimits } from "../../core/value-limits";
import { SecretValue } from "../../core/secret-value";
import { holdsReference } from "../../core/value-limits";
import { ParameterTier } from "./props";

const MAX_BYTES: Readonly<Record<ParameterTier, number>> = {
  [ParameterTier.STANDARD]: 4_096,
  [ParameterTier.ADVANCED]: 8_192,
};

/**
 * What the service asks of a value, by its tier.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/ssm.html#limits_ssm
 */
export function limitsOf(tier: ParameterTier): ValueLimits & { readonly maxBytes: number } {
  return { maxBytes: MAX_BYTES[tier] ?? MAX_BYTES[ParameterTier.STANDARD], noReferences: true };
}

/**
 * The service takes `{{...}}` in a value for a reference to another parameter, and refuses it.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
export function checkValues(share: Share, keys: readonly DeclaredKey[]): void {
  const settings = keys.flatMap(({ key, value, prop }) =>
    SecretValue.isSecretValue(value) ? [] : [{ key, prop, text: String(value) }],
  );
  // All of them are one text, so that the brackets may open in one and close in another.
  if (!holdsReference(settings.map(({ text }) => text).join("\n"))) return;
  const { key, prop, text } = settings.find((one) => one.text.includes("{{")) ?? { key: "", prop: "store", text: "" };
  share.problem(
    "MX-AWS-PARAMETER-VALUE",
    prop,
    `The settings hold {{ and a later }}, which Parameter Store takes for a reference to another parameter and refuses: ${key} is ${quote(text)}.`,
    "Write the value without double brackets, or write new AwsSecretsManager().",
  );
}
