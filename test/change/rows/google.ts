import { GkeWorkloadIdentity, VersionDeletion } from "../../../lib/google";
import { googleSample, withStore } from "../../support/samples-google";
import { row, type Row } from "./row";

const key = (name: string, location = "global") =>
  `projects/acme/locations/${location}/keyRings/mendix/cryptoKeys/${name}`;
const existing = (secret: string) => withStore({ existing: [{ secret, keys: ["mx-admin-password"] }] });
const account = (email: string) =>
  googleSample({ identity: GkeWorkloadIdentity.fromExistingServiceAccount({ email, mutable: true }) });

/** What an environment of Google can change. */
export const GOOGLE: readonly Row[] = [
  row("another KMS key", withStore({ kmsKeyName: key("shop") }), withStore({ kmsKeyName: key("payroll") }), [
    "changed: replication.auto.customer_managed_encryption.kms_key_name of google_secret_manager_secret store/database-type/secret and 10 others changes from projects/acme/locations/global/keyRings/mendix/cryptoKeys/shop to projects/acme/locations/global/keyRings/mendix/cryptoKeys/payroll.",
  ]),
  row("Google's own key", withStore({ kmsKeyName: key("shop") }), withStore({}), [
    "changed: replication.auto.customer_managed_encryption.kms_key_name of google_secret_manager_secret store/database-type/secret and 10 others goes; it was projects/acme/locations/global/keyRings/mendix/cryptoKeys/shop.",
    "changed: replication.auto of google_secret_manager_secret store/database-type/secret and 10 others is new: {}.",
  ]),
  row(
    "a copy in another region",
    withStore({ replicas: [{ location: "europe-west1" }] }),
    withStore({ replicas: [{ location: "europe-west1" }, { location: "us-central1" }] }),
    [
      "replaced: replication.user_managed.replicas[1].location of google_secret_manager_secret store/database-type/secret and 10 others is new: us-central1: it is destroyed and made anew.",
    ],
  ),
  row("labels", withStore({ labels: { team: "shop" } }), withStore({ labels: { team: "web" } }), [
    "changed: labels.team of google_secret_manager_secret store/database-type/secret and 10 others changes from shop to web.",
  ]),
  row("no protection against deletion", withStore({ deletionProtection: true }), withStore({}), [
    "changed: deletion_protection of google_secret_manager_secret store/database-type/secret and 10 others goes; it was true.",
  ]),
  row("old versions that stay", withStore({}), withStore({ versionDeletion: VersionDeletion.KEEP }), [
    "changed: deletion_policy of google_secret_manager_secret_version store/database-type/version and 9 others changes from DISABLE to ABANDON.",
  ]),
  row(
    "a version that is pinned",
    withStore({ versionDeletion: VersionDeletion.KEEP }),
    withStore({ versionDeletion: VersionDeletion.KEEP, pinnedVersions: { "database-password": "3" } }),
    ["changed: The files that the SecretProviderClass mounts change, or where they come from."],
  ),
  row("a secret of another team", existing("shop"), existing("payroll"), [
    "widened: The pod may now act as roles/secretmanager.secretAccessor on projects/acme-prod/secrets/payroll.",
    "changed: The files that the SecretProviderClass mounts change, or where they come from.",
  ]),
  row("another project", withStore({}), withStore({ project: "acme-payroll" }), [
    "widened: The pod may now act as roles/secretmanager.secretAccessor on projects/acme-payroll/secrets/prod-mendix-orders-database-type.",
    "widened: The pod may now act as roles/secretmanager.secretAccessor on projects/acme-payroll/secrets/prod-mendix-orders-database-host.",
  ]),
  row(
    "a service account in place of the pod's own principal",
    googleSample(),
    googleSample({ identity: GkeWorkloadIdentity.withServiceAccount() }),
    [
      "identity: The identity changes from GKE workload identity, principal ns/mendix/sa/orders to GKE workload identity, service account prod-mendix-orders@acme-prod.iam.gserviceaccount.com.",
      "added: A step for an administrator, as an owner of the project acme-prod: gcloud services enable iamcredentials.googleapis.com --project=acme-prod",
    ],
  ),
  row(
    "another service account",
    account("shop-app@acme-prod.iam.gserviceaccount.com"),
    account("payroll@acme-prod.iam.gserviceaccount.com"),
    [
      "identity: The identity changes from GKE workload identity, service account shop-app@acme-prod.iam.gserviceaccount.com to GKE workload identity, service account payroll@acme-prod.iam.gserviceaccount.com.",
      'changed: metadata.annotations["iam.gke.io/gcp-service-account"] of the ServiceAccount changes from shop-app@acme-prod.iam.gserviceaccount.com to payroll@acme-prod.iam.gserviceaccount.com.',
    ],
  ),
];
