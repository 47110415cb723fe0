import { quote } from "../core/problem";
import type { Share } from "../core/share";
import { isToken } from "../core/names";

interface ValueRule {
  /** What the value is and what it may look like, as a message says it. */
  readonly says: string;
  readonly allows: (value: string) => boolean;
  readonly example: string;
}

const OPERATOR_PREFIX = "privatecloud.mendix.com/";
const QUALIFIED = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUANTITY = /^\+?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

const isSubdomain = (text: string) => text.length <= 253 && SUBDOMAIN.test(text);

/**
 * The API server's rules for values that a declaration can hold. The one table: checks and their messages read it.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export const VALUE_RULES = {
  annotationKey: {
    says: "the key of a label or annotation: letters, digits, - _ and . between them, at most 63, after an optional DNS prefix and /",
    allows: isQualifiedName,
    example: "example.com/team",
  },
  labelValue: {
    says: "the value of a label: at most 63 letters, digits, - _ and ., a letter or digit at both ends",
    allows: (text) => text === "" || QUALIFIED.test(text),
    example: "orders",
  },
  quantity: {
    says: "a quantity: a positive number with an optional suffix m, k, M, G, Ki, Mi, Gi",
    allows: (text) => QUANTITY.test(text) && Number.parseFloat(text) > 0,
    example: "512Mi",
  },
  duration: {
    says: "a duration: numbers with the units h, m, s, ms, not zero",
    allows: (text) => /^(\d+(\.\d+)?(h|m|s|ms))+$/.test(text) && /[1-9]/.test(text),
    example: "2m",
  },
  isoDuration: {
    says: "an ISO 8601 duration of hours, minutes and seconds",
    allows: (text) => /^PT(?=\d)(\d+H)?(\d+M)?(\d+S)?$/.test(text) && /[1-9]/.test(text),
    example: "PT1M",
  },
  intOrPercent: {
    says: "a whole number from 0 or a percentage",
    allows: (text) => /^(\d+|(\d{1,2}|100)%)$/.test(text),
    example: "50%",
  },
  objectName: {
    says: "the name of an object: lower-case letters, digits, - and ., at most 253, a letter or digit at both ends",
    allows: isSubdomain,
    example: "orders-tls",
  },
  secretKey: {
    says: "a key of a Secret: 1 to 253 letters, digits, - _ and .",
    allows: (text) => /^[-._a-zA-Z0-9]{1,253}$/.test(text),
    example: "api-key",
  },
  environmentVariable: {
    says: "the name of an environment variable: letters, digits, - _ and ., no digit at the beginning",
    allows: (text) => /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(text),
    example: "JAVA_TOOL_OPTIONS",
  },
} as const satisfies Readonly<Record<string, ValueRule>>;

export type ValueRuleName = keyof typeof VALUE_RULES;

/** Checks a value against the API server's rule for it. A token's value is not known here and passes. */
export function checkValue(share: Share, rule: ValueRuleName, prop: string, value: unknown): void {
  const { says, allows, example } = VALUE_RULES[rule];
  const text = typeof value === "number" ? String(value) : value;
  if (isToken(text) || (typeof text === "string" && allows(text))) return;
  share.problem("MX-KUBERNETES-VALUE", prop, `${quote(value)} is not ${says}.`, `Write a value like "${example}".`);
}

/** Checks a map of annotations: keys by the rule of names, values texts. */
export function checkAnnotations(
  share: Share,
  prop: string,
  annotations: Readonly<Record<string, unknown>> | undefined,
): void {
  for (const [key, value] of Object.entries(annotations ?? {})) {
    checkValue(share, "annotationKey", `${prop}[${quote(key)}]`, key);
    if (typeof value === "string") continue;
    share.problem(
      "MX-KUBERNETES-VALUE",
      `${prop}[${quote(key)}]`,
      `The value is a ${typeof value}; the API server takes texts only.`,
      typeof value === "number" || typeof value === "boolean" ? `Write it in quotes: "${value}".` : "Write a text.",
    );
  }
}

/** Checks a map of labels: keys and values by the rules of names. */
export function checkLabels(share: Share, prop: string, labels: Readonly<Record<string, unknown>> | undefined): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    checkValue(share, "annotationKey", `${prop}[${quote(key)}]`, key);
    checkValue(share, "labelValue", `${prop}[${quote(key)}]`, value);
  }
}

/** The Operator selects its pods by labels of its own, so that nobody else sets them. */
export function checkPrefix(share: Share, prop: string, map: Readonly<Record<string, unknown>> | undefined): void {
  for (const key of Object.keys(map ?? {}).filter((candidate) => candidate.startsWith(OPERATOR_PREFIX))) {
    share.problem(
      "MX-KUBERNETES-VALUE",
      `${prop}[${quote(key)}]`,
      `The prefix ${OPERATOR_PREFIX} belongs to the Operator.`,
      `Write a prefix of your own: "example.com/${key.slice(OPERATOR_PREFIX.length)}".`,
    );
  }
}

function isQualifiedName(text: string): boolean {
  const [name = "", prefix, ...more] = text.split("/").reverse();
  return more.length === 0 && QUALIFIED.test(name) && (prefix === undefined || isSubdomain(prefix));
}
