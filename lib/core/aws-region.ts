const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-isob-", "aws-iso-b"],
  ["us-iso-", "aws-iso"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
  ["eusc-", "aws-eusc"],
];

/** The partition that a region belongs to. */
export function partitionOf(region: string): string {
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

const DNS_SUFFIXES: Readonly<Record<string, string>> = {
  "aws-cn": "amazonaws.com.cn",
  "aws-iso": "c2s.ic.gov",
  "aws-iso-b": "sc2s.sgov.gov",
  "aws-iso-e": "cloud.adc-e.uk",
  "aws-iso-f": "csp.hci.ic.gov",
  "aws-eusc": "amazonaws.eu",
};

/** Domain of the service endpoints in a region, for example `amazonaws.com`. */
export function dnsSuffixOf(region: string): string {
  return DNS_SUFFIXES[partitionOf(region)] ?? "amazonaws.com";
}

/** AWS names its regions by these words, so that a slip in one is none: `eu-wst-1`. */
const REGION = /^[a-z]{2,4}(-(gov|iso[a-z]?|[a-z]{2}))?-(north|south|(north|south)?(east|west)|central)-\d{1,2}$/;

/** Whether a text has the form of a region name, for example `eu-west-1`, `us-gov-east-1` or `eusc-de-east-1`. */
export function isRegionName(text: string): boolean {
  return REGION.test(text);
}
