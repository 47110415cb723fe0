import type { Starter } from "./starter";
import { DATABASE_QUESTIONS, postgresql, s3Compatible, STORAGE_QUESTIONS } from "./parts";

/** A plain Secret in the cluster, for clusters without a store. */
export const kubernetesStarter: Starter = {
  title: "a plain Kubernetes Secret",
  questions: [...DATABASE_QUESTIONS, ...STORAGE_QUESTIONS],
  cluster: () => ({ other: {} }),
  environment: (answers) => ({
    store: { kubernetesSecret: {} },
    database: postgresql(answers),
    storage: s3Compatible(answers),
    adminPassword: { fromVariable: {} },
  }),
};
