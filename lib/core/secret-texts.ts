import { isSecretName, mayBeValue } from "./secret-names";

/** A part of a text that is a secret by its look. */
interface Found {
  readonly start: number;
  readonly end: number;
  /** What it is, in the words of a message. */
  readonly what: string;
}

const KEY_MATERIAL = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;

/** Tokens and keys as their issuers make them: AWS, GitHub, GitLab, Vault, Slack, Stripe, Google, SendGrid, npm; a JWT. */
const ISSUED =
  /\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[a-z]_[A-Za-z0-9]{16,255}|github_pat_\w{16,255}|glpat-[\w-]{16,255}|hv[sb]\.[\w-]{16,255}|xox[a-z]-[\w-]{10,255}|[sr]k_(?:live|test)_[A-Za-z0-9]{10,255}|AIza[\w-]{35}|ya29\.[\w.-]{16,255}|SG\.[\w-]{16,64}\.[\w-]{16,64}|npm_[A-Za-z0-9]{30,255}|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*)/g;

const HEADER = /\b(?:Basic|Bearer) (?=[\w+/.~-]{0,255}[\d+/=])[\w+/.~-]{8,255}={0,2}/g;

/** `//user:password@`; what follows a port is a path. */
const LOGIN = /(?<=\/\/)([^\s/@:?#"'`\\]{0,256}):(?!\d{1,5}(?:[/;,?]|$))([^\s@?#;,&"'`\\<>]{1,512})@/g;
/** Oracle's own form: `jdbc:oracle:thin:user/password@//host`. */
const ORACLE_LOGIN = /(?<=jdbc:oracle:[a-z]{1,10}:)([^\s@/]{1,128})\/([^\s@]{1,256})@/gi;

/** A value ends where the text around it could go on. */
const VALUE = String.raw`["\\]{0,2}('[^'\n]{1,512}'|[^&;,)\s"'\x60\\]{1,2048})`;
/** A parameter of an address, of a JDBC URL in any of its forms, of a connection string. */
const PARAMETER = new RegExp(String.raw`[?&;,(#]\s{0,5}([\w.%-]{1,100})\s{0,5}=\s{0,5}${VALUE}`, "g");
/** An assignment, as in a shell, an option of a command or a list of words. */
const ASSIGNMENT = new RegExp(String.raw`(?<![\w.%?&;,(#-])([\w.%-]{1,100})=${VALUE}`, "g");
/** A property of JSON. */
const PROPERTY = /"([\w.-]{1,100})"\s{0,5}:\s{0,5}"([^"\\]{1,2048})"/g;
/** Parameters whose value lets in whoever holds the address. */
const SIGNATURE =
  /^(?:sig|signature|x-amz-signature|x-goog-signature|x-amz-credential|accountkey|sharedaccesskey|sharedaccesssignature)$/i;

/** Whether a text is a secret by its look, and then what of: a private key, a login, a token, a signature. */
export function secretIn(text: string): string | undefined {
  return found(text)[0]?.what ?? secretProperty(text);
}

/** A document in a text: what it calls a secret is one. Of what is printed names say less, so that is not hidden. */
function secretProperty(text: string): string | undefined {
  if (!text.includes(":")) return undefined;
  const secret = [...text.matchAll(PROPERTY)].find(
    ([, name = "", value = ""]) => isSecretName(name) && mayBeValue(value),
  );
  return secret && `a value of ${secret[1]}`;
}

/**
 * A text without what is a secret by its look. Whatever is printed goes through this, whoever made it: it is asked of
 * what is printed, not of where it comes from.
 */
export function withoutSecrets(text: string): string {
  let [shown, at] = ["", 0];
  for (const { start, end } of found(text)) {
    if (end <= at) continue;
    shown += `${text.slice(at, Math.max(at, start))}...`;
    at = end;
  }
  return shown + text.slice(at);
}

/** What must not be repeated of the secrets in a text, also where a name was made of it: their longer words. */
export function secretWords(text: string): readonly string[] {
  return found(text).flatMap(
    ({ start, end }) =>
      text
        .slice(start, end)
        .replace(/-----[A-Z ]+-----/g, "")
        .match(/[A-Za-z0-9]{6,}/g) ?? [],
  );
}

/** What every one of the forms above holds: most texts of a declaration have none of it. */
const SIGN =
  /[@=]|-----BEGIN|AKIA|ASIA|gh[a-z]_|github_pat_|glpat-|hv[sb]\.|xox|[sr]k_|AIza|ya29|SG\.|npm_|eyJ|Basic |Bearer |"\s{0,5}:/;

/** Whether a text may be a secret by its look; quick, and right where it says no. */
export function maySecretBeIn(text: string): boolean {
  return SIGN.test(text);
}

function found(text: string): readonly Found[] {
  if (!maySecretBeIn(text)) return [];
  const places = [
    ...whole(text, KEY_MATERIAL, "a private key"),
    ...whole(text, ISSUED, "a token or the key of a service"),
    ...whole(text, HEADER, "a login of a header"),
    ...(text.includes("@") ? [...logins(text, LOGIN), ...logins(text, ORACLE_LOGIN)] : []),
    ...(text.includes("=") ? [...parameters(text, PARAMETER), ...parameters(text, ASSIGNMENT)] : []),
  ];
  return places.sort((a, b) => a.start - b.start);
}

function whole(text: string, form: RegExp, what: string): readonly Found[] {
  return [...text.matchAll(form)].map(({ index, 0: { length } }) => ({ start: index, end: index + length, what }));
}

function logins(text: string, form: RegExp): readonly Found[] {
  return [...text.matchAll(form)].flatMap(({ index, 0: all, 2: password = "" }) =>
    mayBeValue(decoded(password)) ? [{ start: index, end: index + all.length - 1, what: "a login" }] : [],
  );
}

function parameters(text: string, form: RegExp): readonly Found[] {
  return [...text.matchAll(form)].flatMap(({ index, 0: all, 1: name = "", 2: value = "" }): Found[] => {
    const [known, given] = [decoded(name), decoded(value.replace(/^'|'$/g, ""))];
    const isSignature = SIGNATURE.test(known) && given.length >= 16;
    if (!isSignature && !(isSecretName(known) && mayBeValue(given))) return [];
    const end = index + all.length;
    return [{ start: end - value.length, end, what: isSignature ? "a signature" : `a value of ${known}` }];
  });
}

/** Percent-encoding is looked through: a driver does, too. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
