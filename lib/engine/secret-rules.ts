import type { ProblemDraft } from "../core/problem";
import type { Share } from "../core/share";
import { isToken } from "../core/names";
import { maySecretBeIn, secretIn, secretWords } from "../core/secret-texts";
import { SecretValue } from "../core/secret-value";
import { someProp, walkProps } from "./props-walk";

/** Texts that are looked at where they are declared, with what to write instead. */
const ELSEWHERE = /^(constants|runtimeSettings)\b/;

/**
 * Refuses whatever is a secret by its look in any text of a declaration: there is no place where one belongs.
 *
 * @param told Shares of the parts, which have refused a text already where they know more of it.
 */
export function refuseSecretTexts(share: Share, props: unknown, told: readonly Share[] = []): void {
  if (!someProp(props, (value) => textsOf("", value).some(maySecretBeIn))) return;
  const words: string[] = [];
  const known = new Set(told.flatMap(({ problems }) => problems.map(({ prop }) => plain(prop))));
  walkProps(props, (prop, value) => {
    for (const text of textsOf(prop, value)) {
      const what = isToken(text) ? undefined : secretIn(text);
      if (what === undefined) continue;
      words.push(...secretWords(text));
      if (known.has(plain(prop))) continue;
      const message = `The text holds ${what}: it would be in source, output, plan and state.`;
      const fix =
        "Take it out: what is secret comes in by a prop that takes SecretValue.fromVariable(), or by a constant.";
      share.problem("MX-SECRET-PLAIN", prop, message, fix);
    }
    return true;
  });
  if (words.length > 0) for (const { problems } of [share, ...told]) hide(problems, words);
}

/** What a part proposes may be made of the text: a name in lower case, or with other signs. */
function hide(problems: ProblemDraft[], words: readonly string[]): void {
  const form = new RegExp(words.join("|"), "gi");
  const hidden = problems.map(({ message, fix, ...problem }) => ({
    ...problem,
    message: message.replace(form, "..."),
    fix: fix.replace(form, "..."),
  }));
  problems.splice(0, problems.length, ...hidden);
}

/** The texts that a value is, or that a secret value is described by. */
function textsOf(prop: string, value: unknown): readonly string[] {
  if (SecretValue.isSecretValue(value)) {
    const { origin } = value;
    const { entry, property } = origin.kind === "external" ? origin : {};
    return [entry, property].filter((text): text is string => typeof text === "string");
  }
  if (typeof value !== "string" || ELSEWHERE.test(prop) || isAccessKeyId(prop, value)) return [];
  return [value];
}

/** The id of a key is no secret, and that one belongs there. */
function isAccessKeyId(prop: string, value: string): boolean {
  return prop === "storage.accessKeyId" && /^[A-Z0-9]{16,128}$/.test(value);
}

/** One spelling of a prop's path, whoever wrote it. */
function plain(prop: string): string {
  return prop.replace(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]/g, ".$1$2");
}
