import { isRegionName, partitionOf } from "../../core/aws-region";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import type { Subject } from "../../core/subject";
import { isToken } from "../../core/names";

/** Where AWS resources are. */
export interface AwsPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/**
 * Region and account of a resource: as given, else those of the cluster. Reports what is missing, malformed or
 * contradicts. A token is refused: the partition follows from the region.
 */
export function awsPlace(
  share: Share,
  subject: Subject,
  part: string,
  given: { readonly region?: string | undefined; readonly account?: string | undefined },
): AwsPlace {
  const { cluster } = subject;
  const region = given.region ?? cluster.region ?? "";
  const account = given.account ?? cluster.account ?? "";
  checkPlace(share, `${part}.region`, "region", region, isRegionName);
  checkPlace(share, `${part}.account`, "account", account, (text) => /^\d{12}$/.test(text));
  const partition = region ? partitionOf(region) : (cluster.partition ?? "aws");
  if (region && cluster.partition && partition !== cluster.partition) {
    share.problem(
      "MX-AWS-PARTITION",
      `${part}.region`,
      `${quote(region)} is in the partition ${partition}, the cluster "${cluster.name}" in ${cluster.partition}.`,
      "Write a region of the cluster's partition: an identity can't act in another one.",
    );
  }
  return { partition, region, account };
}

const EXAMPLES = { region: 'region: "eu-west-1"', account: 'account: "111122223333"' };

function checkPlace(
  share: Share,
  prop: string,
  what: keyof typeof EXAMPLES,
  value: string,
  isValid: (text: string) => boolean,
): void {
  if (!isToken(value) && isValid(value)) return;
  const given = value ? `${quote(value)} is not an AWS ${what}` : `The AWS ${what} is not known`;
  share.problem(
    isToken(value) ? "MX-TOKEN" : "MX-AWS-PLACE",
    prop,
    `${isToken(value) ? `A Terraform token is not an AWS ${what}` : given}: the policies name exact ARNs, so it is needed at synthesis.`,
    `Write ${EXAMPLES[what]} here, or give the cluster its oidcProviderArn.`,
  );
}

/** ARN of a service's resource in a place. */
export function arnOf(place: AwsPlace, service: string, resource: string): string {
  return `arn:${place.partition}:${service}:${place.region}:${place.account}:${resource}`;
}
