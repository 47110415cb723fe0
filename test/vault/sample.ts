import { parse } from "yaml";
import {
  Cluster,
  describeEnvironment,
  FileStorage,
  SecretValue,
  Vault,
  type MendixSecretStoreEnvironmentProps,
  type VaultProps,
} from "../../lib";
import { sample } from "../support/samples";

/** A cluster that is in no cloud. */
export const onPremises = Cluster.other({ name: "prod", issuer: "https://kubernetes.default.svc.cluster.local" });

/** A small environment that has nothing but Vault; tests change the one prop that they are about. */
export function vaultSample(
  props: VaultProps = {},
  changes: Partial<MendixSecretStoreEnvironmentProps> = {},
): MendixSecretStoreEnvironmentProps {
  const { name, namespace, versions, database, app } = sample(changes.name === undefined ? {} : { name: changes.name });
  return {
    name,
    namespace,
    versions,
    ...(database ? { database } : {}),
    app,
    cluster: onPremises,
    store: new Vault({ address: "https://vault.example.com:8200", ...props }),
    storage: FileStorage.s3Compatible({
      endpoint: "https://minio.example.com:9000",
      bucket: changes.name ?? "orders",
      accessKeyId: "orders",
      secretAccessKey: SecretValue.fromVariable(),
    }),
    ...changes,
  };
}

export interface ParsedParameters extends Readonly<Record<string, unknown>> {
  readonly objects: readonly { readonly objectName: string; readonly secretPath: string }[];
}

/** The parameters of the SecretProviderClass, its objects parsed. */
export function parametersOf(props: VaultProps, changes: Parameters<typeof vaultSample>[1] = {}): ParsedParameters {
  const { mount } = describeEnvironment(vaultSample(props, changes));
  if (mount.kind !== "SecretProviderClass") throw new Error("no SecretProviderClass");
  const { objects, ...rest } = mount.parameters;
  return { ...rest, objects: parse(String(objects)) as ParsedParameters["objects"] };
}
