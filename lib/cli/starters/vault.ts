import type { Starter } from "./starter";
import { DATABASE_QUESTIONS, postgresql, s3Compatible, STORAGE_QUESTIONS } from "./parts";

/** Vault or OpenBao on any cluster; the pod logs in with its own token. */
export const vaultStarter: Starter = {
  title: "HashiCorp Vault or OpenBao",
  questions: [
    { key: "address", asks: "Address of Vault as the cluster reaches it (https://...)" },
    ...DATABASE_QUESTIONS,
    ...STORAGE_QUESTIONS,
  ],
  cluster: () => ({ other: {} }),
  environment: (answers) => ({
    store: { vault: { address: answers["address"] } },
    database: postgresql(answers),
    storage: s3Compatible(answers),
    adminPassword: { generated: {} },
  }),
};
