import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { qualifiedName, type Subject } from "../../core/subject";
import { fitName, isToken } from "../../core/names";

/** Largest value of a secret. */
export const SECRET_MAX_BYTES = 65_536;

const SECRET_NAME = { max: 512, forbidden: /[^A-Za-z0-9/_+=.@-]/g };

/**
 * Name of an entry. AWS appends a hyphen and six characters to the name in a secret's ARN and takes a name that ends
 * so for a whole ARN in look-ups, so a name that would end so gets one more part.
 */
export function entryName(
  subject: Subject,
  given: string | undefined,
  part: "settings" | "secrets" | { readonly key: string },
): string {
  const stem = given ?? qualifiedName(subject, "/");
  if (part === "settings") return endsLikeArn(stem) ? `${stem}/settings` : stem;
  if (part === "secrets") return `${stem}/secrets`;
  const name = fitName(`${stem}/${part.key}`, SECRET_NAME);
  return endsLikeArn(name) ? `${name}/value` : name;
}

/** Checks a name that the user gave. */
export function checkSecretName(share: Share, name: string | undefined): void {
  if (name === undefined) return;
  const fits = !isToken(name) && name !== "" && fitName(name, SECRET_NAME) === name && !/^\/|\/$|\/\//.test(name);
  if (!fits) {
    share.problem(
      "MX-AWS-SECRET-NAME",
      "store.name",
      `${quote(name)} is not the name of a secret: 1 to 512 characters of A-Z a-z 0-9 / _ + = . @ -, known at synthesis.`,
      'Write a name like "mendix/orders", or leave name out.',
    );
  } else if (endsLikeArn(name)) {
    share.problem(
      "MX-AWS-SECRET-NAME",
      "store.name",
      `${quote(name)} ends with a hyphen and six characters, as the ARN of another secret does.`,
      `Write ${quote(`${name}/app`)}, or leave name out.`,
    );
  }
}

function endsLikeArn(name: string): boolean {
  return /-[A-Za-z0-9]{6}$/.test(name);
}
