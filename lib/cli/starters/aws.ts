import type { Starter } from "../starters";

/** AWS Secrets Manager on EKS, PostgreSQL on RDS, a bucket: everything by the pod's own role. */
export const awsStarter: Starter = {
  title: "AWS Secrets Manager, read through IRSA",
  questions: [
    { key: "oidcProviderArn", asks: "ARN of the cluster's IAM OIDC provider" },
    { key: "databaseHost", asks: "Host of the PostgreSQL database" },
    { key: "databaseName", asks: "Name of the database" },
    { key: "databaseUser", asks: "User of the database" },
    {
      key: "databaseResourceId",
      asks: "DbiResourceId for RDS IAM login; empty for a password from a variable",
      default: "",
    },
    { key: "bucket", asks: "S3 bucket of the files" },
  ],
  cluster: ({ oidcProviderArn }) => ({ eks: { oidcProviderArn } }),
  environment: ({ name, databaseHost, databaseName, databaseUser, databaseResourceId, bucket }) => ({
    store: { awsSecretsManager: {} },
    identity: { irsa: {} },
    database: {
      postgresql: {
        host: databaseHost,
        name: databaseName,
        username: databaseUser,
        ...(databaseResourceId
          ? { authentication: { rdsIam: { resourceId: databaseResourceId } } }
          : { password: { fromVariable: {} } }),
      },
    },
    storage: { s3: { bucket, prefix: name } },
    adminPassword: { generated: {} },
  }),
};
