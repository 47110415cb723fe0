import { z } from "zod";
import type { SecretStore } from "../../core/parts";
import type { ExistingKubernetesSecretProps } from "../../stores/kubernetes/existing";
import { ExternalSecret, SecretStoreKind, type ExternalSecretProps } from "../../stores/kubernetes/external-secret";
import { KubernetesSecret } from "../../stores/kubernetes/store";
import type { KubernetesSecretProps } from "../../stores/kubernetes/props";
import { flag, kind, props, text } from "../shape";
import { stackProvider } from "../stack-provider";

export const kubernetesSecret = kind(
  "KubernetesSecret",
  props<KubernetesSecretProps>("KubernetesSecretProps", {
    csiDriverInstalled: flag().exactOptional(),
    provider: stackProvider("kubernetes").exactOptional(),
  }),
  (given) => new KubernetesSecret(given),
);

export const kubernetesSecretFromExisting = kind(
  "KubernetesSecret.fromExisting",
  props<ExistingKubernetesSecretProps>("ExistingKubernetesSecretProps", {
    keys: z.array(text("database-password")).exactOptional(),
    csiDriverInstalled: flag().exactOptional(),
  }),
  (given) => KubernetesSecret.fromExisting(given),
);

/** @param store The store that the external secret reads: any of the others. */
export const externalSecret = (store: z.ZodType<SecretStore>) =>
  kind(
    "ExternalSecret",
    props<ExternalSecretProps>("ExternalSecretProps", {
      store,
      secretStore: text("aws"),
      secretStoreKind: z.enum(SecretStoreKind).exactOptional(),
      usesEnvironmentServiceAccount: flag().exactOptional(),
      refreshInterval: text("1h").exactOptional(),
      csiDriverInstalled: flag().exactOptional(),
    }),
    (given) => new ExternalSecret(given),
  );
