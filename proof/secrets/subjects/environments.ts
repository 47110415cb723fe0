import { stringify } from "yaml";
import { MendixSecretStoreEnvironment, SecretValue, type MendixSecretStoreEnvironmentProps } from "../../../lib";
import { readDeclarations } from "../../../lib/declaration";
import type { Part, Values } from "../subject";

/** What differs from store to store, as a file has it. */
export interface StoreDeclaration {
  readonly cluster: object;
  readonly store: object;
  readonly identity?: (name: string) => object;
  /** @default manifests */
  readonly delivery?: object;
  /** @default - nothing */
  readonly takeOver?: readonly object[];
  /** Whether the store can hold values that are made once. */
  readonly generates: boolean;
  /**
   * Databases of its environments, where an engine is too slow for all.
   *
   * @default - every kind
   */
  readonly databases?: readonly DatabaseKind[];
}

type DatabaseKind = "postgresql" | "sqlserver" | "oracle" | "mysql" | "saphana";

const SECRET = { fromVariable: {} };
const LOGIN = { name: "orders", username: SECRET, password: SECRET };
const KEYS = { accessKeyId: SECRET, secretAccessKey: SECRET };

const minio = (name: string) => ({
  s3Compatible: { endpoint: "https://minio.example.com:9000", bucket: name, ...KEYS },
});
const s3 = (name: string) => ({ s3: { bucket: "acme-files", region: "eu-west-1", prefix: name, ...KEYS } });
const azureBlob = (name: string) => ({ azureBlob: { accountName: "acmefiles", accountKey: SECRET, container: name } });

/** Every kind of database and of storage, each with a secret in every input that takes one. */
const KINDS: Readonly<Record<DatabaseKind, (name: string) => { readonly database: object; readonly storage: object }>> =
  {
    postgresql: (name) => ({ database: { postgresql: { host: "db.example.com", ...LOGIN } }, storage: s3(name) }),
    sqlserver: (name) => ({ database: { sqlServer: { host: "db.example.com", ...LOGIN } }, storage: minio(name) }),
    oracle: (name) => ({ database: withUrl("oracle", "oracle:thin:@//HOST:1521/orders"), storage: azureBlob(name) }),
    mysql: (name) => ({ database: withUrl("mySql", "mysql://HOST:3306/orders"), storage: s3(name) }),
    saphana: (name) => ({ database: withUrl("sapHana", "sap://HOST:30015/orders"), storage: minio(name) }),
  };

function withUrl(kind: string, url: string): object {
  return { [kind]: { host: "db.example.com", jdbcUrl: `jdbc:${url.replace("HOST", "db.example.com")}`, ...LOGIN } };
}

/** An environment for each kind of database, as the data of its file. */
export function environmentData(name: string, declaration: StoreDeclaration): ReadonlyMap<string, object> {
  const {
    store,
    identity,
    delivery,
    takeOver,
    generates,
    databases = Object.keys(KINDS) as DatabaseKind[],
  } = declaration;
  return new Map(
    databases.map((kind) => {
      const own = `${name}-${kind}`;
      const data = {
        name: own,
        namespace: "mendix",
        cluster: "prod",
        versions: { operator: "2.26.0", mendix: "10.24.14" },
        store,
        ...(identity && { identity: identity(own) }),
        ...KINDS[kind](own),
        adminPassword: SECRET,
        debuggerPassword: SECRET,
        constants: {
          "Shop.Title": name,
          "Shop.Key": SECRET,
          ...(generates && { "Shop.Generated": { generated: {} } }),
        },
        runtimeSettings: { "com.mendix.storage.s3.EncryptionKeys": SECRET },
        app: { standalone: { sourceUrl: "oci-image://registry.example.com/orders:1.0.0" } },
        delivery: delivery ?? { manifests: { directory: "manifests" } },
        ...(takeOver && { takeOver }),
      };
      return [`${own}.yaml`, data] as const;
    }),
  );
}

/** The files of a folder that declares them. */
export function environmentFiles(name: string, declaration: StoreDeclaration): Values {
  const environments = [...environmentData(name, declaration)].map(
    ([file, data]) => [file, stringify(data, { aliasDuplicateObjects: false })] as const,
  );
  return { "clusters.yaml": stringify({ prod: declaration.cluster }), ...Object.fromEntries(environments) };
}

/** The same in TypeScript, and with a value of the user's own ephemeral resource, which a file can't name. */
export function environmentParts(
  name: string,
  ephemeral: () => string,
  declaration: StoreDeclaration,
): readonly Part[] {
  const files = Object.entries(environmentFiles(name, declaration)).map(([path, text]) => ({ path, text }));
  const { environments, problems } = readDeclarations(".", files);
  if (problems.length > 0) throw new Error(JSON.stringify(problems, undefined, 2));
  const own = SecretValue.fromEphemeral(ephemeral(), { revision: 1 });
  const apps = environments.filter((environment) => environment.kind === "app");
  return apps.map(({ props }) => {
    const constants = { ...props.constants, "Shop.Ephemeral": own };
    return { id: props.name, props: { ...props, constants }, add: addEnvironment };
  });
}

const addEnvironment: Part["add"] = (scope, id, props) =>
  new MendixSecretStoreEnvironment(scope, id, props as MendixSecretStoreEnvironmentProps);
