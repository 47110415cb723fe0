import { awsStarter } from "./starters/aws";
import { azureStarter } from "./starters/azure";
import { googleStarter } from "./starters/google";
import { kubernetesStarter } from "./starters/kubernetes";
import type { Starter } from "./starters/starter";
import { vaultStarter } from "./starters/vault";

/** The stores that `init` knows: one line for each. */
export const STARTERS: Readonly<Record<string, Starter>> = {
  aws: awsStarter,
  vault: vaultStarter,
  azure: azureStarter,
  google: googleStarter,
  kubernetes: kubernetesStarter,
};
