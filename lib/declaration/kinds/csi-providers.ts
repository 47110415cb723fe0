import { CsiProvider, type GoogleCsiProviderProps, type VaultCsiProviderProps } from "../../cluster/csi-provider";
import { choice, kind, nothing, props, text } from "../shape";

/** A store that the cluster's environments read: one line for each kind. */
export const provider = choice<CsiProvider>({
  aws: kind("CsiProvider.aws", nothing(), () => CsiProvider.aws()),
  vault: kind(
    "CsiProvider.vault",
    props<VaultCsiProviderProps>("VaultCsiProviderProps", {
      audience: text("vault").exactOptional(),
      address: text("https://vault.example.com:8200").exactOptional(),
      caSecretName: text("vault-ca").exactOptional(),
    }),
    (given) => CsiProvider.vault(given),
  ),
  azure: kind("CsiProvider.azure", nothing(), () => CsiProvider.azure()),
  google: kind(
    "CsiProvider.google",
    props<GoogleCsiProviderProps>("GoogleCsiProviderProps", {
      chart: text("../charts/secrets-store-csi-driver-provider-gcp"),
    }),
    (given) => CsiProvider.google(given),
  ),
});
