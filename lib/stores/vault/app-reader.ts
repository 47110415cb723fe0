import { refuseOptions } from "../app-reader";
import type { Entry } from "../../core/entry";
import type { PlatformPanel } from "../../core/parts";
import type { StoreReader } from "../../core/mount";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { VaultLogin } from "./login";
import type { VaultPlan, VaultProps } from "./props";

/**
 * What the vendor's page calls the role and how long its token lives. The platform's admin panel asks for neither, so
 * they are as on the page unless somebody says otherwise.
 *
 * @see https://docs.mendix.com/private-mendix-platform/configure-hashicorp-vault/
 */
const PAGE = { roleName: "pmp-secret-accessor-role", tokenTtlInSeconds: 86_400 };

/** The props with the defaults that the reader has. */
export function propsFor(reader: StoreReader, props: VaultProps): VaultProps {
  return reader === "app" && props.existingRole === undefined ? { ...PAGE, ...props } : props;
}

/** Checks what the platform could not be told. */
export function checkAppReader(share: Share, props: VaultProps, plan: VaultPlan, entries: readonly Entry[]): void {
  refuseOptions(share, props, ["layout", "existing", "namespace", "tls"]);
  if (props.address === undefined) {
    share.problem(
      "MX-VAULT-ADDRESS",
      "store.address",
      "The address of Vault is missing, and the platform's admin panel asks for the document's whole URL.",
      'Write address: "https://vault.example.com:8200".',
    );
  }
  if (plan.login === VaultLogin.JWT) {
    share.problem(
      "MX-VAULT-LOGIN",
      "store.login",
      "Private Mendix Platform logs in through the kubernetes auth method alone.",
      "Write VaultLogin.IN_CLUSTER, REVIEWER_TOKEN or SELF_REVIEW.",
    );
  }
  for (const { name } of entries.filter((entry) => entry.name.startsWith("/"))) {
    share.problem(
      "MX-VAULT-PATH",
      "document",
      `${quote(name)} is a path of Vault's API, and the platform's admin panel asks for mount and path of a KV v2 entry.`,
      'Write the path in the mount, document: "admin", and the mount as mount of the store.',
    );
  }
}

/** One URL for all credentials: mount and path as `vault kv` takes them, without the `data/` of the API. */
export function panelOf({ address }: VaultProps, { mount }: VaultPlan, [document]: readonly Entry[]): PlatformPanel {
  const base = (address ?? "").replace(/\/$/, "");
  return { backend: "Vault", field: "the URL", value: `${base}/${mount}/${document?.name ?? ""}` };
}
