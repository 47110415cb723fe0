import type { ProblemCode } from "../core/problem-codes";
import type { Share } from "../core/share";
import { isToken } from "../core/names";
import type { DatabaseFacts } from "./authentication";
import { DatabaseTls } from "./engine";

/** Parameters by which a URL keeps a connection from being encrypted. `sslmode=prefer` encrypts where the server can. */
const PLAIN = /[?&]sslmode=disable(?=&|$)|;\s*encrypt=(?:false|no|optional)(?=;|$)/i;

/** Checks that the connection of a login that sends a token is encrypted, whichever prop decides it. */
export function checkEncrypted(share: Share, code: ProblemCode, { tls, jdbcUrl }: DatabaseFacts, who: string): void {
  const message = `${who} takes a token over an encrypted connection only.`;
  if (tls === DatabaseTls.DISABLE || tls === DatabaseTls.PREFER) {
    const fix = "Write tls: DatabaseTls.REQUIRE or DatabaseTls.VERIFY_FULL, or leave it out.";
    share.problem(code, "database.tls", message, fix);
  }
  const [found] = jdbcUrl === undefined || isToken(jdbcUrl) ? [] : (PLAIN.exec(jdbcUrl) ?? []);
  if (found === undefined) return;
  const fix = "Write sslmode=require, or encrypt=true for SQL Server, or leave jdbcUrl out.";
  share.problem(code, "database.jdbcUrl", `${message} The URL says ${found.replace(/^[?&;\s]+/, "")}.`, fix);
}
