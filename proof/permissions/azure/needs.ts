import { parse } from "yaml";
import { AzureBlobIdentity } from "../../../lib/azure";
import { resolvedIn, resourcesOf } from "../../support/resolved";
import { settingsOf, type Deployed } from "../deployed";
import { computedIn, principalOf, type AzureDocuments } from "./documents";

/** Where the pod goes with its identity, read off what it mounts and not off the library's grants. */
export interface AzureNeeds {
  readonly subscription: string;
  readonly subject: { readonly namespace: string; readonly name: string };
  readonly issuer: string;
  /** Resource id of the managed identity, and the object id that it has in role assignments. */
  readonly identity: string;
  readonly principal: string;
  /** Resource id of the vault, and the names of the secrets that the pod reads there. */
  readonly vault?: string;
  readonly secrets: readonly string[];
  /** Whether the vault is the environment's own, with everything in it. */
  readonly ownVault: boolean;
  /** Names of the secrets that somebody else reads for the pod. */
  readonly foreign: readonly string[];
  /** Resource id of the container that the runtime uses with the identity; undefined with an account key. */
  readonly container?: string;
}

/** What somebody else made is known by the declaration only. */
interface Existing {
  readonly existing?: { readonly vaultId?: string; readonly principalId?: string };
}

export function needsOf(deployed: Deployed, { credentials }: AzureDocuments): AzureNeeds {
  const { props, configuration } = deployed;
  const { cluster, namespace, name } = props;
  const identity = credentials[0]?.identity ?? "";
  const { existing } = props.identity as Existing;
  const written = secretsIn(deployed);
  const read = readSecrets(deployed, written.names);
  return {
    subscription: subscriptionOf(deployed),
    subject: { namespace, name },
    issuer: cluster.issuer ?? "",
    identity,
    principal: existing?.principalId ?? principalOf(identity),
    ...(written.vault === undefined ? {} : { vault: written.vault }),
    secrets: read,
    ownVault: resourcesOf(configuration, "azurerm_key_vault").length > 0,
    foreign: written.names.filter((secret) => !read.includes(secret)),
    ...containerOf(deployed),
  };
}

/** Subscription of what the stack makes; where nothing names one, it is the provider's own. */
export function subscriptionOf({ props }: Deployed): string {
  return props.cluster.subscription ?? "00000000-0000-0000-0000-000000000000";
}

function readSecrets({ blueprint }: Deployed, written: readonly string[]): readonly string[] {
  const { mount } = blueprint;
  // The platform reads everything that its stack writes; External Secrets Operator reads in place of the pod.
  if (mount.kind === "none") return written;
  if (mount.kind === "Secret" || mount.provider !== "azure") return [];
  const { array } = parse(String(mount.parameters["objects"])) as { readonly array: readonly string[] };
  return array.map((object) => (parse(object) as { readonly objectName: string }).objectName);
}

function secretsIn(deployed: Deployed): { readonly vault: string | undefined; readonly names: readonly string[] } {
  const { props, configuration } = deployed;
  const computed = computedIn(subscriptionOf(deployed));
  const secrets = resourcesOf(configuration, "azurerm_key_vault_secret");
  const [first] = secrets;
  return {
    vault: first
      ? resolvedIn(configuration, first["key_vault_id"], computed)
      : (props.store as Existing).existing?.vaultId,
    names: secrets.map(({ name }) => resolvedIn(configuration, name)),
  };
}

function containerOf({ props, blueprint }: Deployed): Pick<AzureNeeds, "container"> {
  const name = settingsOf(blueprint).get("storage-azure-container");
  if (!(props.storage instanceof AzureBlobIdentity) || name === undefined) return {};
  return { container: `${props.storage.props.storageAccountId}/blobServices/default/containers/${name}` };
}
