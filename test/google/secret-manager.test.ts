import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { Cluster, Database, describeEnvironment, MendixSecretStoreEnvironment, SecretValue } from "../../lib";
import { GoogleSecretManager, VersionDeletion } from "../../lib/google";
import { refusing, tooLong } from "../support/placeholder";
import { googleSample, PRINCIPAL, withStore } from "../support/samples-google";
import { expectValidArguments } from "../support/schema-check";
import { newStack, plain, resourcesOf, synthesize, synthesizeStack } from "../support/synthesize";

type Resource = Readonly<Record<string, unknown>>;

/** The resource of a type that belongs to a key, without cdktf's metadata. */
function resourceOf(stack: ReturnType<typeof synthesize>, type: string, key: string): Resource | undefined {
  const found = Object.entries(stack.resource?.[type] ?? {}).find(([name]) => name.includes(`store_${key}_`));
  return found && plain(found[1]);
}

const LIFECYCLE = { create_before_destroy: true };
const LABELS = { "cost-center": "shop" };

describe("Google Secret Manager with all defaults", () => {
  const stack = synthesize(googleSample());

  it("makes one secret for each key", () => {
    const ids = resourcesOf(stack, "google_secret_manager_secret").map((secret) => secret["secret_id"]);
    expect(ids.sort()).toEqual(
      [
        "database-host",
        "database-jdbc-url",
        "database-name",
        "database-password",
        "database-type",
        "database-username",
        "storage-access-key-id",
        "storage-bucket-name",
        "storage-endpoint",
        "storage-secret-access-key",
        "storage-service-name",
      ].map((key) => `prod-mendix-orders-${key}`),
    );
  });

  it("replicates a secret automatically, and drops it only after the pod's objects no longer name it", () => {
    expect(resourceOf(stack, "google_secret_manager_secret", "database-host")).toEqual({
      project: "acme-prod",
      secret_id: "prod-mendix-orders-database-host",
      replication: { auto: {} },
      lifecycle: LIFECYCLE,
    });
  });

  it("writes a setting as an ordinary argument", () => {
    expect(resourceOf(stack, "google_secret_manager_secret_version", "database-host")).toEqual({
      secret: "${google_secret_manager_secret.environment_store_database-host_secret_CB7D4DBC.id}",
      secret_data: "10.0.0.3:5432",
      deletion_policy: "DISABLE",
      lifecycle: LIFECYCLE,
    });
  });

  it("writes a secret through the write-only argument, the new version before the old one is disabled", () => {
    expect(resourceOf(stack, "google_secret_manager_secret_version", "database-password")).toEqual({
      secret: "${google_secret_manager_secret.environment_store_database-password_secret_49F7A192.id}",
      secret_data_wo: refusing(["orders_database_password"], tooLong(65_536), "var.orders_database_password"),
      secret_data_wo_version: 1,
      deletion_policy: "DISABLE",
      lifecycle: LIFECYCLE,
    });
  });

  it("leaves the secret empty that somebody else fills", () => {
    expect(resourceOf(stack, "google_secret_manager_secret", "storage-secret-access-key")).toBeDefined();
    expect(resourceOf(stack, "google_secret_manager_secret_version", "storage-secret-access-key")).toBeUndefined();
  });

  it("lets the pod's own principal read the secret, beside whoever else may", () => {
    expect(resourceOf(stack, "google_secret_manager_secret_iam_member", "database-host")).toEqual({
      project: "acme-prod",
      secret_id: "${google_secret_manager_secret.environment_store_database-host_secret_CB7D4DBC.secret_id}",
      role: "roles/secretmanager.secretAccessor",
      member: PRINCIPAL,
      lifecycle: LIFECYCLE,
    });
  });

  it("makes one such member for each secret and no other permission", () => {
    const types = Object.keys(stack.resource ?? {}).filter((type) => type.startsWith("google_"));
    expect(types.sort()).toEqual([
      "google_secret_manager_secret",
      "google_secret_manager_secret_iam_member",
      "google_secret_manager_secret_version",
    ]);
    expect(resourcesOf(stack, "google_secret_manager_secret_iam_member")).toHaveLength(11);
  });

  it("has the pod's objects wait for secrets, versions and members", () => {
    const objects = resourcesOf(stack, "kubernetes_manifest");
    const google = objects.map(({ depends_on: all }) => (all as string[]).filter((name) => name.startsWith("google_")));
    expect(new Set(google.map(({ length }) => length))).toEqual(new Set([11 + 10 + 11]));
  });

  it("takes arguments that the provider knows, and secrets at write-only ones alone", () => {
    expectValidArguments(stack);
  });

  it("limits a secret to what Secret Manager takes", () => {
    const [variable] = Object.values(stack.variable ?? {});
    expect(variable?.["validation"]).toContainEqual({
      condition: "${length(base64encode(var.orders_database_password)) <= 87384}",
      error_message: "TF_VAR_orders_database_password is longer than the 65536 bytes that the store takes.",
    });
  });

  it("asks for the providers' versions that it needs", () => {
    expect(describeEnvironment(googleSample()).providers).toEqual(["google", "kubernetes"]);
    expect(stack.terraform?.["required_providers"]).toMatchObject({
      google: { source: "hashicorp/google", version: ">= 6.50.0, < 7.0.0" },
    });
  });
});

