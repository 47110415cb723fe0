import type { ManifestValue } from "../core/kubernetes-object";
import { misplacedSecrets } from "../core/misplaced-secrets";
import { quote } from "../core/problem";
import { isSecretName } from "../core/secret-names";
import type { Share } from "../core/share";
import { atLeast, type Versions } from "../catalogue/versions";
import { isToken } from "../core/names";
import { refuseSecret } from "./plain-secrets";
import { checkValue } from "./value-rules";

/** A value in a Secret of the namespace: the MendixApp holds the reference only. */
export interface SecretKeyReference {
  /** Name of the Secret. */
  readonly secretName: string;
  /** Key in it. */
  readonly key: string;
}

export interface AppVariablesProps {
  /**
   * Environment variables of the runtime container. What is secret is a reference to a Secret of the namespace.
   *
   * @default - none
   */
  readonly environmentVariables?: Readonly<Record<string, string | SecretKeyReference>>;
}

/** Names that say no more than that a key is there. */
const KEY_NAME = /(^|(?<!primary|foreign|public|sort|cache|partition)[_.-])KEY$/i;
const HEAP_OPTION = /(^|\s)-(Xm[sx]|XX:(Max|Min|Initial)RAMPercentage)/;

/** Environment variables, in the order of their names: the list is replaced whole, so its order has to be stable. */
export function describeVariables(
  share: Share,
  { environmentVariables }: AppVariablesProps,
  versions: Versions,
): Record<string, ManifestValue | undefined> {
  if (environmentVariables === undefined) return {};
  const entries = Object.entries(environmentVariables).sort(([a], [b]) => (a < b ? -1 : 1));
  const list = entries.map(([name, value]): ManifestValue => {
    const prop = `app.environmentVariables[${quote(name)}]`;
    checkValue(share, "environmentVariable", prop, name);
    if (typeof value !== "string") return { name, valueFrom: { secretKeyRef: reference(share, prop, value) } };
    checkPlain(share, prop, name, value, versions);
    return { name, value };
  });
  return { environmentVariables: list };
}

function reference(share: Share, prop: string, value: SecretKeyReference) {
  const { secretName, key } = value ?? {};
  if (typeof secretName !== "string" || typeof key !== "string") {
    share.problem(
      "MX-SECRET-PLAIN",
      prop,
      "An environment variable would stand in the MendixApp: it can't hold a secret value.",
      'Write a reference: { secretName: "orders-extra", key: "api-key" }, or use a constant.',
    );
    return { name: "", key: "" };
  }
  checkValue(share, "objectName", `${prop}.secretName`, secretName);
  checkValue(share, "secretKey", `${prop}.key`, key);
  return { name: secretName, key };
}

function checkPlain(share: Share, prop: string, name: string, value: string, versions: Versions): void {
  const [misplaced] = misplacedSecrets({ [name]: value }, (one) => KEY_NAME.test(one) || isSecretName(one));
  if (misplaced) {
    const fix = 'Write a reference to a Secret: { secretName: "orders-extra", key: "api-key" }.';
    refuseSecret(share, prop, misplaced.what, fix);
  }
  if (!isToken(value) && HEAP_OPTION.test(value) && atLeast(versions.operator, "2.26.0")) {
    share.warnings.push(`The Operator takes heap options out of ${name}; write heapLimit instead.`);
  }
}
