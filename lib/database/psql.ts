import { isToken } from "../core/names";
import { shellCommand, shellWord } from "../core/shell";
import type { Step } from "../core/share";

/** Who runs statements, and where. */
export interface SqlSession {
  /** Host and port; empty where they are not known. */
  readonly host: string;
  /** The user as a word of a POSIX shell. */
  readonly user: string;
  /**
   * What prints the password, for a POSIX shell: `$(...)`.
   *
   * @default - psql asks for it
   */
  readonly password?: string;
}

/** An identifier of PostgreSQL, whatever is in it. */
export function roleIdentifier(user: string): string {
  return `"${user.replace(/"/g, '""')}"`;
}

/** Statements of PostgreSQL as one command for a POSIX shell, or the statements alone where the host is not known. */
export function runSql(session: SqlSession, statements: readonly string[]): Pick<Step, "does" | "command"> {
  const { host, user, password } = session;
  if (host === "" || isToken(host)) return { does: statements.map((one) => `${one};`).join(" ") };
  const [, server = host, port = "5432"] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
  const login = password === undefined ? "" : `PGPASSWORD="${password}" `;
  const where = shellCommand("psql", `--host=${server}`, `--port=${port}`, "--dbname=postgres");
  const run = statements.map((one) => `--command=${shellWord(one)}`).join(" ");
  return { does: `${login}PGSSLMODE=require ${where} --username=${user} ${run}`, command: true };
}
