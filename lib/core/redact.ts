import { withoutSecrets } from "./secret-texts";

/** Longest text that is looked through; a longer one is no value that a person wrote into one line. */
const LONGEST = 4_096;

/** `user:password@` at the beginning or after a scheme, and `token@` after one. */
const CREDENTIALS = /(?<=^|\/\/)[^/\s:@]*:(?!\/\/).*@|(?<=\/\/)[^/\s@]+@/;
/** The same where a JDBC driver has a form of its own: `jdbc:oracle:thin:user/password@//host`. */
const JDBC_CREDENTIALS = /(?<=^jdbc:\w{1,20}:(?:\w{1,20}:)?(?:\/\/)?)[^?;(]*@/;
/** Parameters of a URL, of a JDBC URL and of its lists in brackets; the name may be written in any way. */
const PARAMETER = /(?<=[?&;,(#][^=?&;,()#]{0,200}=)[^&;,)#]+/g;
const CERTIFICATE = /-----BEGIN [A-Z ]{0,40}CERTIFICATE-----.*/s;
/** The beginning of what an issuer made, also where the rest was mistyped. */
const ISSUED = /\b(gh[a-z]|glpat|hvs|xox[a-z])[_.-][\w.-]{8,}|\beyJ[\w-]+\.[\w.-]+/g;

/**
 * A text of a declaration as it may be printed: without the credentials and parameters of a URL, without keys and
 * tokens. Whatever shows what somebody wrote, in a message or as an excerpt of a file, shows it through this.
 */
export function redacted(text: string): string {
  if (text.length > LONGEST) return `(${text.length} characters)`;
  const isUrl = text.startsWith("jdbc:") || text.includes("//");
  const bare = (isUrl ? text.replace(JDBC_CREDENTIALS, "...@").replace(PARAMETER, "...") : text)
    .replace(CREDENTIALS, "...@")
    .replace(CERTIFICATE, "...")
    .replace(ISSUED, "...");
  return withoutSecrets(bare);
}
