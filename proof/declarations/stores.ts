import { AwsSecretsManager, StoreLayout } from "../../lib";
import type { Draw } from "./draw";
import type { StoreRow } from "./rows";

const existing = ({ word }: Draw) => `shared/${word}`;

/** A store joins every proof by a row here. */
export const STORES: readonly StoreRow[] = [
  {
    title: "AWS Secrets Manager",
    needs: "aws",
    existing,
    make: ({ flag, account, region }) =>
      new AwsSecretsManager(flag ? { kmsKeyArn: keyArn(region, account), recoveryWindowInDays: 0 } : {}),
  },
  {
    title: "AWS Secrets Manager, one document",
    needs: "aws",
    refuses: ["generated"],
    existing,
    make: () => new AwsSecretsManager({ layout: StoreLayout.DOCUMENT }),
  },
];

function keyArn(region: string, account: string): string {
  return `arn:${partitionOf(region)}:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
}

/** Written here once more, so that the proof does not take the library's own word for it. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
