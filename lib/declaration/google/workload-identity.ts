import type { ExistingServiceAccountProps, ServiceAccountProps } from "../../clouds/google/service-account";
import { GkeWorkloadIdentity } from "../../clouds/google/workload-identity";
import { flag, kind, nothing, props, text } from "../shape";

export const gkeWorkloadIdentity = kind("GkeWorkloadIdentity", nothing(), () => new GkeWorkloadIdentity());

export const gkeWorkloadIdentityWithServiceAccount = kind(
  "GkeWorkloadIdentity.withServiceAccount",
  props<ServiceAccountProps>("ServiceAccountProps", {
    accountId: text("orders-prod").exactOptional(),
    project: text("acme-prod").exactOptional(),
    displayName: text("orders-prod").exactOptional(),
  }),
  (given) => GkeWorkloadIdentity.withServiceAccount(given),
);

export const gkeWorkloadIdentityFromExistingServiceAccount = kind(
  "GkeWorkloadIdentity.fromExistingServiceAccount",
  props<ExistingServiceAccountProps>("ExistingServiceAccountProps", {
    email: text("orders@acme-prod.iam.gserviceaccount.com"),
    mutable: flag().exactOptional(),
  }),
  (given) => GkeWorkloadIdentity.fromExistingServiceAccount(given),
);
