import { z } from "zod";
import type { ExistingGoogleSecret } from "../../stores/google/existing";
import type { GoogleReplica } from "../../stores/google/replication";
import { GoogleSecretManager } from "../../stores/google/store";
import type { GoogleSecretManagerProps } from "../../stores/google/props";
import { GoogleCsiDriver, VersionDeletion } from "../../stores/google/options";
import { flag, kind, props, text, texts } from "../shape";
import { stackProvider } from "../stack-provider";

const replica = props<GoogleReplica>("GoogleReplica", {
  location: text("europe-west1"),
  kmsKeyName: text().exactOptional(),
});

const existing = props<ExistingGoogleSecret>("ExistingGoogleSecret", {
  secret: text("orders-database-password"),
  keys: z.array(text("database-password")),
  json: flag().exactOptional(),
  propertyNames: texts().exactOptional(),
});

export const googleSecretManager = kind(
  "GoogleSecretManager",
  props<GoogleSecretManagerProps>("GoogleSecretManagerProps", {
    project: text("acme-prod").exactOptional(),
    name: text("orders").exactOptional(),
    secretIds: texts().exactOptional(),
    replicas: z.array(replica).exactOptional(),
    kmsKeyName: text().exactOptional(),
    labels: texts().exactOptional(),
    deletionProtection: flag().exactOptional(),
    versionDeletion: z.enum(VersionDeletion).exactOptional(),
    pinnedVersions: texts().exactOptional(),
    existing: z.array(existing).exactOptional(),
    driver: z.enum(GoogleCsiDriver).exactOptional(),
    provider: stackProvider("google").exactOptional(),
  }),
  (given) => new GoogleSecretManager(given),
);
