import type { StoreContext } from "../../core/parts";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { checkChoice } from "../../core/choice";
import { SecretValue } from "../../core/secret-value";
import { checkEntryName, checkKvMount, checkKvPath, checkMount } from "./api-path";
import { checkAddress, checkNamespace, checkTls } from "./connection";
import { checkExisting } from "./existing";
import { checkAudience, VaultLogin } from "./login";
import { checkPolicyName, checkRoleName } from "./names";
import { checkToken, VaultAlias } from "./role";
import type { VaultPlan, VaultProps } from "./props";

/** Checks what an environment says of its Vault. */
export function checkVault(share: Share, context: StoreContext, props: VaultProps, plan: VaultPlan): void {
  checkAddress(share, props.address);
  checkNamespace(share, props.namespace, "store.namespace");
  checkTls(share, props.tls, props.address);
  checkMounts(share, plan);
  if (props.path !== undefined) checkKvPath(share, plan.mount, props.path, "store.path");
  checkExisting(share, plan.mount, props.existing ?? []);
  checkReferences(share, context, plan);
  checkPolicyName(share, props.policyName);
  checkRoleName(share, props.roleName, "store.roleName");
  checkRoleName(share, props.existingRole, "store.existingRole");
  checkAudience(share, context.subject.cluster, {
    login: plan.login,
    given: props.audience,
    reader: context.reader,
    existingRole: props.existingRole,
    without: props.withoutAudience === true,
  });
  checkToken(share, props);
  checkChoice(share, "store.login", props.login, VaultLogin);
  checkChoice(share, "store.alias", props.alias, VaultAlias);
  checkVersions(share, props.maxVersions, "store.maxVersions");
  checkExistingRole(share, props);
}

function checkMounts(share: Share, { mount, authMount }: VaultPlan): void {
  checkKvMount(share, mount, "store.mount");
  checkMount(share, authMount, "store.authMount", "kubernetes");
  if (mount !== authMount) return;
  share.problem(
    "MX-VAULT-MOUNT",
    "store.mount",
    `${quote(mount)} is the mount of the auth method, and no entry can be in it.`,
    'Write the mount of the KV engine: mount: "secret".',
  );
}

/** Entries that single secrets refer to. */
function checkReferences(share: Share, { keys }: StoreContext, { mount }: VaultPlan): void {
  for (const { value, prop } of keys) {
    if (!SecretValue.isSecretValue(value) || value.origin.kind !== "external") continue;
    if (value.origin.entry !== undefined) checkEntryName(share, mount, value.origin.entry, prop);
  }
}

/** Checks how many versions an entry keeps. */
export function checkVersions(share: Share, versions: number | undefined, prop: string): void {
  if (versions === undefined || (Number.isInteger(versions) && versions >= 1 && versions <= 100)) return;
  const message = `${quote(versions)} is not a number of versions: a whole number from 1 to 100.`;
  share.problem("MX-VAULT-VERSIONS", prop, message, "Write maxVersions: 10, or leave it out.");
}

/** What belongs to a role of one's own has no effect on somebody else's. */
function checkExistingRole(share: Share, props: VaultProps): void {
  if (props.existingRole === undefined) return;
  const own = (
    ["roleName", "tokenTtlInSeconds", "tokenMaxTtlInSeconds", "noDefaultPolicy", "alias", "boundCidrs"] as const
  ).filter((prop) => props[prop] !== undefined);
  for (const prop of own) {
    share.problem(
      "MX-VAULT-ROLE",
      `store.${prop}`,
      `${prop} belongs to a role that is made here, and ${quote(props.existingRole)} is somebody else's.`,
      `Take out ${prop}, or existingRole.`,
    );
  }
}
