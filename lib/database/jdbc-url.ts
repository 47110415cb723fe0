import { quote } from "../core/problem";
import type { Share } from "../core/share";
import { isToken } from "../core/names";
import { secretIn } from "../core/secret-texts";

const HOST = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)(:(\d{1,5}))?$/;

/** `user:password@`, whatever the password holds. */
const LOGIN = /\/\/[^/?;]*:[^?;]*@/;

/** Host with a port: the engine's where none is given. A token may hold its port already. */
export function withPort(host: string, port: number): string {
  const match = HOST.exec(host);
  return isToken(host) || !match || match[4] ? host : `${host}:${port}`;
}

export function checkHost(share: Share, host: string, port: number, prop = "database.host"): void {
  if (isToken(host)) return;
  const match = HOST.exec(host);
  const number = Number(match?.[4] ?? 0);
  if (match && number >= 1 && number <= 65_535) return;
  share.problem(
    "MX-DATABASE-HOST",
    prop,
    `${quote(host)} is not a host with a port from 1 to 65535, without a scheme.`,
    `Write host: "db.example.com:${port}".`,
  );
}

/** What the other props say, for the check of a URL that was given whole. */
export interface UrlExpectation {
  readonly host: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** A URL given whole overrides host and name in the runtime, so a difference would be a silent one. */
export function checkJdbcUrl(share: Share, url: string, expected: UrlExpectation): void {
  if (isToken(url)) return;
  if (secretIn(url) !== undefined || LOGIN.test(url)) {
    share.problem(
      "MX-SECRET-PLAIN",
      "database.jdbcUrl",
      "The JDBC URL holds a password: it would be in source, output, plan and state.",
      "Take it out of the URL and write password: SecretValue.fromVariable().",
    );
    return;
  }
  if (!/^jdbc:[a-z]+:/.test(url)) {
    const fix = 'Write "jdbc:postgresql://HOST:PORT/NAME?sslmode=require", or leave jdbcUrl out.';
    share.problem("MX-DATABASE-URL", "database.jdbcUrl", `${quote(url)} is not a JDBC URL.`, fix);
    return;
  }
  checkPart(share, url, "host", expected.host);
  checkPart(share, url, "name", expected.name);
  for (const [name, value] of Object.entries(expected.properties)) {
    if (new RegExp(`[?&;]${name}=${value}(?=[&;]|$)`, "i").test(url)) continue;
    share.problem(
      "MX-DATABASE-URL",
      "database.jdbcUrl",
      `The JDBC URL lacks ${name}=${value}, which the authentication needs.`,
      `Add ${name}=${value} to it, or leave jdbcUrl out.`,
    );
  }
}

function checkPart(share: Share, url: string, prop: "host" | "name", value: unknown): void {
  if (typeof value !== "string" || value === "" || isToken(value)) return;
  const bare = prop === "host" ? value.replace(/:\d+$/, "") : value;
  const ofSqlServer = prop === "name" && url.startsWith("jdbc:sqlserver:");
  if (ofSqlServer ? sqlServerDatabase(url) === bare : names(url, bare)) return;
  share.problem(
    "MX-DATABASE-URL",
    "database.jdbcUrl",
    `The JDBC URL does not hold the ${prop} ${quote(value)}, and the runtime would follow the URL.`,
    `Write the same ${prop} in both, or leave jdbcUrl out: it is built from the other props.`,
  );
}

function names(url: string, text: string): boolean {
  return url.includes(text) || url.includes(encodeURIComponent(text));
}

/** SQL Server's URL names the database in a property, or not at all: then the login's default, master, is opened. */
function sqlServerDatabase(url: string): string | undefined {
  const [, braced, plain] = /;(?:databaseName|database)=(?:\{((?:[^}]|\}\})*)\}|([^;]*))/i.exec(url) ?? [];
  return braced?.replace(/\}\}/g, "}") ?? plain;
}
