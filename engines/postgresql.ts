import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Engine } from "./engine";
import { findProgram, freePort, ServerProcess } from "./process";

const PROGRAMS = ["postgres", "initdb", "psql"].map((name) => findProgram(name));

/** PostgreSQL refuses to run as root. */
const AS_USER = process.getuid?.() === 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

export const postgresql: Engine = {
  name: "PostgreSQL",
  found: PROGRAMS.every((program) => program !== undefined),
  install: "postgres, initdb and psql on PATH (Debian: apt install postgresql, then its bin folder on PATH)",
};

const SUPERUSER = "postgres";

/** A server in a directory of its own, on loopback, with password logins. */
export class PostgresqlServer {
  static async start(): Promise<PostgresqlServer> {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "postgresql-"));
    const password = path.join(directory, "password");
    fs.writeFileSync(password, SUPERUSER);
    if (AS_USER.length > 0) execFileSync("chown", ["-R", "postgres", directory]);
    const data = path.join(directory, "data");
    const [program = "", ...wrapped] = [...AS_USER, "initdb"];
    const flags = [`--pgdata=${data}`, `--username=${SUPERUSER}`, "--auth=scram-sha-256", `--pwfile=${password}`];
    execFileSync(program, [...wrapped, ...flags, "--no-sync"], { cwd: directory });
    const port = await freePort();
    const [server = "", ...parameters] = [...AS_USER, "postgres", "-D", data, "-p", String(port), "-F"];
    const options = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
    const postgres = new PostgresqlServer(port, directory, new ServerProcess(server, [...parameters, ...options]));
    await postgres.process.ready(() => Promise.resolve(postgres.login(SUPERUSER, SUPERUSER)));
    return postgres;
  }

  private constructor(
    readonly port: number,
    private readonly directory: string,
    private readonly process: ServerProcess,
  ) {}

  /** Runs SQL as the superuser, or as somebody else, and returns what it prints. */
  sql(statement: string, database = "postgres", user = SUPERUSER, password = SUPERUSER): string {
    const { code, output } = this.run(statement, database, user, password);
    if (code !== 0) throw new Error(`${statement} failed:\n${output}`);
    return output;
  }

  /** Whether a user can log in. */
  login(user: string, password: string, database = "postgres"): boolean {
    return this.run("SELECT 1", database, user, password).code === 0;
  }

  async stop(): Promise<void> {
    await this.process.stop();
    fs.rmSync(this.directory, { recursive: true, force: true });
  }

  private run(statement: string, database: string, user: string, password: string) {
    const flags = ["-h", "127.0.0.1", "-p", String(this.port), "-U", user, "-d", database, "-v", "ON_ERROR_STOP=1"];
    const run = spawnSync("psql", [...flags, "-Atqc", statement], {
      encoding: "utf8",
      env: { ...process.env, PGPASSWORD: password },
    });
    return { code: run.status ?? 1, output: `${run.stdout}${run.stderr}`.trim() };
  }
}