describe("Google Secret Manager with all values", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const key = (location: string) => `projects/acme-keys/locations/${location}/keyRings/mendix/cryptoKeys/secrets`;
  new MendixSecretStoreEnvironment(
    stack,
    "environment",
    withStore({
      project: "acme-secrets",
      name: "orders",
      secretIds: { "database-host": "orders-db-address" },
      replicas: [{ location: "europe-west1", kmsKeyName: key("europe-west1") }, { location: "europe-west4" }],
      labels: LABELS,
      deletionProtection: true,
      versionDeletion: VersionDeletion.KEEP,
      pinnedVersions: { "database-host": "4" },
      provider: new GoogleProvider(stack, "other", { alias: "secrets", project: "acme-secrets" }),
    }),
  );
  const synthesized = synthesizeStack(stack);

  it("writes each of them on the secret and its version", () => {
    expect(resourceOf(synthesized, "google_secret_manager_secret", "database-host")).toEqual({
      project: "acme-secrets",
      secret_id: "orders-db-address",
      replication: {
        user_managed: {
          replicas: [
            { location: "europe-west1", customer_managed_encryption: { kms_key_name: key("europe-west1") } },
            { location: "europe-west4" },
          ],
        },
      },
      labels: LABELS,
      deletion_protection: true,
      provider: "google.secrets",
      lifecycle: LIFECYCLE,
    });
    expect(resourceOf(synthesized, "google_secret_manager_secret_version", "database-host")).toMatchObject({
      deletion_policy: "ABANDON",
      provider: "google.secrets",
    });
  });

  it("takes arguments that the provider knows", () => {
    expectValidArguments(synthesized);
  });
});

describe("a key of Cloud KMS for automatic replication", () => {
  const kmsKeyName = "projects/acme-keys/locations/global/keyRings/mendix/cryptoKeys/secrets";

  it("stands in the replication", () => {
    const stack = synthesize(withStore({ kmsKeyName }));
    const secret = resourceOf(stack, "google_secret_manager_secret", "database-host");
    expect(secret?.["replication"]).toEqual({ auto: { customer_managed_encryption: { kms_key_name: kmsKeyName } } });
    expectValidArguments(stack);
  });

  it("is the service's to use, not the pod's: the blueprint says how to allow it", () => {
    const { steps, grants } = describeEnvironment(withStore({ kmsKeyName }));
    expect(steps.map(({ does }) => does)).toContain(
      `gcloud kms keys add-iam-policy-binding ${kmsKeyName} --member="serviceAccount:service-$(gcloud projects describe acme-prod '--format=value(projectNumber)')@gcp-sa-secretmanager.iam.gserviceaccount.com" --role=roles/cloudkms.cryptoKeyEncrypterDecrypter`,
    );
    expect(new Set(grants.map(({ purpose }) => purpose))).toEqual(new Set(["secret-store"]));
  });
});

describe("a generated secret on Google", () => {
  const stack = synthesize(googleSample({ adminPassword: SecretValue.generated({ length: 40 }) }));

  it("comes from hashicorp/random, which the environment then requires", () => {
    const [block] = Object.values(stack.ephemeral?.["random_password"] ?? {});
    expect(block).toMatchObject({ length: 40, min_lower: 1, min_upper: 1, min_numeric: 1, min_special: 1 });
    expect(stack.terraform?.["required_providers"]).toMatchObject({ random: { source: "hashicorp/random" } });
    expectValidArguments(stack);
  });

  it("is written once: its trigger never changes", () => {
    const version = resourceOf(stack, "google_secret_manager_secret_version", "mx-admin-password");
    expect(version?.["secret_data_wo_version"]).toBe(1);
  });
});

