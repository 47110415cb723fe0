import type { Starter } from "./starter";
import { DATABASE_QUESTIONS, postgresql, s3Compatible, STORAGE_QUESTIONS } from "./parts";

/** Google Secret Manager on GKE; the pod reads it as its own principal. */
export const googleStarter: Starter = {
  title: "Google Secret Manager, read through Workload Identity Federation",
  questions: [
    { key: "project", asks: "Id of the cluster's project", ofCluster: true },
    { key: "projectNumber", asks: "Number of that project", ofCluster: true },
    ...DATABASE_QUESTIONS,
    ...STORAGE_QUESTIONS,
  ],
  cluster: ({ project, projectNumber }) => ({ gke: { project, projectNumber } }),
  environment: (answers) => ({
    store: { googleSecretManager: {} },
    identity: { gkeWorkloadIdentity: {} },
    database: postgresql(answers),
    storage: s3Compatible(answers),
    adminPassword: { generated: {} },
  }),
};
