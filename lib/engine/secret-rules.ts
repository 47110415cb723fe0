import type { Share } from "../core/share";
import { isToken } from "../core/names";
import { secretIn } from "../core/secret-texts";
import { walkProps } from "./props-walk";

/** Maps whose values are refused where they are declared, with what to write instead; and a name that is no secret. */
const ELSEWHERE = /^(constants|runtimeSettings|storage\.accessKeyId)$/;

/**
 * Refuses whatever is a secret by its look in any text of a declaration: there is no place where one belongs.
 *
 * @param told Shares of the parts, which have refused a text already where they know more of it.
 */
export function refuseSecretTexts(share: Share, props: unknown, told: readonly Share[] = []): void {
  const known = new Set(told.flatMap(({ problems }) => problems.map(({ prop }) => plain(prop))));
  walkProps(props, (prop, value) => {
    if (ELSEWHERE.test(prop)) return false;
    const what = typeof value === "string" && !isToken(value) ? secretIn(value) : undefined;
    if (what === undefined || known.has(plain(prop))) return true;
    const message = `The text holds ${what}: it would be in source, output, plan and state.`;
    const fix =
      "Take it out: what is secret comes in by a prop that takes SecretValue.fromVariable(), or by a constant.";
    share.problem("MX-SECRET-PLAIN", prop, message, fix);
    return true;
  });
}

/** One spelling of a prop's path, whoever wrote it. */
function plain(prop: string): string {
  return prop.replace(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]/g, ".$1$2");
}
