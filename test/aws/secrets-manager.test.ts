import { AwsSecretsManager, describeEnvironment, SecretValue, StoreLayout } from "../../lib";
import { refusing, tooLong } from "../support/placeholder";
import { omit } from "../support/omit";
import { ACCOUNT, sample } from "../support/samples";
import { resourcesOf, synthesize } from "../support/synthesize";

const KMS = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`;
const lifecycle = { create_before_destroy: true };

/** The secrets and versions of an environment by the secret's name. */
function entriesOf(changes: Parameters<typeof sample>[0]) {
  const synthesized = synthesize(sample(changes));
  const versions = resourcesOf(synthesized, "aws_secretsmanager_secret_version");
  const secrets = Object.entries(synthesized.resource?.["aws_secretsmanager_secret"] ?? {}).map(([id, secret]) => {
    const version = versions.find(({ secret_id: of }) => of === `\${aws_secretsmanager_secret.${id}.id}`);
    return [secret["name"], { secret, version: version && omit(version, "secret_id") }];
  });
  return Object.fromEntries(secrets) as Readonly<Record<string, { secret: unknown; version: unknown }>>;
}

describe("AwsSecretsManager", () => {
  it("writes settings as an ordinary argument whose drift is seen, and each secret through a write-only one", () => {
    expect(entriesOf({ adminPassword: SecretValue.fromVariable({ revision: 7 }) })).toEqual({
      "prod/mendix/orders": {
        secret: { name: "prod/mendix/orders", lifecycle },
        version: {
          secret_string: JSON.stringify({
            "database-host": "db.example.com:5432",
            "database-jdbc-url": "jdbc:postgresql://db.example.com:5432/orders?sslmode=require",
            "database-name": "orders",
            "database-type": "PostgreSQL",
            "database-username": "orders",
            "storage-bucket-name": "orders",
            "storage-endpoint": "https://acme-files.s3.eu-west-1.amazonaws.com",
            "storage-service-name": "com.mendix.storage.s3",
          }),
          version_stages: ["AWSCURRENT"],
          lifecycle,
        },
      },
      "prod/mendix/orders/database-password": {
        secret: { name: "prod/mendix/orders/database-password", lifecycle },
        version: {
          secret_string_wo: refusing(["orders_database_password"], tooLong(65_536), "var.orders_database_password"),
          secret_string_wo_version: 1,
          lifecycle,
        },
      },
      "prod/mendix/orders/mx-admin-password": {
        secret: { name: "prod/mendix/orders/mx-admin-password", lifecycle },
        version: {
          secret_string_wo: refusing(["orders_mx_admin_password"], tooLong(65_536), "var.orders_mx_admin_password"),
          secret_string_wo_version: 7,
          lifecycle,
        },
      },
    });
  });

  it("takes every option of an entry", () => {
    const store = new AwsSecretsManager({
      name: "apps/orders",
      kmsKeyArn: KMS,
      recoveryWindowInDays: 0,
      replicas: [{ region: "eu-central-1" }],
      tags: { team: "${shop}" },
      resourcePolicy: '{"Principal":"${aws:PrincipalArn}"}',
    });
    expect(entriesOf({ store })["apps/orders/database-password"]?.secret).toEqual({
      name: "apps/orders/database-password",
      kms_key_id: KMS,
      recovery_window_in_days: 0,
      replica: [{ region: "eu-central-1" }],
      tags: { team: "$${shop}" },
      policy: '{"Principal":"$${aws:PrincipalArn}"}',
      lifecycle,
    });
  });

  it("declares an ephemeral variable whose limits Terraform checks", () => {
    expect(synthesize(sample()).variable?.["orders_database_password"]).toEqual({
      type: "string",
      sensitive: true,
      nullable: false,
      ephemeral: true,
      description: "database-password of orders; raise its revision to write it",
      validation: [
        {
          condition: "${length(var.orders_database_password) > 0}",
          error_message: "TF_VAR_orders_database_password is empty: export the secret's value.",
        },
        {
          condition: "${length(base64encode(var.orders_database_password)) <= 87384}",
          error_message: "TF_VAR_orders_database_password is longer than the 65536 bytes that the store takes.",
        },
      ],
    });
  });

  it("generates through the provider's own ephemeral resource, and needs no other provider", () => {
    const synthesized = synthesize(sample({ adminPassword: SecretValue.generated({ length: 40 }) }));
    const [generator] = Object.values(synthesized.ephemeral?.["aws_secretsmanager_random_password"] ?? {});
    expect(generator).toEqual({
      password_length: 40,
      require_each_included_type: true,
      exclude_characters: "\"'`{}<>&;|\\%$",
    });
    expect(synthesized.terraform?.["required_providers"]).not.toHaveProperty("random");
  });

  it("makes a container without a version for a value that somebody else writes", () => {
    const container = entriesOf({ adminPassword: SecretValue.external() })["prod/mendix/orders/mx-admin-password"];
    expect(container).toEqual({
      secret: { name: "prod/mendix/orders/mx-admin-password", lifecycle },
      version: undefined,
    });
  });
});

