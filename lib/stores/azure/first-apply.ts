import { isToken } from "../../core/names";
import { shellCommand } from "../../core/shell";
import type { Share } from "../../core/share";
import { DEPLOYER_ROLE } from "./key-vault-resources";
import type { VaultPlan } from "./plan";
import { KeyVaultAccess, type AzureKeyVaultProps } from "./props";

/** Says what the first apply needs that only a person can give: a right, and a way to the vault. */
export function describeFirstApply(share: Share, plan: VaultPlan): void {
  const { made, existing, name } = plan;
  if (made) {
    if (made.deployerPrincipalId === undefined) tellRole(share, made);
    if (made.publicNetworkAccess === false) tellNetwork(share, made);
  }
  if (existing?.access !== KeyVaultAccess.VAULT) return;
  share.warnings.push(
    `The identity reads every secret of the vault ${name}, those of others too: store.access is KeyVaultAccess.VAULT.`,
  );
}

/** A vault with RBAC refuses its own creator; a role on the group holds for the vault that is made in it. */
function tellRole(share: Share, { resourceGroupName: group }: AzureKeyVaultProps): void {
  if (isToken(group)) return;
  const ofGroup = shellCommand("az", "group", "show", "--name", group, "--query", "id", "--output", "tsv");
  share.steps.push({
    as: "before the first apply, as an owner of the resource group",
    does: `${shellCommand("az", "role", "assignment", "create", "--role", DEPLOYER_ROLE)} --assignee-object-id "$DEPLOYER" --scope "$(${ofGroup})"`,
    command: true,
    note: "DEPLOYER is the object id of who deploys (az ad signed-in-user show --query id --output tsv); without the role the apply fails with 403. Skip it where the role is there, or write store.deployerPrincipalId",
  });
}

/** What deploys writes the secrets through the vault's data plane, which is on the endpoint. */
function tellNetwork(share: Share, { privateEndpoint }: AzureKeyVaultProps): void {
  if (privateEndpoint !== undefined) {
    share.steps.push({
      as: "before the first apply",
      does: "Deploy from the network of the private endpoint, or from one that is connected to it and resolves its name.",
      note: "the vault has no public endpoint: from elsewhere the apply fails with 403 at the first secret",
    });
    return;
  }
  share.warnings.push(
    "The vault is made without any endpoint, so the first apply stops at its first secret: write store.privateEndpoint, or apply again once somebody has made one.",
  );
}
