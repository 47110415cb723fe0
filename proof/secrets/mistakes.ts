import type { MendixSecretStoreEnvironmentProps } from "../../lib";
import { App, FileStorage, SecretValue } from "../../lib";
import type { Part } from "./subject";

/** A declaration that holds a secret as a plain text. */
export interface Mistake {
  /** Where the text stands. */
  readonly path: string;
  readonly part: Part;
}

type Path = readonly string[];

/** Props that take a text as well as a secret, so that a text there is no mistake. */
export const ALSO_TEXT = /(^|\.)(username|accessKeyId|constants\.[\w.]+)$/;

/** Each secret of some parts in turn as a plain text, and texts with a secret in them where no secret belongs. */
export function mistakesOf(parts: readonly Part[], text: string): readonly Mistake[] {
  return parts.flatMap((part) => [
    ...secretsIn(part.props).flatMap((path) => {
      const named = path.filter((step) => step !== "props").join(".");
      return ALSO_TEXT.test(named) ? [] : [mistake(part, named, replaced(part.props, path, text))];
    }),
    ...("app" in part.props ? elsewhere(part, text) : []),
  ]);
}

function mistake(part: Part, path: string, props: object): Mistake {
  return { path: `${part.id} ${path}`, part: { ...part, props } };
}

/** Where in some props a secret stands; parts of an environment keep theirs under `props`. */
function secretsIn(value: unknown, path: Path = []): readonly Path[] {
  if (SecretValue.isSecretValue(value)) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => secretsIn(inner, [...path, key]));
}

function replaced(value: object, [step = "", ...rest]: Path, text: string): object {
  const copy = Object.create(Object.getPrototypeOf(value) as object) as object;
  const inner = (value as Readonly<Record<string, object>>)[step] ?? {};
  return Object.assign(copy, value, { [step]: rest.length === 0 ? text : replaced(inner, rest, text) });
}

/** What people write where no secret belongs. */
function elsewhere(part: Part, text: string): readonly Mistake[] {
  const props = part.props as MendixSecretStoreEnvironmentProps;
  const sourceUrl = "oci-image://registry.example.com/orders:1.0.0";
  const keys = { accessKeyId: "key", secretAccessKey: SecretValue.fromVariable() };
  const changes: Readonly<Record<string, object>> = {
    "debuggerPassword of a text as a token": { debuggerPassword: SecretValue.fromEphemeral(text, { revision: 1 }) },
    "runtimeSettings.MxAdminPassword": { runtimeSettings: { MxAdminPassword: text } },
    "app.sourceUrl": { app: App.standalone({ sourceUrl: `https://user:${text}@example.com/orders.mda` }) },
    "app.customConfiguration": { app: App.standalone({ sourceUrl, customConfiguration: { DatabasePassword: text } }) },
    "storage.endpoint": {
      storage: FileStorage.s3Compatible({ endpoint: `https://user:${text}@minio.example.com`, bucket: "b", ...keys }),
    },
    "database.jdbcUrl": {
      database: replaced(props.database ?? {}, ["props", "jdbcUrl"], `jdbc:postgresql://db/orders?password=${text}`),
    },
  };
  return Object.entries(changes).map(([path, change]) => mistake(part, path, { ...props, ...change }));
}
