import { sample } from "../support/samples";
import { byIam, keysOf, statementsOf, stepsOf, trustOf } from "./looked-up";
import type { Mistake } from "./mistake";

const STORAGE_POLICY = [
  {
    Sid: "Files",
    Effect: "Allow",
    Action: [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:GetObject",
      "s3:ListMultipartUploadParts",
      "s3:PutObject",
    ],
    Resource: ["arn:aws:s3:::acme-files/orders/*"],
  },
];

/** Where the vendor's pages mislead about who may do what. */
export const MISTAKES_ABOUT_ACCESS: readonly Mistake[] = [
  {
    row: 6,
    page: "needs a password always, and has no trust policy",
    instead: "mounts no password beside RDS IAM, and pins audience and subject",
    actual: () => [keysOf(byIam).includes("database-password"), trustOf(byIam)],
    expected: [
      false,
      [
        {
          Sid: "ServiceAccount",
          Effect: "Allow",
          Action: ["sts:AssumeRoleWithWebIdentity"],
          Principal: {
            Federated: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC",
          },
          Condition: {
            StringEquals: {
              "oidc.eks.eu-west-1.amazonaws.com/id/ABC:aud": "sts.amazonaws.com",
              "oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub": "system:serviceaccount:mendix:orders",
            },
          },
        },
      ],
    ],
  },
  {
    row: 8,
    page: "calls the role of S3 one for RDS authentication",
    instead: "gives S3 a policy of its own",
    actual: () => statementsOf(byIam, "file-storage"),
    expected: STORAGE_POLICY,
  },
  {
    row: 21,
    page: "runs SQL through a pod whose image is missing, or does not exist",
    instead: "gives a command of psql, for whoever reaches the database",
    actual: () => [stepsOf(byIam, "kubectl run"), stepsOf(byIam, "GRANT").length],
    expected: [[], 1],
  },
  {
    row: 22,
    page: "grants rds_iam as the app's own user",
    instead: "says who can: the master user",
    actual: () => stepsOf(byIam, "GRANT"),
    expected: [
      expect.objectContaining({
        as: "as the database's master user",
        does: expect.stringMatching(/psql .*GRANT rds_iam TO "orders"/) as unknown,
      }),
    ],
  },
  {
    row: 29,
    page: 'has a policy with "Effect": "AllowCreateTenants"',
    instead: "writes Allow, and a statement id",
    actual: () => statementsOf(byIam, "database"),
    expected: [
      {
        Sid: "ConnectToDatabase",
        Effect: "Allow",
        Action: ["rds-db:connect"],
        Resource: ["arn:aws:rds-db:eu-west-1:111122223333:dbuser:db-ABC123/orders"],
      },
    ],
  },
  {
    row: 30,
    page: "allows actions on objects for the bucket, where they do nothing",
    instead: "allows them for the objects under the environment's prefix",
    actual: () => statementsOf(sample(), "file-storage"),
    expected: STORAGE_POLICY,
  },
];
