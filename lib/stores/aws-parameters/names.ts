import { arnOf, type AwsPlace } from "../../clouds/aws/arn";
import { parseArn } from "../../core/aws-arn";
import { fitName, isToken } from "../../core/names";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { qualifiedName, type Subject } from "../../core/subject";

/** Most characters of a parameter's ARN, which the service counts with its name. */
const ARN_MAX = 1_011;
/** Most levels of a path. */
const LEVELS_MAX = 15;
const FORBIDDEN = /[^A-Za-z0-9_./-]/g;
/** A name without a path, or a whole path. */
const NAME = /^(?:[A-Za-z0-9_.-]+|(?:\/[A-Za-z0-9_.-]+)+)$/;
/** What AWS keeps for its own parameters, in whatever case. */
const RESERVED = /^\/?(?:aws|ssm)/i;

/** Why a text is not the name of a parameter; undefined where it is one. */
export function faultOfName(place: AwsPlace, name: string, levels = LEVELS_MAX): string | undefined {
  if (isToken(name)) return "is a Terraform token, and a name is needed at synthesis";
  if (name.includes("/") && !name.startsWith("/")) return "is a path that does not begin with /";
  if (!NAME.test(name)) return "holds more than A-Z a-z 0-9 _ . - and single slashes between them";
  if (RESERVED.test(name)) return "begins with aws or ssm, which AWS keeps for itself";
  if (levelsOf(name) > levels) return `has ${levelsOf(name)} levels, and ${levels} are possible`;
  const { length } = parameterArn(place, name);
  return length > ARN_MAX ? `makes an ARN of ${length} characters, and ${ARN_MAX} are possible` : undefined;
}

function levelsOf(name: string): number {
  return name.split("/").filter((level) => level !== "").length;
}

/** ARN of a parameter. It has one slash, whether its name begins with one or not. */
export function parameterArn(place: AwsPlace, name: string): string {
  return arnOf(place, "ssm", `parameter/${name.replace(/^\//, "")}`);
}

/**
 * The one spelling of a parameter's name, however it is referred to: of an ARN its name, and `/token` is `token`, which
 * the service takes for the same.
 */
export function canonicalParameter(name: string): string {
  const arn = parseArn(name);
  const path = arn?.service === "ssm" ? arn.resource.replace(/^parameter/, "") : name;
  return levelsOf(path) === 1 ? path.replace(/^\//, "") : path;
}

/** Name of a parameter: the path of the environment, and one level more. No default begins with what AWS keeps. */
export function parameterName(
  place: AwsPlace,
  subject: Subject,
  given: string | undefined,
  part: "settings" | "secrets" | { readonly key: string },
): string {
  const stem = given ?? `/mendix/${qualifiedName(subject, "/")}`;
  const rule = { max: ARN_MAX - parameterArn(place, "").length + 1, forbidden: FORBIDDEN };
  return fitName(`${stem}/${typeof part === "string" ? part : part.key}`, rule);
}

/** Checks a path that the user gave: the parameters lie one level below it. */
export function checkPath(share: Share, place: AwsPlace, name: string | undefined): void {
  if (name === undefined) return;
  const fault =
    name.startsWith("/") || isToken(name) ? faultOfName(place, name, LEVELS_MAX - 1) : "does not begin with /";
  if (fault === undefined) return;
  share.problem(
    "MX-AWS-PARAMETER-NAME",
    "store.name",
    `${quote(name)} is not the path that parameters can lie under: it ${fault}.`,
    'Write a path like "/mendix/orders", or leave name out.',
  );
}
