import { AwsSecretsManager } from "../../lib";
import type { ProviderObject } from "../../lib/core/provider-handle";
import type { Draw } from "./draw";
import type { StoreRow } from "./rows";

/** Written here once more, so that the proof does not take the library's own word for it. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

export function keyArn(region: string, account: string): string {
  return `arn:${partitionOf(region)}:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
}

/** Account of the secrets, where it is none that is drawn. */
export const CENTRAL = "444455556666";

/** A provider of the user's with an alias, as the construct of it has it. */
export const ELSEWHERE: ProviderObject = { terraformResourceType: "aws", fqn: "aws.elsewhere", alias: "elsewhere" };

/** A second region of the same partition. */
const OTHER_REGION: Readonly<Record<string, string>> = {
  aws: "eu-central-1",
  "aws-cn": "cn-northwest-1",
  "aws-us-gov": "us-gov-west-1",
};

function otherRegion({ region }: Draw): string {
  return OTHER_REGION[partitionOf(region)] ?? region;
}

const own = ({ word }: Draw) => ({ entry: `shared/${word}`, property: "password" });
const foreign = ({ word, region }: Draw) => ({
  entry: `arn:${partitionOf(region)}:secretsmanager:${region}:${CENTRAL}:secret:shared/${word}-AbC123`,
  property: "password",
});

/** Stores whose secrets are where the pod is: an engine on one machine is one account and one region. */
export const ONE_PLACE: readonly string[] = ["AWS Secrets Manager", "AWS Secrets Manager, one document"];

/** Secrets of AWS in another place than the pod's: a place joins every proof by a row here. */
export const PLACED: readonly StoreRow[] = [
  {
    title: "AWS Secrets Manager, a central account",
    needs: "aws",
    existing: foreign,
    make: ({ region }) =>
      new AwsSecretsManager({ account: CENTRAL, kmsKeyArn: keyArn(region, CENTRAL), provider: ELSEWHERE }),
  },
  {
    title: "AWS Secrets Manager, another region",
    needs: "aws",
    existing: own,
    make: (draw) => new AwsSecretsManager({ region: otherRegion(draw), provider: ELSEWHERE }),
  },
  {
    title: "AWS Secrets Manager, with a failover",
    needs: "aws",
    existing: own,
    make: (draw) => {
      const failoverRegion = otherRegion(draw);
      return new AwsSecretsManager({ replicas: [{ region: failoverRegion }], failoverRegion, provider: ELSEWHERE });
    },
  },
];
