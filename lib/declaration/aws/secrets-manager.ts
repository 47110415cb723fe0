import { z } from "zod";
import type { ExistingSecret } from "../../stores/aws/existing";
import { AwsSecretsManager } from "../../stores/aws/store";
import type { AwsSecretsManagerProps, SecretReplica } from "../../stores/aws/props";
import { StoreLayout } from "../../stores/store-layout";
import { flag, kind, number, props, text, texts } from "../shape";
import { stackProvider } from "../stack-provider";

const replica = props<SecretReplica>("SecretReplica", {
  region: text("eu-central-1"),
  kmsKeyArn: text().exactOptional(),
});

const existing = props<ExistingSecret>("ExistingSecret", {
  secret: text("mendix/orders"),
  keys: z.array(text("database-host")),
  propertyNames: texts().exactOptional(),
  json: flag().exactOptional(),
  kmsKeyArn: text().exactOptional(),
});

export const awsSecretsManager = kind(
  "AwsSecretsManager",
  props<AwsSecretsManagerProps>("AwsSecretsManagerProps", {
    region: text("eu-west-1").exactOptional(),
    account: text("111122223333").exactOptional(),
    name: text("mendix/orders").exactOptional(),
    layout: z.enum(StoreLayout).exactOptional(),
    kmsKeyArn: text().exactOptional(),
    decryptWith: z.array(text("arn:aws:kms:eu-west-1:444455556666:key/ID")).exactOptional(),
    arns: z.array(text("arn:aws:secretsmanager:eu-west-1:444455556666:secret:mendix/orders-AbC123")).exactOptional(),
    recoveryWindowInDays: number({ minimum: 0, maximum: 30, example: 7 }).exactOptional(),
    replicas: z.array(replica).exactOptional(),
    failoverRegion: text("eu-central-1").exactOptional(),
    tags: texts().exactOptional(),
    resourcePolicy: text().exactOptional(),
    existing: z.array(existing).exactOptional(),
    provider: stackProvider("aws").exactOptional(),
  }),
  (given) => new AwsSecretsManager(given),
);
