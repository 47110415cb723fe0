import type { Construct } from "constructs";
import type { MendixSecretStoreEnvironmentProps } from "../../lib";

/** One environment twice: by the library, and by hand with the providers' own constructs. */
export interface ProgramPair {
  readonly title: string;
  readonly declare: (name: string) => MendixSecretStoreEnvironmentProps;
  readonly byHand: (scope: Construct, id: string, name: string) => void;
}

/** A store joins the benchmark by a row here. Loaded lazily, so that a run loads what its own program needs. */
export const PAIRS: Readonly<Record<string, () => ProgramPair>> = {
  aws: () => ({
    title: "AWS Secrets Manager, IRSA, RDS IAM, S3",
    declare: (name) => (require("./aws-library") as typeof import("./aws-library")).awsEnvironment(name),
    byHand: (scope, id, name) =>
      (require("./aws-l1") as typeof import("./aws-l1")).awsEnvironmentByHand(scope, id, name),
  }),
};
