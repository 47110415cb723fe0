import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import type { TerraformStack } from "cdktf";
import { newStack, synthesizeStack } from "../support/synthesize";
import { WITHOUT_CLUSTER, type RecordedOn, type ReferenceRecord } from "./records";

/** What is deployed of a reference environment; its engine's address comes from the process's environment. */
export function deployedConfiguration(record: ReferenceRecord): unknown {
  const stack = newStack();
  addProviders(stack, record, {});
  record.declare(stack, WITHOUT_CLUSTER);
  return synthesizeStack(stack);
}

/** The same for a plan over a recorded state, with providers that ask no service for anything; AWS has its emulator. */
export function offlineConfiguration(record: ReferenceRecord): unknown {
  const stack = newStack();
  addProviders(stack, record, {
    vault: { address: "http://127.0.0.1:9", token: "none", skipChildToken: true, skipGetVaultVersion: true },
    google: { accessToken: "none" },
    kubernetes: { host: "https://127.0.0.1:9", token: "none" },
  });
  record.declare(stack, WITHOUT_CLUSTER);
  return synthesizeStack(stack);
}

type Arguments = Readonly<Partial<Record<Exclude<RecordedOn, "aws">, object>>>;

function addProviders(stack: TerraformStack, { state }: ReferenceRecord, more: Arguments): void {
  if (state === "aws") new AwsProvider(stack, "aws", { region: "eu-west-1" });
  if (state === "vault") new VaultProvider(stack, "vault", { ...more.vault });
  if (state === "google") new GoogleProvider(stack, "google", { project: "acme-prod", ...more.google });
  if (state === "kubernetes") new KubernetesProvider(stack, "kubernetes", { ...more.kubernetes });
}
