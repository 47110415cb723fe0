import { z } from "zod";
import type { ExistingSecret } from "../../stores/aws/existing";
import { AwsSecretsManager } from "../../stores/aws/store";
import type { AwsSecretsManagerProps, SecretReplica } from "../../stores/aws/props";
import { StoreLayout } from "../../stores/store-layout";
import { flag, kind, number, props, text, texts } from "../shape";

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

/** A provider of another account is a construct, so it can be given in TypeScript only. */
type Declared = Omit<AwsSecretsManagerProps, "provider">;

export const awsSecretsManager = kind(
  "AwsSecretsManager",
  props<Declared>("AwsSecretsManagerProps", {
    region: text("eu-west-1").exactOptional(),
    account: text("111122223333").exactOptional(),
    name: text("mendix/orders").exactOptional(),
    layout: z.enum(StoreLayout).exactOptional(),
    kmsKeyArn: text().exactOptional(),
    recoveryWindowInDays: number({ minimum: 0, maximum: 30, example: 7 }).exactOptional(),
    replicas: z.array(replica).exactOptional(),
    failoverRegion: text("eu-central-1").exactOptional(),
    tags: texts().exactOptional(),
    resourcePolicy: text().exactOptional(),
    existing: z.array(existing).exactOptional(),
  }),
  (given) => new AwsSecretsManager(given),
);
