import type { SecretStore } from "../../core/parts";
import { awsParameterStore } from "../aws/parameter-store";
import { awsSecretsManager } from "../aws/secrets-manager";
import { azureKeyVault, azureKeyVaultFromExisting } from "../azure/key-vault";
import { googleSecretManager } from "../google/secret-manager";
import { externalSecret, kubernetesSecret, kubernetesSecretFromExisting } from "../kubernetes/secrets";
import { choice } from "../shape";
import { vault } from "../vault/vault";

/** Where values live outside the cluster: one line for each store. */
const remote = {
  awsSecretsManager,
  awsParameterStore,
  vault,
  azureKeyVault,
  azureKeyVaultFromExisting,
  googleSecretManager,
};

/** Where the values live. */
export const store = choice<SecretStore>({
  ...remote,
  kubernetesSecret,
  kubernetesSecretFromExisting,
  externalSecret: externalSecret(choice<SecretStore>(remote)),
});
