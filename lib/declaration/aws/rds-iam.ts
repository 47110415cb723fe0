import { RdsIam, type RdsIamProps } from "../../clouds/aws/rds-iam";
import { kind, props, text } from "../shape";

export const rdsIam = kind(
  "RdsIam",
  props<RdsIamProps>("RdsIamProps", {
    resourceId: text("db-ABC123"),
    region: text("eu-west-1").exactOptional(),
    account: text("111122223333").exactOptional(),
  }),
  (given) => new RdsIam(given),
);
