import { z } from "zod";
import type { ExistingParameter } from "../../stores/aws-parameters/existing";
import { ParameterTier, type AwsParameterStoreProps } from "../../stores/aws-parameters/props";
import { AwsParameterStore } from "../../stores/aws-parameters/store";
import { flag, kind, props, text, texts } from "../shape";
import { stackProvider } from "../stack-provider";

const existing = props<ExistingParameter>("ExistingParameter", {
  parameter: text("/mendix/orders/database-password"),
  keys: z.array(text("database-password")),
  json: flag().exactOptional(),
  propertyNames: texts().exactOptional(),
  kmsKeyArn: text().exactOptional(),
});

export const awsParameterStore = kind(
  "AwsParameterStore",
  props<AwsParameterStoreProps>("AwsParameterStoreProps", {
    region: text("eu-west-1").exactOptional(),
    account: text("111122223333").exactOptional(),
    name: text("/mendix/orders").exactOptional(),
    tier: z.enum(ParameterTier).exactOptional(),
    kmsKeyArn: text().exactOptional(),
    decryptWith: z.array(text("arn:aws:kms:eu-west-1:111122223333:key/ID")).exactOptional(),
    tags: texts().exactOptional(),
    existing: z.array(existing).exactOptional(),
    provider: stackProvider("aws").exactOptional(),
  }),
  (given) => new AwsParameterStore(given),
);
