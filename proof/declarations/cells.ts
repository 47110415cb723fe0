import { App, Delivery, SecretValue, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { DATABASES } from "./databases";
import type { Draw } from "./draw";
import { IDENTITIES } from "./identities";
import type { DatabaseRow, IdentityRow, StorageRow, StoreRow, ValueRow } from "./rows";
import { STORAGES } from "./storages";
import { STORES } from "./stores";
import { VALUES } from "./values";

/** One combination of parts that is right by itself. */
export interface Cell {
  readonly store: StoreRow;
  readonly identity: IdentityRow;
  readonly database: DatabaseRow;
  readonly storage: StorageRow;
  readonly value: ValueRow;
}

/** Every combination of the tables' rows whose parts fit each other. */
export function cells(): readonly Cell[] {
  return combinations().filter((cell) => reasonAgainst(cell) === undefined);
}

/** Combinations that are no cells, counted by the reason. */
export function leftOut(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const cell of combinations()) {
    const reason = reasonAgainst(cell);
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return counts;
}

function combinations(): readonly Cell[] {
  const found: Cell[] = [];
  for (const store of STORES)
    for (const identity of IDENTITIES)
      for (const database of DATABASES)
        for (const storage of STORAGES)
          for (const value of VALUES) found.push({ store, identity, database, storage, value });
  return found;
}

/** Why a combination is none that anybody would declare: the library refuses it, or it is another one already. */
function reasonAgainst({ store, identity, database, storage, value }: Cell): string | undefined {
  const needed = [store.needs, database.needs, storage.needs].filter((cloud) => cloud !== undefined);
  if (needed.some((cloud) => cloud !== identity.cloud)) return "A part needs the identity of another cloud.";
  if (database.needsVault && !store.title.startsWith("HashiCorp Vault")) {
    return "Vault makes the database's credentials, and the store is another one.";
  }
  if (identity.cloud !== undefined && needed.length === 0) return "No part needs the identity: the same as none.";
  return store.refuses?.[value.title];
}

export function titleOf({ store, identity, database, storage, value }: Cell): string {
  return [store, identity, database, storage, value].map(({ title }) => title).join(" / ");
}

const VERSIONS = { operator: "2.26.0", mendix: "10.24.14" };

/** The declaration that a draw makes of a cell. `ephemeral` is the token of an ephemeral value of its stack. */
export function declarationOf(cell: Cell, drawn: Draw, ephemeral: string): MendixSecretStoreEnvironmentProps {
  const draw = cell.store.noEmptyText ? withoutEmptyTexts(drawn) : drawn;
  const sources = { ephemeral, existing: cell.store.existing };
  const secret = cell.value.make(draw, sources);
  // An existing entry is read property by property, so one place is enough for it.
  const elsewhere = cell.value.knownElsewhere && cell.value.title !== "existing" ? secret : SecretValue.fromVariable();
  const constants = new Map<string, string | SecretValue>(draw.constants);
  constants.set("Proof.Secret", secret);
  return {
    name: draw.name,
    namespace: draw.namespace,
    cluster: cell.identity.cluster(draw),
    versions: VERSIONS,
    store: cell.store.make(draw),
    ...defined("identity", cell.identity.make(draw)),
    database: cell.database.make(draw, elsewhere),
    storage: cell.storage.make(draw, elsewhere),
    constants: Object.fromEntries(constants),
    runtimeSettings: Object.fromEntries(draw.settings),
    ...(cell.value.title === "generated" ? { adminPassword: secret } : {}),
    app: draw.flag ? App.connected() : App.standalone({ sourceUrl: "oci-image://registry.example.com/app:1.0.0" }),
    delivery: Delivery.terraform(),
  };
}

function withoutEmptyTexts(draw: Draw): Draw {
  const filled = (named: Draw["settings"]) => named.map(([name, text]) => [name, text || " "] as const);
  return { ...draw, settings: filled(draw.settings), constants: filled(draw.constants) };
}

function defined<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>;
}
