import { keyDefinition } from "../../../catalogue/keys";
import { annotationsOf, fieldIn, textIn, type Candidate } from "../candidates";
import { isRecord } from "../../shapes";
import { awsIdentity } from "./aws";
import { countOf, type TakenStore } from "./taken";

/**
 * A Secret of the environment, whoever writes it: by hand, or External Secrets Operator. It stays theirs; keys are read
 * by their names.
 */
export function readSecret(candidate: Candidate): TakenStore {
  const { secret, external, account, name } = candidate;
  const all = [...new Set([...keysOfSecret(secret?.object), ...keysOfExternal(external?.object)])];
  const keys = all.filter((key) => keyDefinition(key) !== undefined);
  const byRole = textIn(annotationsOf(account)["eks.amazonaws.com/role-arn"]) !== undefined;
  const writer = external ? `the ExternalSecret ${name}, which stays its owner's` : `the Secret ${name}`;
  return {
    store: { kubernetesSecretFromExisting: { keys } },
    ...(byRole ? { identity: awsIdentity(candidate, false) } : {}),
    keys,
    taken: [`${countOf(keys, writer)} as store.kubernetesSecretFromExisting.keys`],
    left: all
      .filter((key) => !keys.includes(key))
      .map((key) => `data[${JSON.stringify(key)}]: no key that the Operator reads; it stays in the Secret.`),
  };
}

function keysOfSecret(object: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const keys = object?.["keys"];
  return Array.isArray(keys) ? (keys as readonly unknown[]).flatMap((key) => textIn(key) ?? []) : [];
}

function keysOfExternal(object: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const data = fieldIn(object, ["spec", "data"]);
  if (!Array.isArray(data)) return [];
  return (data as readonly unknown[]).filter(isRecord).flatMap((one) => textIn(one["secretKey"]) ?? []);
}
