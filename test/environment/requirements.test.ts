import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import type { TerraformStack } from "cdktf";
import { MendixSecretStoreEnvironment } from "../../lib";
import { PROVIDERS } from "../../lib/catalogue/provider-ranges";
import { sample } from "../support/samples";
import { newStack, synthesizeStack } from "../support/synthesize";

/** The `terraform` block of a stack with one environment. */
function terraformBlock(before: (stack: TerraformStack) => void = () => undefined, after = before): unknown {
  const stack = newStack();
  before(stack);
  new AwsProvider(stack, "aws", {});
  new KubernetesProvider(stack, "kubernetes");
  new MendixSecretStoreEnvironment(stack, "environment", sample());
  if (after !== before) after(stack);
  return synthesizeStack(stack).terraform;
}

const pin = (version: string) => (stack: TerraformStack) =>
  stack.addOverride("terraform.required_providers.aws.version", version);

describe("what an environment needs of its stack", () => {
  it("is Terraform's version, and ranges in place of the exact versions that the bindings pin", () => {
    expect(terraformBlock()).toMatchObject({
      required_version: ">= 1.11.0",
      required_providers: {
        aws: { source: "hashicorp/aws", version: PROVIDERS.aws.version },
        kubernetes: { source: "hashicorp/kubernetes", version: PROVIDERS.kubernetes.version },
      },
    });
  });

  it.each(["5.100.0", "= 6.25.0", "~> 6.0", "~> 5.100", ">= 5.80, < 6.0", ">= 6.2, != 6.3.0", "5.100"])(
    "leaves a pin of the user's alone: %s",
    (version) => {
      expect(terraformBlock(pin(version))).toMatchObject({ required_providers: { aws: { version } } });
      expect(terraformBlock(() => undefined, pin(version))).toMatchObject({ required_providers: { aws: { version } } });
    },
  );

  it.each(["5.99.0", "~> 5.0, < 5.50", "~> 4.67.0", ">= 7.0.0", "nonsense"])(
    "refuses a pin outside the versions that are known to work: %s",
    (version) => {
      expect(() => terraformBlock(pin(version))).toThrow(/MX-PROVIDER-VERSION/);
    },
  );

  it("keeps the user's Terraform version, and refuses one without write-only arguments", () => {
    const required = (version: string) => (stack: TerraformStack) =>
      stack.addOverride("terraform.required_version", version);
    expect(terraformBlock(required("~> 1.12"))).toMatchObject({ required_version: "~> 1.12" });
    expect(() => terraformBlock(required("< 1.10"))).toThrow(/terraform\.required_version/);
  });
});
