import { KubernetesAuthBackendRole } from "@cdktf/provider-vault/lib/kubernetes-auth-backend-role";
import { KvSecretV2 } from "@cdktf/provider-vault/lib/kv-secret-v2";
import { Policy } from "@cdktf/provider-vault/lib/policy";
import { TerraformStack, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { objects, record, refusing, requireVersions, secretVariable } from "./l1";

const SECRETS = ["database-password", "storage-access-key-id", "storage-secret-access-key", "mx-admin-password"];

/** The same environment, written by hand with the providers' own constructs and the same ids. */
export function vaultEnvironmentByHand(parent: Construct, id: string, name: string): void {
  const scope = new Construct(parent, id);
  requireVersions(TerraformStack.of(parent), {
    vault: ">= 5.6.0, < 6.0.0",
    kubernetes: ">= 2.37.1, < 4.0.0",
  });
  const before = store(new Construct(scope, "store"), name);
  objects(new Construct(scope, "objects"), {
    name,
    providerClass: {
      provider: "vault",
      parameters: {
        vaultAddress: "https://vault.example.com:8200",
        vaultAuthMountPath: "kubernetes",
        roleName: `datacenter.mendix.${name}`,
        audience: "vault",
        objects: mounted(name),
      },
    },
    restart: "c3c81917",
    before,
  });
}

function store(scope: Construct, name: string): ITerraformDependable[] {
  const entries = new Construct(scope, "entries");
  const made = [
    settingsEntry(new Construct(entries, "settings"), name),
    ...SECRETS.map((key) => secret(new Construct(entries, key), name, key)),
  ];
  const lifecycle = { createBeforeDestroy: true };
  const rules = [undefined, ...[...SECRETS].sort()].map((key) => [
    `secret/data/${pathOf(name, key)}`,
    { capabilities: ["read"] },
  ]);
  const policy = new Policy(scope, "policy", {
    name: `datacenter.mendix.${name}`,
    policy: JSON.stringify({ path: Object.fromEntries(rules) as object }, undefined, 2),
    lifecycle,
  });
  const role = new KubernetesAuthBackendRole(scope, "role", {
    backend: "kubernetes",
    roleName: `datacenter.mendix.${name}`,
    boundServiceAccountNames: [name],
    boundServiceAccountNamespaces: ["mendix"],
    audience: "vault",
    aliasNameSource: "serviceaccount_uid",
    tokenPolicies: [policy.name],
    tokenTtl: 1200,
    tokenMaxTtl: 1200,
    lifecycle,
  });
  return [...made, policy, role];
}

function secret(scope: Construct, environment: string, key: string): KvSecretV2 {
  const name = `${environment}_${key}`.replace(/-/g, "_");
  secretVariable(scope, { environment, key, name, maxBytes: 524_288 });
  const refused = '"a variable holds the placeholder: export the real values"';
  const dataJsonWo = refusing(name, refused, `jsonencode({"${key}" = var.${name}})`);
  const made = entry(scope, pathOf(environment, key), { dataJsonWo, dataJsonWoVersion: 1 });
  const repair = "Write revision: 2 for it, and apply with the real value.";
  record(scope, made, "data_json_wo_version", `revision 1 of ${key}, ${CUT_SHORT} ${repair}`);
  return made;
}

const CUT_SHORT = "or the apply was cut short, and Terraform counts it as done.";

function settingsEntry(scope: Construct, name: string): KvSecretV2 {
  const made = entry(scope, pathOf(name), { dataJson: JSON.stringify(settings(name)) });
  const command = `terraform state rm vault_kv_secret_v2.${made.friendlyUniqueId}`;
  const repair = `Run ${command}, and apply again: the entry is written anew.`;
  record(scope, made, "data_json", `the settings in ${pathOf(name)}, ${CUT_SHORT} ${repair}`, true);
  return made;
}

function entry(scope: Construct, name: string, data: object): KvSecretV2 {
  const lifecycle = { createBeforeDestroy: true, ignoreChanges: ["delete_all_versions"] };
  return new KvSecretV2(scope, "entry", { mount: "secret", name, lifecycle, ...data });
}

function pathOf(name: string, key?: string): string {
  return `datacenter/mendix/${name}${key === undefined ? "" : `/${key}`}`;
}

function settings(name: string) {
  return {
    "database-host": "orders.example.com:5432",
    "database-jdbc-url": `jdbc:postgresql://orders.example.com:5432/${name}?sslmode=require`,
    "database-name": name,
    "database-type": "PostgreSQL",
    "database-username": name,
    "mx-const-Shop.WelcomePageTitle": "Welcome",
    "mx-runtime-com.mendix.storage.s3.Region": "us-east-1",
    "storage-bucket-name": name,
    "storage-endpoint": "https://minio.example.com:9000",
    "storage-service-name": "com.mendix.storage.s3",
  };
}

const MOUNTED_SETTINGS = [
  "database-type",
  "database-host",
  "database-name",
  "database-jdbc-url",
  "database-username",
  "storage-service-name",
  "storage-endpoint",
  "storage-bucket-name",
  "mx-runtime-com.mendix.storage.s3.Region",
  "mx-const-Shop.WelcomePageTitle",
];

function mounted(name: string): string {
  const object = (key: string, path: string) =>
    `- objectName: ${key}\n  secretPath: secret/data/${path}\n  secretKey: ${key}\n`;
  return [
    ...MOUNTED_SETTINGS.map((key) => object(key, pathOf(name))),
    ...SECRETS.map((key) => object(key, pathOf(name, key))),
  ].join("");
}
