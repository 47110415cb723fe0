import {
  AwsSecretsManager,
  Irsa,
  PrivatePlatformSecretStore,
  SecretValue,
  Vault,
  type PrivatePlatformSecretStoreProps,
  type VaultProps,
} from "../../lib";
import { aks, identity, vault as keyVault } from "../azure/samples";
import { eks } from "../support/samples";
import { newStack, synthesizeStack, type Synthesized } from "../support/synthesize";
import { onPremises } from "../vault/sample";

type Props = PrivatePlatformSecretStoreProps;

const subject = { name: "pmp", namespace: "platform", versions: { operator: "2.25.1", mendix: "10.24.14" } };

/** Where the platform runs and what it reads, without any credential. */
export const BASES = {
  aws: { ...subject, cluster: eks, store: new AwsSecretsManager(), identity: new Irsa() },
  vault: { ...subject, cluster: onPremises, store: new Vault({ address: "https://vault.example.com:8200" }) },
  azure: { ...subject, cluster: aks, store: keyVault(), identity: identity() },
} satisfies Readonly<Record<string, Props>>;

/** Two credentials: one in its first revision, one in its second. */
const credentials = {
  "VCS.GitlabAdminPAT": SecretValue.fromVariable(),
  "Email.SMTPPassword": SecretValue.fromVariable({ revision: 2 }),
};

export function platform(changes: Partial<Props> = {}): Props {
  return { ...BASES.aws, credentials, ...changes };
}

export function platformInVault(options: VaultProps = {}, changes: Partial<Props> = {}): Props {
  const store = new Vault({ address: "https://vault.example.com:8200", ...options });
  return { ...BASES.vault, credentials, store, ...changes };
}

export function platformOnAzure(changes: Partial<Props> = {}): Props {
  return { ...BASES.azure, credentials, ...changes };
}

export function synthesizePlatform(props: Props): Synthesized {
  const stack = newStack();
  new PrivatePlatformSecretStore(stack, "platform", props);
  return synthesizeStack(stack);
}
