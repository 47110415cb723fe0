import type { Reference } from "../../core/expression";
import { keysOf, type Entry } from "../../core/entry";
import type { RemoteValue } from "../../core/parts";
import { holdsToken } from "../../core/text";
import { toYaml, withYaml } from "../../core/yaml";
import { AzureCloud } from "../../clouds/azure/cloud";
import type { VaultPlan } from "./plan";
import type { AzureWorkloadIdentity } from "../../clouds/azure/workload-identity";

/**
 * Parameters of the SecretProviderClass as the Azure provider's parser takes them: `objects` is a map whose `array`
 * holds strings, each of them YAML itself.
 *
 * @see https://azure.github.io/secrets-store-csi-driver-provider-azure/docs/getting-started/usage/
 */
export function secretProviderClassParameters(
  plan: VaultPlan,
  entries: readonly Entry[],
  identity: AzureWorkloadIdentity | undefined,
  cloud: AzureCloud,
): Readonly<Record<string, string | Reference>> {
  const objects = entries.flatMap((entry) => keysOf(entry).map((key) => mountedObject(entry, key, plan)));
  const parameters = {
    keyvaultName: plan.name,
    clientID: identity?.clientId ?? "",
    tenantID: plan.options.tenantId,
    ...(cloud === AzureCloud.PUBLIC ? {} : { cloudName: cloud.name }),
  };
  return withYaml(parameters, "objects", objects, (mounted) => toYaml({ array: mounted.map(toYaml) }));
}

/** Where each key lies, for what reads the vault from outside the pod. */
export function remoteValues(plan: VaultPlan, entries: readonly Entry[]): Readonly<Record<string, RemoteValue>> {
  const values = entries.flatMap((entry) =>
    keysOf(entry).map((key) => {
      const value = { key: entry.name };
      return [key, isEncoded(entry, key, plan) ? { ...value, base64: true } : value] as const;
    }),
  );
  return Object.fromEntries(values);
}

/** The name is the vault's own; the alias is the file that the Operator reads, so it is the key as it is. */
function mountedObject(entry: Entry, key: string, plan: VaultPlan): Readonly<Record<string, string>> {
  const object = { objectName: entry.name, objectType: "secret", objectAlias: key };
  return isEncoded(entry, key, plan) ? { ...object, objectEncoding: "base64" } : object;
}

/** Whether a value is kept base64-encoded: Key Vault would strip its newlines. */
export function isEncoded({ content }: Entry, key: string, plan: VaultPlan): boolean {
  if (plan.options.base64?.includes(key)) return true;
  const value = content.kind === "settings" ? content.values[key] : undefined;
  return typeof value === "string" && !holdsToken(value) && /[\r\n]/.test(value);
}
