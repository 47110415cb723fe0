import coerce from "semver/functions/coerce";
import compare from "semver/functions/compare";
import type SemVer from "semver/classes/semver";

/** Versions of what runs in the cluster. Features that they do not have are refused. */
export interface Versions {
  /** Version of the Mendix Operator, for example "2.25.1". */
  readonly operator: string;
  /** Version of the Mendix Runtime of the app, for example "10.24.14" or "10.24.14.90436". */
  readonly mendix: string;
}

/** Whether a text is a version that can be compared: two to four numbers, no Terraform token. */
export function isVersion(text: unknown): text is string {
  return typeof text === "string" && /^\d+(\.\d+){1,3}$/.test(text);
}

/** Whether `version` is `minimum` or newer; a build number in fourth place is not compared. */
export function atLeast(version: string, minimum: string): boolean {
  const [given, needed] = [coerced(version), coerced(minimum)];
  return given !== null && needed !== null && compare(given, needed) >= 0;
}

/** Thousands of environments have a few versions between them. */
const known = new Map<string, SemVer | null>();

function coerced(version: string): SemVer | null {
  const parsed = known.get(version);
  if (parsed !== undefined) return parsed;
  if (known.size > 1_000) known.clear();
  known.set(version, coerce(version));
  return known.get(version) ?? null;
}

/** First version of each major one whose S3 client is AWS SDK v2. */
const SDK_V2 = new Map([
  [9, "9.24.41"],
  [10, "10.24.14"],
  [11, "11.6.0"],
]);

/** Newest Mendix Runtime that a rule of this package knows something of. */
export const NEWEST_MENDIX = "11.6.0";

/**
 * Whether the runtime's S3 client needs a region: AWS SDK v2, in Mendix 11.6, 10.24.14 and 9.24.41.
 *
 * @see https://docs.mendix.com/developerportal/deploy/private-cloud-storage-plans/
 */
export function needsS3Region(mendix: string): boolean {
  const major = coerced(mendix)?.major ?? 0;
  const first = SDK_V2.get(major);
  return major > 11 || (first !== undefined && atLeast(mendix, first));
}