describe("the values of settings", () => {
  it("arrive as typed", () => {
    const stack = synthesize(googleSample({ constants: { "Shop.Text": 'a "b" ${c} %{d} €\n' } }));
    const version = resourceOf(stack, "google_secret_manager_secret_version", "mx-const-ShopText");
    expect(version?.["secret_data"]).toBe('a "b" $${c} %%{d} €\n');
  });
});

describe("secrets that somebody else made", () => {
  const store = GoogleSecretManager.fromExisting({
    existing: [
      { secret: "shared-admin", keys: ["mx-admin-password"] },
      { secret: "projects/acme-apps/locations/europe-west4/secrets/orders", keys: ["mx-debugger-password"] },
    ],
  });
  const password = SecretValue.external({ entry: "projects/acme-db/secrets/orders-db", property: "password" });
  const database = Database.postgresql({ host: "10.0.0.3", name: "orders", username: "orders", password });
  const stack = synthesize(googleSample({ store, database }));

  it("are not made, and the pod gets read on them", () => {
    const members = resourcesOf(stack, "google_secret_manager_secret_iam_member")
      .map(({ project, secret_id }) => `${String(project)} ${String(secret_id)}`)
      .filter((text) => !text.includes("${"));
    expect(members).toEqual(["acme-db orders-db", "acme-prod shared-admin"]);
  });

  it("have the member of their own kind where they are regional", () => {
    expect(resourcesOf(stack, "google_secret_manager_regional_secret_iam_member")).toEqual([
      expect.objectContaining({
        project: "acme-apps",
        location: "europe-west4",
        secret_id: "orders",
        role: "roles/secretmanager.secretAccessor",
        member: PRINCIPAL,
      }),
    ]);
    expectValidArguments(stack);
  });
});

describe("what an administrator does once", () => {
  it("is to switch on the API and Workload Identity Federation, and to install the driver", () => {
    const { steps } = describeEnvironment(googleSample());
    expect(steps.map(({ as, does }) => `${as}: ${does}`)).toEqual([
      "as the owner of the value: Write storage-secret-access-key into the entry prod-mendix-orders-storage-secret-access-key.",
      "as an owner of the project acme-prod: gcloud services enable secretmanager.googleapis.com --project=acme-prod",
      "as the cluster's administrator: Install the open-source Secrets Store CSI driver with rotation on, and its provider for Google (secrets-store-csi-driver-provider-gcp), both with Helm.",
      "as the cluster's administrator: gcloud container clusters update prod --project=acme-prod --location=LOCATION --workload-pool=acme-prod.svc.id.goog",
    ]);
  });
});

describe("values that only an apply makes known", () => {
  const stack = newStack();
  const number = new TerraformVariable(stack, "project_number", { type: "string" });
  const key = new TerraformVariable(stack, "key", { type: "string" });
  new MendixSecretStoreEnvironment(
    stack,
    "environment",
    withStore(
      { kmsKeyName: key.stringValue },
      { cluster: Cluster.gke({ name: "prod", project: "acme-prod", projectNumber: number.stringValue }) },
    ),
  );
  const synthesized = synthesizeStack(stack);

  it("may be the number of the project", () => {
    expect(resourceOf(synthesized, "google_secret_manager_secret_iam_member", "database-host")?.["member"]).toBe(
      PRINCIPAL.replace("123456789012", "${var.project_number}"),
    );
  });

  it("may be the key, and the step that allows its use is an output", () => {
    const [output] = Object.values(synthesized.output ?? {});
    expect(output?.["value"]).toEqual([
      `as the owner of the key: gcloud kms keys add-iam-policy-binding '\${var.key}' --member="serviceAccount:service-$(gcloud projects describe acme-prod '--format=value(projectNumber)')@gcp-sa-secretmanager.iam.gserviceaccount.com" --role=roles/cloudkms.cryptoKeyEncrypterDecrypter`,
    ]);
  });
});
