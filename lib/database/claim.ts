import { hostScope } from "../core/host-scope";
import { isToken } from "../core/names";
import type { Context } from "../core/parts";
import type { Share } from "../core/share";
import type { DatabaseEngine } from "./engine";

/** Where a database is, as far as it is known. */
interface DatabasePlace {
  readonly engine: DatabaseEngine;
  readonly host: string;
  readonly name: unknown;
}

/** Two apps on one database take each other's tables for their own. */
export function claimDatabase(share: Share, { subject }: Context, { engine, host, name }: DatabasePlace): void {
  if (engine.names === "shared" || typeof name !== "string" || isToken(name) || isToken(host)) return;
  const folded = engine.names === "folded" ? name.toLowerCase() : name;
  share.claims.push({ kind: "database", scope: hostScope(host, subject), name: folded, prop: "database.name" });
}
