import type { AwsPlace } from "../../clouds/aws/arn";
import type { Entry } from "../../core/entry";
import type { FillCommand } from "../../core/fill";
import { canonicalParameter } from "./names";
import { ParameterTier, type AwsParameterStoreProps } from "./props";
import { limitsOf } from "./values";

/**
 * The command that writes a parameter whole, and makes it where it is the environment's own. A document that holds more
 * than this value is left to its owner. The service takes a name here and no ARN: the account is the caller's.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/ssm/put-parameter.html
 */
export function fillCommand(
  { region }: AwsPlace,
  props: AwsParameterStoreProps,
  { name, content }: Entry,
  property: string | undefined,
): FillCommand | undefined {
  if (property !== undefined) return undefined;
  const { tier = ParameterTier.STANDARD, existing = [] } = props;
  const own = content.kind !== "existing";
  const holder = existing.find(({ parameter }) => canonicalParameter(parameter) === name);
  // An update without a key would encrypt with the AWS managed one; type and tier of somebody else's stay as they are.
  const key = own ? props.kmsKeyArn : (holder?.kmsKeyArn ?? props.kmsKeyArn);
  return {
    client: "aws",
    words: [
      ...["ssm", "put-parameter", "--region", region, "--name", name],
      ...(own ? ["--type", "SecureString", "--tier", tier] : []),
      ...(key === undefined ? [] : ["--key-id", key]),
      ...["--overwrite", "--value"],
    ],
    source: { stdin: "file:///dev/stdin", file: "file://" },
    limits: own ? limitsOf(tier) : limitsOf(ParameterTier.ADVANCED),
    losesCarriageReturns: true,
  };
}
