import type { NeededVariable } from "../../core/blueprint";
import { keysOf, type Entry } from "../../core/entry";
import {
  call,
  Comparison,
  Reference,
  secretCall,
  Verbatim,
  type Block,
  type MaybeSecret,
  type Value,
  type WriteOnlyBlock,
} from "../../core/expression";
import { providerHandle } from "../../core/provider-handle";
import { pathOf, type Condition, type Resource, type Resources } from "../../core/resource";
import { carrierOf, newlinesIn, RANDOM, revisionOf } from "../../core/carriers";
import type { SecretValue } from "../../core/secret-value";
import { refusingPlaceholder, tooLong } from "../../core/placeholder";
import { secretWrite, writeRecord } from "../../core/written";
import { settingValue } from "../../core/settings";
import { ENCODED_MAX_BYTES, SECRET_MAX_BYTES } from "./entry-checks";
import { secretId } from "./grants";
import { expiryOf } from "./expiry";
import { isEncoded } from "./mount";
import type { VaultPlan } from "./plan";
import { KEY_TAG } from "./regulation-checks";

export interface SecretRequest {
  readonly plan: VaultPlan;
  readonly entry: Entry;
  readonly vaultId: Value;
  /** What the vault has to have before it takes a secret. */
  readonly after: readonly string[];
  readonly variables: readonly NeededVariable[];
}

/** A secret's value in Terraform's terms, and what of it has to be looked at for newlines when it is known. */
interface Written {
  readonly arguments: Block;
  readonly writeOnly?: WriteOnlyBlock;
  readonly carriers: Resources;
  readonly unknown?: MaybeSecret;
}

/** One secret of a vault, and what carries its value. */
export function secretResources(request: SecretRequest): Resources {
  const { plan, entry, vaultId, after } = request;
  const [key = ""] = keysOf(entry);
  const value = valueOf(request, key);
  const precondition = oneLine(key, value.unknown);
  const expiry = expiryOf(plan.options.expiry, entry, value.arguments);
  const secret: Resource = {
    kind: "resource",
    type: "azurerm_key_vault_secret",
    path: secretId(entry).of,
    provider: providerHandle(plan.options.provider),
    arguments: {
      name: entry.name,
      key_vault_id: vaultId,
      ...value.arguments,
      content_type: plan.options.contentType,
      expiration_date: expiry.date,
      tags: new Verbatim({ ...plan.options.tags, [KEY_TAG]: key }),
    },
    ...(value.writeOnly ? { writeOnly: value.writeOnly } : {}),
    ...(after.length > 0 ? { after } : {}),
    // A replaced or dropped secret goes only after the pod's objects no longer name it.
    lifecycle: { createBeforeDestroy: true, ...(precondition ? { precondition } : {}) },
    access: true,
  };
  return [...value.carriers, ...expiry.resources, secret, ...recordOf(request, secret)];
}

/** The provider keeps the revision that it was told to write, taken or not. */
function recordOf({ entry }: SecretRequest, { path }: Resource): Resources {
  const { content } = entry;
  if (content.kind !== "secret") return [];
  const { key, value } = content;
  const record = pathOf("store", "secrets", entry.id, "written");
  const trigger = new Reference(path, "value_wo_version");
  return [writeRecord({ path: record, trigger, ...secretWrite(key, revisionOf(value), value.origin.kind) })];
}

function valueOf(request: SecretRequest, key: string): Written {
  const { entry, plan } = request;
  const encoded = isEncoded(entry, key, plan);
  if (entry.content.kind === "secret") return secretValue(request, key, entry.content.value, encoded);
  const setting = entry.content.kind === "settings" ? entry.content.values[key] : undefined;
  const text = settingValue(setting ?? "");
  if (typeof text === "string") {
    return { arguments: { value: encoded ? base64(text) : text }, carriers: [] };
  }
  if (encoded) return { arguments: { value: call("base64encode", text) }, carriers: [] };
  // What Azure made itself, an id, holds no newline.
  if (Reference.isReference(text)) return { arguments: { value: text }, carriers: [] };
  return { arguments: { value: text }, carriers: [], unknown: text };
}

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

function secretValue(request: SecretRequest, key: string, secret: SecretValue, encoded: boolean): Written {
  const limits = { maxBytes: encoded ? ENCODED_MAX_BYTES : SECRET_MAX_BYTES, singleLine: !encoded };
  const place = pathOf("store", "secrets", request.entry.id);
  const rules = { variables: request.variables, generator: RANDOM, limits };
  const { resources: carriers, text } = carrierOf(place, key, secret, rules);
  const argument = encoded ? secretCall("base64encode", text) : text;
  const written: Written = {
    arguments: { value_wo_version: revisionOf(secret) },
    writeOnly: { value_wo: refusingPlaceholder(argument, [{ value: secret, text }], tooLong(SECRET_MAX_BYTES)) },
    carriers,
  };
  return !encoded && secret.origin.kind === "ephemeral" ? { ...written, unknown: text } : written;
}

/** Key Vault strips newlines without a word: better no apply than another value. */
function oneLine(key: string, value: MaybeSecret | undefined): readonly Condition[] | undefined {
  if (value === undefined) return undefined;
  return [
    {
      condition: new Comparison(newlinesIn(value), "<", 1),
      errorMessage: `The value of ${key} holds a newline, which Key Vault would strip. Name the key in base64 of the store.`,
    },
  ];
}
