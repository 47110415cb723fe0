import type { Starter } from "./starter";
import { DATABASE_QUESTIONS, postgresql } from "./parts";

/** AWS Secrets Manager on EKS, PostgreSQL on RDS, a bucket: everything by the pod's own role. */
export const awsStarter: Starter = {
  title: "AWS Secrets Manager, read through IRSA",
  questions: [
    { key: "oidcProviderArn", asks: "ARN of the cluster's IAM OIDC provider", ofCluster: true },
    ...DATABASE_QUESTIONS,
    {
      key: "databaseResourceId",
      asks: "DbiResourceId for RDS IAM login; empty for a password from a variable",
      default: "",
    },
    { key: "bucket", asks: "S3 bucket of the files" },
  ],
  cluster: ({ oidcProviderArn }) => ({ eks: { oidcProviderArn } }),
  environment: (answers) => {
    const { name, databaseResourceId: resourceId, bucket } = answers;
    return {
      store: { awsSecretsManager: {} },
      identity: { irsa: {} },
      database: postgresql(answers, resourceId ? { authentication: { rdsIam: { resourceId } } } : undefined),
      storage: { s3: { bucket, prefix: name } },
      adminPassword: { generated: {} },
    };
  },
};
