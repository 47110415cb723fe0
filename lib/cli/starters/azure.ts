import type { Starter } from "./starter";
import { DATABASE_QUESTIONS, postgresql } from "./parts";

/** Azure Key Vault on AKS; the pod reads it with a managed identity, the files with the account's key. */
export const azureStarter: Starter = {
  title: "Azure Key Vault, read through a workload identity",
  questions: [
    { key: "issuer", asks: "OIDC issuer URL of the AKS cluster", ofCluster: true },
    { key: "subscription", asks: "Subscription of the cluster", ofCluster: true },
    { key: "tenantId", asks: "Tenant of the vault" },
    { key: "resourceGroupName", asks: "Resource group of vault and identity" },
    { key: "location", asks: "Azure region of vault and identity, for example westeurope" },
    ...DATABASE_QUESTIONS,
    { key: "storageAccount", asks: "Storage account of the files" },
    { key: "container", asks: "Container of the files" },
  ],
  cluster: ({ issuer, subscription }) => ({ aks: { issuer, subscription } }),
  environment: (answers) => {
    const { tenantId, resourceGroupName, location, storageAccount: accountName, container } = answers;
    return {
      store: { azureKeyVault: { tenantId, resourceGroupName, location, purgeProtection: false } },
      identity: { azureWorkloadIdentity: { resourceGroupName, location } },
      database: postgresql(answers),
      storage: { azureBlob: { accountName, accountKey: { fromVariable: {} }, container } },
      adminPassword: { generated: {} },
    };
  },
};
