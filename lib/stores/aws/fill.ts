import type { Entry } from "../../core/entry";
import type { FillCommand } from "../../core/fill";
import type { AwsPlace } from "../../clouds/aws/arn";
import { SECRET_MAX_BYTES } from "./names";

/**
 * The command that writes a secret whole. A document that holds more than this value is left to its owner, and so is a
 * secret that a service writes (`rds!...`).
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html
 */
export function fillCommand(
  { partition, region, account }: AwsPlace,
  { name }: Entry,
  property: string | undefined,
): FillCommand | undefined {
  if (property !== undefined || name.includes("!")) return undefined;
  // By its ARN: a name would be found in whatever account the caller is in.
  const id = name.startsWith("arn:") ? name : `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}`;
  return {
    client: "aws",
    words: ["secretsmanager", "put-secret-value", "--region", region, "--secret-id", id, "--secret-string"],
    source: { stdin: "file:///dev/stdin", file: "file://" },
    limits: { maxBytes: SECRET_MAX_BYTES },
    losesCarriageReturns: true,
  };
}