describe("one document for all secrets", () => {
  const store = new AwsSecretsManager({ layout: StoreLayout.DOCUMENT });

  it("is encoded by Terraform, and rewritten when its keys or a revision change", () => {
    const document = entriesOf({ store, adminPassword: SecretValue.fromVariable({ revision: 3 }) })[
      "prod/mendix/orders/secrets"
    ];
    expect(document?.version).toEqual({
      secret_string_wo: refusing(
        ["orders_database_password", "orders_mx_admin_password"],
        tooLong(65_536),
        'jsonencode({"database-password" = var.orders_database_password, "mx-admin-password" = var.orders_mx_admin_password})',
      ),
      secret_string_wo_version:
        '${parseint(substr(sha256(jsonencode({"database-password" = "1", "mx-admin-password" = "3"})), 0, 8), 16)}',
      lifecycle,
    });
  });

  it("leaves settings in an entry of their own", () => {
    expect(Object.keys(entriesOf({ store })).sort()).toEqual(["prod/mendix/orders", "prod/mendix/orders/secrets"]);
  });
});

describe("names of entries", () => {
  it("get one more part where AWS would take them for the ARN of another secret", () => {
    expect(describeEnvironment(sample({ name: "orders-abcdef" })).entries.map(({ name }) => name)).toEqual([
      "prod/mendix/orders-abcdef/settings",
      "prod/mendix/orders-abcdef/database-password",
    ]);
    const { entries } = describeEnvironment(
      sample({ runtimeSettings: { "some-setting": "x" }, constants: { "A.B": SecretValue.fromVariable() } }),
    );
    expect(entries.map(({ name }) => name)).toContain("prod/mendix/orders/mx-const-A.B");
  });
});

describe("the order of creation and deletion", () => {
  it("lets the pod's objects wait for every entry and policy, so that a dropped key leaves them first", () => {
    const synthesized = synthesize(sample());
    const app = resourcesOf(synthesized, "kubernetes_manifest").find(
      ({ manifest }) => (manifest as { kind: string }).kind === "MendixApp",
    );
    const waits = (app?.["depends_on"] as string[]).map((address) => address.replace(/_[0-9A-F]{8}$/, ""));
    expect(waits).toEqual([
      "aws_iam_role_policy.environment_identity_file-storage",
      "aws_iam_role_policy.environment_identity_secret-store",
      "aws_secretsmanager_secret.environment_store_settings_secret",
      "aws_secretsmanager_secret_version.environment_store_settings_version",
      "aws_secretsmanager_secret.environment_store_database-password_secret",
      "aws_secretsmanager_secret_version.environment_store_database-password_version",
      "kubernetes_manifest.environment_objects_ServiceAccount",
      "kubernetes_annotations.environment_objects_ServiceAccount-annotations",
      "kubernetes_manifest.environment_objects_SecretProviderClass",
      "kubernetes_annotations.environment_objects_SecretProviderClass-annotations",
    ]);
  });
});
