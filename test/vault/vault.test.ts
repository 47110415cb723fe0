import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import {
  Cluster,
  describeEnvironment,
  explain,
  MendixSecretStoreEnvironment,
  SecretValue,
  StoreLayout,
  Vault,
  VaultAlias,
  VaultLogin,
  type VaultProps,
} from "../../lib";
import { refusing } from "../support/placeholder";
import { eks } from "../support/samples";
import { newStack, resourcesOf, synthesize, synthesizeStack, type Synthesized } from "../support/synthesize";
import { parametersOf, vaultSample } from "./sample";

const lifecycle = { create_before_destroy: true };
const entryLifecycle = { ...lifecycle, ignore_changes: ["delete_all_versions"] };
const DATABASE_PASSWORD = "prod/mendix/orders/database-password";
const STORAGE_KEY = "prod/mendix/orders/storage-secret-access-key";

/** Paths of the entries that are made, and one of them. */
const entriesOf = (synthesized: Synthesized) => resourcesOf(synthesized, "vault_kv_secret_v2");
const entryOf = (synthesized: Synthesized, name: string) =>
  entriesOf(synthesized).find((entry) => entry["name"] === name);

const NO_JSON = '"a variable holds the placeholder: export the real values"';

describe("Vault", () => {
  test("keeps settings in one entry and each secret in an entry of its own, with one property named as its key", () => {
    const synthesized = synthesize(vaultSample());
    expect(entriesOf(synthesized)).toHaveLength(3);
    expect(entryOf(synthesized, "prod/mendix/orders")).toEqual({
      mount: "secret",
      name: "prod/mendix/orders",
      data_json: JSON.stringify({
        "database-host": "db.example.com:5432",
        "database-jdbc-url": "jdbc:postgresql://db.example.com:5432/orders?sslmode=require",
        "database-name": "orders",
        "database-type": "PostgreSQL",
        "database-username": "orders",
        "mx-runtime-com.mendix.storage.s3.Region": "us-east-1",
        "storage-access-key-id": "orders",
        "storage-bucket-name": "orders",
        "storage-endpoint": "https://minio.example.com:9000",
        "storage-service-name": "com.mendix.storage.s3",
      }),
      lifecycle: entryLifecycle,
    });
    expect(entryOf(synthesized, DATABASE_PASSWORD)).toEqual({
      mount: "secret",
      name: DATABASE_PASSWORD,
      data_json_wo: refusing(
        ["orders_database_password"],
        NO_JSON,
        'jsonencode({"database-password" = var.orders_database_password})',
      ),
      data_json_wo_version: 1,
      lifecycle: entryLifecycle,
    });
  });

  test("gives one ServiceAccount's role read on exactly its entries", () => {
    const synthesized = synthesize(vaultSample());
    const [policy] = resourcesOf(synthesized, "vault_policy");
    expect({ ...policy, policy: JSON.parse(String(policy?.["policy"])) as unknown }).toEqual({
      name: "prod.mendix.orders",
      policy: {
        path: {
          "secret/data/prod/mendix/orders": { capabilities: ["read"] },
          [`secret/data/${DATABASE_PASSWORD}`]: { capabilities: ["read"] },
          [`secret/data/${STORAGE_KEY}`]: { capabilities: ["read"] },
        },
      },
      lifecycle,
    });
    expect(resourcesOf(synthesized, "vault_kubernetes_auth_backend_role")).toEqual([
      {
        backend: "kubernetes",
        role_name: "prod.mendix.orders",
        bound_service_account_names: ["orders"],
        bound_service_account_namespaces: ["mendix"],
        audience: "vault",
        alias_name_source: "serviceaccount_uid",
        token_policies: [expect.stringMatching(/^\$\{vault_policy\..*\.name\}$/)],
        token_ttl: 1200,
        token_max_ttl: 1200,
        lifecycle,
      },
    ]);
  });

  test("mounts every key from its entry's path in the API", () => {
    const { objects, ...parameters } = parametersOf({});
    expect(parameters).toEqual({
      vaultAddress: "https://vault.example.com:8200",
      vaultAuthMountPath: "kubernetes",
      roleName: "prod.mendix.orders",
      audience: "vault",
    });
    expect(objects.map(({ objectName, secretPath }) => `${objectName} ${secretPath}`)).toEqual([
      "database-type secret/data/prod/mendix/orders",
      "database-host secret/data/prod/mendix/orders",
      "database-name secret/data/prod/mendix/orders",
      "database-jdbc-url secret/data/prod/mendix/orders",
      "database-username secret/data/prod/mendix/orders",
      "storage-service-name secret/data/prod/mendix/orders",
      "storage-endpoint secret/data/prod/mendix/orders",
      "storage-bucket-name secret/data/prod/mendix/orders",
      "storage-access-key-id secret/data/prod/mendix/orders",
      "mx-runtime-com.mendix.storage.s3.Region secret/data/prod/mendix/orders",
      `database-password secret/data/${DATABASE_PASSWORD}`,
      `storage-secret-access-key secret/data/${STORAGE_KEY}`,
    ]);
  });

  test("takes every choice that its props offer", () => {
    const props: VaultProps = {
      mount: "kv/mendix",
      path: "teams/orders",
      login: VaultLogin.REVIEWER_TOKEN,
      authMount: "kubernetes/prod",
      audience: "https://vault.example.com",
      namespace: "acme/mendix",
      tls: {
        caCertPath: "/vault/tls/ca.crt",
        caDirectory: "/vault/tls",
        serverName: "vault.internal",
        clientCertPath: "/vault/tls/tls.crt",
        clientKeyPath: "/vault/tls/tls.key",
      },
      policyName: "mendix-orders",
      roleName: "Orders",
      tokenTtlInSeconds: 600,
      tokenMaxTtlInSeconds: 900,
      noDefaultPolicy: true,
      alias: VaultAlias.NAME,
      boundCidrs: ["10.0.0.0/16"],
      maxVersions: 5,
      deleteAllVersions: true,
    };
    const synthesized = synthesize(vaultSample(props));
    expect(resourcesOf(synthesized, "vault_kubernetes_auth_backend_role")).toEqual([
      {
        namespace: "acme/mendix",
        backend: "kubernetes/prod",
        role_name: "Orders",
        bound_service_account_names: ["orders"],
        bound_service_account_namespaces: ["mendix"],
        audience: "https://vault.example.com",
        alias_name_source: "serviceaccount_name",
        token_policies: [expect.stringContaining("vault_policy")],
        token_ttl: 600,
        token_max_ttl: 900,
        token_no_default_policy: true,
        token_bound_cidrs: ["10.0.0.0/16"],
        lifecycle,
      },
    ]);
    expect(resourcesOf(synthesized, "vault_policy")).toMatchObject([
      { name: "mendix-orders", namespace: "acme/mendix", policy: expect.stringContaining("kv/mendix/data/teams") },
    ]);
    expect(resourcesOf(synthesized, "vault_generic_endpoint")).toHaveLength(3);
    expect(resourcesOf(synthesized, "vault_generic_endpoint")).toContainEqual({
      namespace: "acme/mendix",
      path: "kv/mendix/metadata/teams/orders",
      data_json: '{"max_versions":5}',
      disable_read: true,
      disable_delete: true,
      depends_on: [expect.stringContaining("vault_kv_secret_v2")],
      lifecycle,
    });
    const { objects, ...parameters } = parametersOf(props);
    expect(objects[0]?.secretPath).toBe("kv/mendix/data/teams/orders");
    expect(parameters).toEqual({
      vaultAddress: "https://vault.example.com:8200",
      vaultNamespace: "acme/mendix",
      vaultCACertPath: "/vault/tls/ca.crt",
      vaultCADirectory: "/vault/tls",
      vaultTLSServerName: "vault.internal",
      vaultTLSClientCertPath: "/vault/tls/tls.crt",
      vaultTLSClientKeyPath: "/vault/tls/tls.key",
      vaultAuthMountPath: "kubernetes/prod",
      roleName: "Orders",
      audience: "https://vault.example.com",
    });
  });

  test("binds a role of the jwt method to subject and audience", () => {
    expect(resourcesOf(synthesize(vaultSample({ login: VaultLogin.JWT })), "vault_jwt_auth_backend_role")).toEqual([
      {
        backend: "jwt",
        role_name: "prod.mendix.orders",
        role_type: "jwt",
        bound_subject: "system:serviceaccount:mendix:orders",
        bound_audiences: ["vault"],
        user_claim: "/kubernetes.io/serviceaccount/uid",
        user_claim_json_pointer: true,
        token_policies: [expect.stringContaining("vault_policy")],
        token_ttl: 1200,
        token_max_ttl: 1200,
        lifecycle,
      },
    ]);
  });

  test("names the entity of the jwt method by the subject where the alias is the name", () => {
    const synthesized = synthesize(vaultSample({ login: VaultLogin.JWT, alias: VaultAlias.NAME }));
    expect(resourcesOf(synthesized, "vault_jwt_auth_backend_role")).toMatchObject([
      { user_claim: "sub", user_claim_json_pointer: false },
    ]);
  });

  test("asks for a token that can review itself where Vault has none", () => {
    expect(parametersOf({ login: VaultLogin.SELF_REVIEW })).toMatchObject({
      audience: "https://kubernetes.default.svc.cluster.local",
    });
    // EKS tells its API server another audience than the issuer.
    expect(parametersOf({ login: VaultLogin.SELF_REVIEW }, { cluster: eks })).toMatchObject({
      audience: "https://kubernetes.default.svc",
    });
  });

  test("leaves the address to the CSI provider where none is given", () => {
    const { objects, ...parameters } = parametersOf({}, { store: new Vault() });
    expect(objects).toHaveLength(12);
    expect(parameters).toEqual({
      vaultAuthMountPath: "kubernetes",
      roleName: "prod.mendix.orders",
      audience: "vault",
    });
  });

  test("generates with hashicorp/random, into an entry that no neighbour rewrites", () => {
    const props = vaultSample({}, { adminPassword: SecretValue.generated({ length: 40 }) });
    expect(describeEnvironment(props).providers).toEqual(["kubernetes", "random", "vault"]);
    const { ephemeral } = synthesize(props);
    expect(Object.values(ephemeral?.["random_password"] ?? {})).toEqual([
      {
        length: 40,
        min_lower: 1,
        min_upper: 1,
        min_numeric: 1,
        min_special: 1,
        override_special: "!@#%^*-_=+",
      },
    ]);
  });

  test("needs no hashicorp/random where nothing is generated", () => {
    expect(describeEnvironment(vaultSample()).providers).toEqual(["kubernetes", "vault"]);
  });

  test("puts all secrets into one document on request, with a trigger that follows keys and revisions", () => {
    const synthesized = synthesize(vaultSample({ layout: StoreLayout.DOCUMENT }));
    expect(entryOf(synthesized, "prod/mendix/orders/secrets")).toEqual({
      mount: "secret",
      name: "prod/mendix/orders/secrets",
      data_json_wo: refusing(
        ["orders_database_password", "orders_storage_secret_access_key"],
        NO_JSON,
        'jsonencode({"database-password" = var.orders_database_password, "storage-secret-access-key" = var.orders_storage_secret_access_key})',
      ),
      data_json_wo_version:
        '${parseint(substr(sha256(jsonencode({"database-password" = "1", "storage-secret-access-key" = "1"})), 0, 8), 16)}',
      lifecycle: entryLifecycle,
    });
  });

  test("shows who may log in", () => {
    expect(explain(describeEnvironment(vaultSample()))).toContain(
      "  as        role prod.mendix.orders   only system:serviceaccount:mendix:orders of prod   (Vault, auth/kubernetes)\n",
    );
  });

  test("makes everything with the provider that it is given", () => {
    const stack = newStack();
    const provider = new VaultProvider(stack, "vault", { address: "https://vault.example.com:8200", alias: "team" });
    new MendixSecretStoreEnvironment(stack, "environment", vaultSample({ provider, maxVersions: 3 }));
    const { resource } = synthesizeStack(stack);
    const used = Object.entries(resource ?? {})
      .filter(([type]) => type.startsWith("vault_"))
      .flatMap(([, resources]) => Object.values(resources).map((one) => one["provider"]));
    expect(new Set(used)).toEqual(new Set(["vault.team"]));
  });

  test("keeps names apart that Vault would fold or that differ in their parts only", () => {
    const nameOf = (name: string, namespace: string) =>
      parametersOf({}, { cluster: Cluster.other({ name }), namespace })["roleName"];
    expect(nameOf("Prod", "mendix")).toMatch(/^prod\.mendix\.orders-[0-9a-f]{8}$/);
    expect(nameOf("prod-a", "b")).not.toBe(nameOf("prod", "a-b"));
  });
});
