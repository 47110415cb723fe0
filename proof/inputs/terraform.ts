import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import { TerraformStack } from "cdktf";
import * as fc from "fast-check";
import { MendixSecretStoreEnvironment } from "../../lib";
import { provider, terraform, Workspace } from "../../engines/terraform";
import { declarationOf } from "../declarations/cells";
import { draw } from "../declarations/draw";
import { ephemeralVariable, unwrittenApp } from "../support/synthesis";
import { cellOf, type Finding } from "./chunks";

/** Programs that the check needs; where one is missing it is skipped, and says so. */
export const VALIDATION = [
  terraform,
  ...["aws", "azurerm", "google", "kubernetes", "random", "vault"].map((name) => provider(name)),
];

const BATCHES = 6;
const ENVIRONMENTS = 50;

/** Coprime to any number of cells that it meets, so that a batch is spread over all of them. */
const STEP = 7_919;

/** Stacks of many environments each, from all over the combinations, by the rules of the real providers' schemas. */
export function validate(seed: number): { readonly environments: number; readonly findings: readonly Finding[] } {
  const workspace = new Workspace();
  const findings: Finding[] = [];
  try {
    for (let batch = 0; batch < BATCHES; batch += 1) {
      workspace.write(stackOf(seed + batch, batch * ENVIRONMENTS));
      if (batch === 0) workspace.init();
      const { output } = workspace.try(["validate", "-json"]);
      const { diagnostics = [] } = JSON.parse(output) as { diagnostics?: readonly Diagnostic[] };
      for (const { summary, detail, address } of diagnostics) {
        findings.push({ what: `Terraform: ${summary}: ${detail ?? ""}`, input: `${address} of seed ${seed + batch}` });
      }
    }
  } finally {
    workspace.remove();
  }
  return { environments: BATCHES * ENVIRONMENTS, findings };
}

interface Diagnostic {
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

function stackOf(seed: number, from: number): unknown {
  const stack = new TerraformStack(unwrittenApp(), "batch");
  new AwsProvider(stack, "aws");
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  new GoogleProvider(stack, "google");
  new KubernetesProvider(stack, "kubernetes");
  new VaultProvider(stack, "vault", { address: "https://vault.example.com:8200" });
  const ephemeral = ephemeralVariable(stack);
  fc.sample(draw, { numRuns: ENVIRONMENTS, seed }).forEach((one, index) => {
    // In one stack names have to differ; the draws are short of that now and then.
    const suffix = `-${index}`;
    const drawn = { ...one, name: `${one.name.slice(0, 35 - suffix.length)}${suffix}`, word: `${one.word}${index}` };
    const props = declarationOf(cellOf((from + index) * STEP), drawn, ephemeral);
    new MendixSecretStoreEnvironment(stack, `environment-${index}`, props);
  });
  return stack.toTerraform();
}
