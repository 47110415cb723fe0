import { refuseOptions, usedKeys } from "../app-reader";
import type { PlatformPanel, StoreContext } from "../../core/parts";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { SecretValue } from "../../core/secret-value";
import { describeRuntimeAccess } from "../../clouds/azure/runtime-access";
import type { VaultPlan } from "./plan";

/**
 * Name under which the platform asks for a credential. It can't be chosen, so nothing stands in front of it and no
 * fingerprint behind it.
 *
 * @see https://docs.mendix.com/private-mendix-platform/configure-azure-key-vault/
 */
export function credentialSecret(credential: string): string {
  return credential.replaceAll(".", "-");
}

/** What there is to mount where the app itself asks: nothing of what is not used, for a secret can't be empty. */
export function readKeys(context: StoreContext): StoreContext {
  return context.reader === "app" ? { ...context, keys: usedKeys(context.keys) } : context;
}

/** Lets the platform's pod use its identity, and checks what the platform could not be told. */
export function describeAppReader(share: Share, context: StoreContext, plan: VaultPlan): void {
  describeRuntimeAccess(share, context, "store");
  refuseOptions(share, { ...plan.existing, ...plan.made }, ["base64", "existing", "prefix"]);
  for (const { key, value, prop } of context.keys) {
    if (!SecretValue.isSecretValue(value) || value.origin.kind !== "external") continue;
    const name = credentialSecret(key);
    const { entry = name } = value.origin;
    if (entry.toLowerCase() === name.toLowerCase()) continue;
    share.problem(
      "MX-AZURE-SECRET-NAME",
      prop,
      `The platform reads ${key} from the secret ${quote(name)} and from no other, so not from ${quote(entry)}.`,
      `Write SecretValue.external({ entry: ${quote(name)} }).`,
    );
  }
}

export function panelOf({ name }: VaultPlan): PlatformPanel {
  return { backend: "Azure Key Vault", field: "the name of the vault", value: name, separator: "-" };
}
