/** Longest name that is looked at: what a name says of its value stands at its end. */
const LONGEST = 200;

/** What a name of a secret ends with, written together or apart. */
const SECRET = /(password|passwd|passphrase|passcode|secret|credential)s?$|(token|pwd|jwt)$|^pat$/;
/** Keys that open something; a primary, foreign or public one does not. */
const KEY_OF =
  "api|access|account|auth|client|customer|encryption|hmac|host|licen[cs]e|master|private|secret|service|shared|signing|ssh|ssl|storage|subscription|symmetric|tls|webhook";
const KEY = new RegExp(`(${KEY_OF})keys?$`);
const PASS_OF =
  /^(admin|auth|basic|db|database|ftp|key|keystore|ldap|login|mail|proxy|sftp|smtp|store|truststore|user)$/;

/** A name that begins so asks a question: `UseToken`, `ShowPassword`. */
const QUESTION =
  /^(allow|allows|ask|can|change|check|disable|disabled|enable|enabled|enforce|force|forgot|has|hide|is|needs|remember|require|required|requires|reset|show|skip|use|uses|validate|with|without)$/;
/** A name that holds one of these is of something that many may know, or of a number. */
const HARMLESS = /^(count|kms|limit|max|maximum|min|minimum|number|public|publishable|total)$/;

/** Whether a name says that its value is secret: `Mail.Password`, `GIT_PAT`, `keyStorePassword`, `x-api-key`. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  const [first = ""] = words;
  const [before = "", last = ""] = words.length > 1 ? words.slice(-2) : ["", ...words];
  if (words.some((word) => HARMLESS.test(word)) || (words.length > 1 && QUESTION.test(first))) return false;
  return SECRET.test(last) || KEY.test(before + last) || (PASS_OF.test(before) && last === "pass");
}

/** Words of the last part of a dotted name. */
function wordsOf(name: string): readonly string[] {
  const bare = name.slice(-LONGEST);
  return bare
    .slice(bare.lastIndexOf(".") + 1)
    .replace(/([a-z0-9])(?=[A-Z])/g, "$1 ")
    .replace(/([A-Z])(?=[A-Z][a-z])/g, "$1 ")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

const NO_VALUE = /^(?:true|false|yes|no|on|off|none|null|[-.*_]*)$/i;
/** What stands for a value that is elsewhere. */
const PLACEHOLDER = /^(?:\{[\w .-]*\}|<[\w .-]*>|%[a-z]|\$[A-Z_][A-Z0-9_]*|\$\{[\w .-]*\})$/;

/** Whether a text can be a secret's value at all: not empty, no truth value, no placeholder. */
export function mayBeValue(text: string): boolean {
  const bare = text.trim();
  return !NO_VALUE.test(bare) && !PLACEHOLDER.test(bare);
}
