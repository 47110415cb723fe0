import { CONSTANT_PREFIX, RUNTIME_PREFIX } from "../../catalogue/keys";
import { isRecord } from "../shapes";
import type { ReadSettings } from "./settings";
import { Todo, type Draft } from "./todo";

type Fields = Readonly<Record<string, Draft | undefined>>;

/** Hosts of S3 that name their bucket, and in which region it is. */
const S3_ENDPOINT = /^https:\/\/(.+)\.s3[.-]([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/?$/;

/** The draft with what was read of the store in the place of open questions, and beside them. */
export function withSettings(draft: Fields, { values }: ReadSettings, taken: readonly string[] = []): Fields {
  const database = databaseOf(draft["database"], values);
  const storage = storageOf(draft["storage"], values);
  const moved = taken.filter((key) => values.has(key));
  const named = (prefix: string) =>
    Object.fromEntries(
      moved.flatMap((key) =>
        key.startsWith(prefix) ? [[key.slice(prefix.length), values.get(key) ?? ""] as const] : [],
      ),
    );
  const [constants, settings] = [named(CONSTANT_PREFIX), named(RUNTIME_PREFIX)];
  return ordered(draft, {
    store: without(draft["store"], moved),
    database,
    storage,
    ...(Object.keys(constants).length === 0 ? {} : { constants }),
    ...(Object.keys(settings).length === 0 ? {} : { runtimeSettings: settings }),
  });
}

/** What is new stands before the app, where a person would write it. */
function ordered(draft: Fields, changes: Fields): Fields {
  const { app, takeOver, ...before } = draft;
  return { ...before, ...changes, app, takeOver };
}

/** What the app logs in to, as the store has it: checked against other environments, and never written. */
function databaseOf(declared: Draft | undefined, values: ReadonlyMap<string, string>): Draft | undefined {
  const own = isRecord(declared) && isRecord(declared["existing"]) ? (declared["existing"] as Fields) : undefined;
  const found = {
    type: values.get("database-type"),
    host: values.get("database-host"),
    name: values.get("database-name"),
    username: values.get("database-username"),
  };
  if (Object.values(found).every((value) => value === undefined)) return declared;
  const login = own?.["authentication"];
  const bringsUser = isRecord(login) && "azureSqlIdentity" in login;
  const username = bringsUser ? undefined : (found.username ?? own?.["username"]);
  const sql = found.type === "SQLSERVER" && isRecord(login) ? { azureSqlIdentity: {} } : login;
  return { existing: { ...found, username: sql === login ? username : undefined, authentication: sql } };
}

function storageOf(declared: Draft | undefined, values: ReadonlyMap<string, string>): Draft | undefined {
  const own = isRecord(declared) && isRecord(declared["existing"]) ? (declared["existing"] as Fields) : undefined;
  const { s3, azureBlobIdentity: blob } = own ?? {};
  const deletes = values.get("storage-perform-delete") === "false" ? { performDelete: false } : {};
  if (isRecord(s3)) {
    const [, bucket, region] = S3_ENDPOINT.exec(values.get("storage-endpoint") ?? "") ?? [];
    const prefix = values.get("storage-bucket-name");
    return { existing: { s3: answered(s3, { bucket, region, prefix, ...deletes }) } };
  }
  if (!isRecord(blob)) return declared;
  const container = values.get("storage-azure-container");
  return { existing: { azureBlobIdentity: answered(blob, { container, ...deletes }) } };
}

/** Fields with answers in the place of what is open, or of nothing. */
function answered(fields: Fields, answers: Fields): Fields {
  const given = Object.entries(answers).filter(
    ([name, value]) => value !== undefined && (fields[name] === undefined || fields[name] instanceof Todo),
  );
  return { ...fields, ...Object.fromEntries(given) };
}

/** A store whose existing entries hold no longer what is declared here. */
function without(store: Draft | undefined, keys: readonly string[]): Draft | undefined {
  if (keys.length === 0 || store instanceof Todo) return store;
  if (Array.isArray(store)) {
    return (store as readonly Draft[])
      .map((item) => without(item, keys) ?? "")
      .filter((item) => item !== "" && !isEmptyEntry(item, keys));
  }
  if (typeof store === "string" || !isRecord(store))
    return typeof store === "string" && keys.includes(store) ? "" : store;
  const fields = Object.entries(store as Fields).filter(([name]) => !keys.includes(name));
  return Object.fromEntries(fields.map(([name, value]) => [name, name === "key" ? value : without(value, keys)]));
}

/** An entry of which no key is left, or whose one key it is. */
function isEmptyEntry(entry: Draft, keys: readonly string[]): boolean {
  if (!isRecord(entry)) return false;
  const { keys: held, key } = entry as Fields;
  return (Array.isArray(held) && held.length === 0) || (typeof key === "string" && keys.includes(key));
}
