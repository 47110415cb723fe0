import { Token } from "cdktf";
import coerce from "semver/functions/coerce";
import gte from "semver/functions/gte";
import satisfies from "semver/functions/satisfies";

/** Versions of what runs in the cluster. Features that they do not have are refused. */
export interface Versions {
  /** Version of the Mendix Operator, for example "2.25.1". */
  readonly operator: string;
  /** Version of the Mendix Runtime of the app, for example "10.24.14" or "10.24.14.90436". */
  readonly mendix: string;
}

/** Whether a text is a version that can be compared: two to four numbers, no Terraform token. */
export function isVersion(text: unknown): text is string {
  return typeof text === "string" && !Token.isUnresolved(text) && /^\d+(\.\d+){1,3}$/.test(text);
}

/** Whether `version` is `minimum` or newer; a build number in fourth place is not compared. */
export function atLeast(version: string, minimum: string): boolean {
  const [given, needed] = [coerce(version), coerce(minimum)];
  return given !== null && needed !== null && gte(given, needed);
}

/**
 * Whether the runtime's S3 client needs a region: AWS SDK v2, in Mendix 11.6, 10.24.14 and 9.24.41.
 *
 * @see https://docs.mendix.com/developerportal/deploy/private-cloud-storage-plans/
 */
export function needsS3Region(mendix: string): boolean {
  const version = coerce(mendix);
  return version !== null && satisfies(version, ">=11.6.0 || >=10.24.14 <11.0.0 || >=9.24.41 <10.0.0");
}
