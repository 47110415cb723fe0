import { AwsSecretsManager, ExternalSecret, KubernetesSecret, StoreLayout, Vault, VaultLogin } from "../../lib";
import { AzureCloud, AzureKeyVault } from "../../lib/azure";
import { GoogleSecretManager } from "../../lib/google";
import type { Draw } from "./draw";
import { keyArn, PLACED } from "./places";
import type { StoreRow } from "./rows";

const property = "password";
const path = ({ word }: Draw) => ({ entry: `shared/${word}`, property });
/** A secret of Key Vault is one value, so that nothing in it has a name. */
const keyVaultSecret = ({ word }: Draw) => ({ entry: `shared-${word}` });
const googleSecret = ({ word, flag, project }: Draw) => ({
  entry: `${flag ? `projects/${project}/secrets/` : ""}shared-${word}`,
  property,
});

const REWRITTEN = "A document is rewritten whole, so a value that is made once would change with its neighbours.";
const ONE_OBJECT = "A Kubernetes Secret is rewritten whole, so a value of somebody else's would be lost.";

/** A store joins every proof by a row here. */
export const STORES: readonly StoreRow[] = [
  {
    title: "AWS Secrets Manager",
    needs: "aws",
    existing: path,
    make: ({ flag, account, region }) =>
      new AwsSecretsManager(flag ? { kmsKeyArn: keyArn(region, account), recoveryWindowInDays: 0 } : {}),
  },
  {
    title: "AWS Secrets Manager, one document",
    needs: "aws",
    refuses: { generated: REWRITTEN },
    existing: path,
    make: () => new AwsSecretsManager({ layout: StoreLayout.DOCUMENT }),
  },
  ...PLACED,
  { title: "HashiCorp Vault", existing: path, make: (draw) => vault(draw, StoreLayout.ENTRIES) },
  {
    title: "HashiCorp Vault, one document",
    refuses: { generated: REWRITTEN },
    existing: path,
    make: (draw) => vault(draw, StoreLayout.DOCUMENT),
  },
  { title: "Azure Key Vault", needs: "azure", noEmptyText: true, existing: keyVaultSecret, make: ownVault },
  { title: "Azure Key Vault, shared", needs: "azure", noEmptyText: true, existing: keyVaultSecret, make: sharedVault },
  {
    title: "Google Secret Manager",
    needs: "google",
    noEmptyText: true,
    existing: googleSecret,
    make: ({ flag }) => new GoogleSecretManager(flag ? {} : { replicas: [{ location: "europe-west1" }] }),
  },
  {
    title: "Kubernetes Secret",
    refuses: { generated: REWRITTEN, external: ONE_OBJECT, existing: ONE_OBJECT },
    existing: path,
    make: () => new KubernetesSecret(),
  },
  {
    title: "External Secrets Operator",
    noEmptyText: true,
    existing: (draw) => copied(draw).existing(draw),
    make: (draw) => new ExternalSecret({ store: copied(draw).make(draw), secretStore: draw.word }),
  },
];

/** The stores that External Secrets Operator copies from, each in its turn. */
const COPIED: readonly Pick<StoreRow, "existing" | "make">[] = [
  { existing: path, make: ({ account, region }) => new AwsSecretsManager({ account, region }) },
  { existing: path, make: (draw) => vault(draw, StoreLayout.ENTRIES) },
  { existing: keyVaultSecret, make: sharedVault },
  { existing: ({ word }) => ({ entry: word, property }), make: ({ project }) => new GoogleSecretManager({ project }) },
];

function copied({ variant }: Draw) {
  const store = COPIED[variant % COPIED.length];
  if (!store) throw new Error("there is no store to copy from");
  return store;
}

/** Without an address half of the time: a new database user for each login is read through the agent only. */
function vault({ flag, word }: Draw, layout: StoreLayout): Vault {
  if (!flag) return new Vault({ layout, tokenMaxTtlInSeconds: 86_400 });
  const address = `https://${word}.example.com:8200`;
  return new Vault({ layout, address, mount: "kv/mendix", login: VaultLogin.JWT, authMount: `jwt/${word}` });
}

export const RESOURCE_GROUP = { resourceGroupName: "mendix", location: "westeurope" };

/** The cloud that everything of a declaration is in. */
export function azureCloud({ variant }: Draw): AzureCloud {
  const clouds = [AzureCloud.PUBLIC, AzureCloud.US_GOVERNMENT, AzureCloud.CHINA];
  return clouds[variant % clouds.length] ?? AzureCloud.PUBLIC;
}

function ownVault({ guid, flag }: Draw): AzureKeyVault {
  const keys = flag ? ["mx-const-Proof.Secret"] : [];
  return new AzureKeyVault({ ...RESOURCE_GROUP, tenantId: guid, purgeProtection: flag, base64: keys });
}

function sharedVault({ guid, word }: Draw): AzureKeyVault {
  const group = `/subscriptions/${guid}/resourceGroups/${RESOURCE_GROUP.resourceGroupName}/providers`;
  return AzureKeyVault.fromExisting({ vaultId: `${group}/Microsoft.KeyVault/vaults/v${word}`, tenantId: guid });
}
