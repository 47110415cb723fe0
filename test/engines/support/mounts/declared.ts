import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import type { Configuration } from "../../../../engines/carrier/shadow";
import { cli, folderOf } from "../../../support/terminal";

/** A declaration as YAML has it. */
export type Declaration = Readonly<Record<string, unknown>>;

/** Texts that a shell, YAML, JSON or Terraform would read as syntax. */
export const AWKWARD: Readonly<Record<string, string>> = {
  Template: 'Welcome "${user}" %{ if } $${x} %%{y}',
  Quotes: `it's "quoted" \\ back\\slash \\n \\u0041`,
  Unicode: "\u00fcml\u00e4ut \u65e5\u672c \u{1F600}",
  Json: '{"json": "text", "n": [1, 2]}',
  Lines: "first\nsecond\n",
  Spaces: "  around  ",
  Yaml: "- a: &b !!c # d",
  Dollar: "cost$",
};

/** An environment that goes with every store; a test changes what it is about. */
export function declaration(changes: Declaration = {}): Declaration {
  return {
    name: "orders",
    namespace: "mendix",
    cluster: "prod",
    versions: { operator: "2.25.1", mendix: "10.24.14" },
    database: {
      postgresql: { host: "db.example.com:5432", name: "orders", username: "orders", password: { fromVariable: {} } },
    },
    storage: {
      s3Compatible: {
        endpoint: "https://minio.example.com:9000",
        bucket: "orders",
        accessKeyId: "access",
        secretAccessKey: { fromVariable: {} },
      },
    },
    constants: Object.fromEntries(Object.entries(AWKWARD).map(([name, text]) => [`Awkward.${name}`, text])),
    app: { standalone: { sourceUrl: "oci-image://registry.example.com/orders:1.4.2" } },
    ...changes,
  };
}

/** What a pod of that environment has to find, by its files' names. */
export const EXPECTED: Readonly<Record<string, string>> = {
  "database-host": "db.example.com:5432",
  "database-jdbc-url": "jdbc:postgresql://db.example.com:5432/orders?sslmode=require",
  "database-name": "orders",
  "database-password": 'S3cr3t-"q$x\\ \u00fc${file("/etc/passwd")}',
  "database-type": "PostgreSQL",
  "database-username": "orders",
  ...Object.fromEntries(Object.entries(AWKWARD).map(([name, text]) => [`mx-const-Awkward.${name}`, text])),
  "mx-runtime-com.mendix.storage.s3.Region": "us-east-1",
  "storage-access-key-id": "access",
  "storage-bucket-name": "orders",
  "storage-endpoint": "https://minio.example.com:9000",
  "storage-secret-access-key": "key-1",
  "storage-service-name": "com.mendix.storage.s3",
};

export const VARIABLES: Readonly<Record<string, string>> = {
  TF_VAR_orders_database_password: EXPECTED["database-password"] ?? "",
  TF_VAR_orders_storage_secret_access_key: EXPECTED["storage-secret-access-key"] ?? "",
};

/** Values that reach nothing unless something writes that should not. */
export const DUMMIES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(VARIABLES).map((name) => [name, "dummy"]),
);

/** Declares clusters and one environment in YAML, and synthesizes by the command line: the stack that it writes. */
export async function written(clusters: Declaration, environment: Declaration): Promise<Configuration> {
  const folder = folderOf({
    "environments/clusters.yaml": stringify(clusters),
    "environments/orders.yaml": stringify(environment),
  });
  const output = path.join(folder, "out");
  const { code, out, err } = await cli(["synth", "-d", path.join(folder, "environments"), "-o", output]);
  if (code !== 0) throw new Error(out + err);
  const stack = fs.readFileSync(path.join(output, "stacks/orders/cdk.tf.json"), "utf8");
  fs.rmSync(folder, { recursive: true });
  return JSON.parse(stack) as Configuration;
}
