import { KeyVaultSecret } from "@cdktf/provider-azurerm/lib/key-vault-secret";
import { Fn, Op, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Blueprint } from "../../blueprint/blueprint";
import { keysOf, type Entry } from "../../blueprint/entry";
import type { Bound } from "../../blueprint/parts";
import { refusingPlaceholder, tooLong } from "../../values/bind/placeholder";
import { randomGenerator, revisionOf, secretExpression } from "../../values/bind/secret-expression";
import { resolveReference } from "../../values/bind/settings";
import { recordWrite, secretWrite } from "../../values/bind/written";
import { defined } from "../../values/defined";
import { functionArgument } from "../../values/json";
import type { SecretValue } from "../../values/secret-value";
import { holdsToken, terraformText, terraformValue } from "../../values/text";
import { ENCODED_MAX_BYTES, SECRET_MAX_BYTES } from "../entry-checks";
import { secretId } from "../key-vault-grants";
import { isEncoded } from "../secret-provider-class";
import type { VaultPlan } from "../vault-plan";

export interface SecretRequest {
  readonly plan: VaultPlan;
  readonly entry: Entry;
  readonly vaultId: string;
  /** What the vault has to have before it takes a secret. */
  readonly ready: readonly ITerraformDependable[];
}

/** A secret's value in Terraform's terms, and whether its newlines have to be looked for when it is known. */
interface Value {
  readonly arguments: { readonly value: string } | { readonly valueWo: string; readonly valueWoVersion: number };
  readonly unknown?: string;
}

/** Tag that names the key as it is mounted, because the secret's own name may be a mapped one. */
const KEY_TAG = "mendix-key";

export function bindSecret(scope: Construct, blueprint: Blueprint, bound: Bound, request: SecretRequest): void {
  const { plan, entry, vaultId, ready } = request;
  const [key = ""] = keysOf(entry);
  const value = valueOf(scope, blueprint, bound, request, key);
  const secret = new KeyVaultSecret(
    scope,
    "secret",
    defined({
      provider: plan.options.provider,
      name: entry.name,
      keyVaultId: terraformText(vaultId),
      ...value.arguments,
      tags: terraformValue({ ...plan.options.tags, [KEY_TAG]: key }),
      dependsOn: ready.length > 0 ? [...ready] : undefined,
      // A replaced or dropped secret goes only after the pod's objects no longer name it.
      lifecycle: defined({ createBeforeDestroy: true, precondition: oneLine(key, value.unknown) }),
    }),
  );
  bound.references.set(secretId(entry).reference, secret.resourceVersionlessId);
  bound.prerequisites.push(secret);
  if (entry.content.kind !== "secret" || entry.content.value.origin.kind === "generated") return;
  const revision = revisionOf(entry.content.value);
  recordWrite(scope, { resource: secret, trigger: "value_wo_version", ...secretWrite(key, revision) });
}

function valueOf(scope: Construct, blueprint: Blueprint, bound: Bound, request: SecretRequest, key: string): Value {
  const { entry, plan } = request;
  const encoded = isEncoded(entry, key, plan);
  if (entry.content.kind === "secret") return secretValue(scope, blueprint, key, entry.content.value, encoded);
  const setting = entry.content.kind === "settings" ? entry.content.values[key] : undefined;
  const text = resolveReference(setting ?? "", bound);
  if (!holdsToken(text)) {
    return { arguments: { value: encoded ? Buffer.from(text, "utf8").toString("base64") : terraformText(text) } };
  }
  if (encoded) return { arguments: { value: Fn.base64encode(functionArgument(text)) } };
  // What Azure made itself, an id, holds no newline.
  if (typeof setting !== "string") return { arguments: { value: text } };
  return { arguments: { value: terraformText(text) }, unknown: functionArgument(text) };
}

function secretValue(
  scope: Construct,
  blueprint: Blueprint,
  key: string,
  secret: SecretValue,
  encoded: boolean,
): Value {
  const limits = { maxBytes: encoded ? ENCODED_MAX_BYTES : SECRET_MAX_BYTES, singleLine: !encoded };
  const expression = secretExpression(scope, blueprint, key, secret, randomGenerator, limits);
  const text = encoded ? Fn.base64encode(expression) : expression;
  const valueWo = refusingPlaceholder(text, [{ value: secret, expression }], tooLong(SECRET_MAX_BYTES));
  const written = { arguments: { valueWo, valueWoVersion: revisionOf(secret) } };
  return !encoded && secret.origin.kind === "ephemeral" ? { ...written, unknown: expression } : written;
}

/** Key Vault strips newlines without a word: better no apply than another value. */
function oneLine(key: string, expression: string | undefined) {
  if (expression === undefined) return undefined;
  return [
    {
      // Less than one: cdktf writes a comparison with zero as one with "undefined".
      condition: Op.lt(Fn.lengthOf(Fn.regexall(functionArgument("[\r\n]"), expression)), 1),
      errorMessage: `The value of ${key} holds a newline, which Key Vault would strip. Name the key in base64 of the store.`,
    },
  ];
}
