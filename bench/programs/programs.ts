import type * as aws from "@cdktf/provider-aws/lib/provider";
import type * as vault from "@cdktf/provider-vault/lib/provider";
import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { MendixSecretStoreEnvironmentProps } from "../../lib";

/** One environment twice: by the library, and by hand with the providers' own constructs. */
export interface ProgramPair {
  readonly title: string;
  readonly declare: (name: string) => MendixSecretStoreEnvironmentProps;
  readonly byHand: (scope: Construct, id: string, name: string) => void;
  /** Adds the stack's own provider, besides the one of Kubernetes. */
  readonly addProvider: (stack: TerraformStack) => void;
}

/** A store joins the benchmark by a row here. Loaded lazily, so that a run loads what its own program needs. */
export const PAIRS: Readonly<Record<string, () => ProgramPair>> = {
  aws: () => {
    const { AwsProvider } = require("@cdktf/provider-aws/lib/provider") as typeof aws;
    return {
      title: "AWS Secrets Manager, IRSA, RDS IAM, S3",
      declare: (name) => (require("./aws-library") as typeof import("./aws-library")).awsEnvironment(name),
      byHand: (scope, id, name) =>
        (require("./aws-l1") as typeof import("./aws-l1")).awsEnvironmentByHand(scope, id, name),
      addProvider: (stack) => void new AwsProvider(stack, "aws", { region: "eu-west-1" }),
    };
  },
  vault: () => {
    const { VaultProvider } = require("@cdktf/provider-vault/lib/provider") as typeof vault;
    return {
      title: "Vault, PostgreSQL by password, MinIO",
      declare: (name) => (require("./vault-library") as typeof import("./vault-library")).vaultEnvironment(name),
      byHand: (scope, id, name) =>
        (require("./vault-l1") as typeof import("./vault-l1")).vaultEnvironmentByHand(scope, id, name),
      addProvider: (stack) => void new VaultProvider(stack, "vault"),
    };
  },
};
