import {
  Cluster,
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
  const { identity: _, ...rest } = sample();
  return {
    ...rest,
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
