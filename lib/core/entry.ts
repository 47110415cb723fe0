import type { SecretValue } from "./secret-value";
import type { Reference } from "../core/expression";

/** A value that is not secret: an ordinary argument, or one that only the cloud knows. May hold Terraform tokens. */
export type Setting = string | Reference;

/** What one entry of a store holds. */
export type EntryContent =
  /** Settings in one document (AWS, Vault), or a single one where the store has an entry per key (Azure, Google). */
  | { readonly kind: "settings"; readonly values: Readonly<Record<string, Setting>> }
  /** One secret value, written through a write-only argument with its own revision as the trigger. */
  | { readonly kind: "secret"; readonly key: string; readonly value: SecretValue }
  /** Secrets that share a document; it is rewritten whole whenever its set of keys or a revision changes. */
  | {
      readonly kind: "document";
      readonly secrets: Readonly<Record<string, SecretValue>>;
      readonly settings?: Readonly<Record<string, Setting>>;
      /** Whether a dotted name is a group and a key in it, and not one property. @default false */
      readonly nested?: boolean;
    }
  /** An empty container made here, which somebody else fills before the app starts. */
  | { readonly kind: "container"; readonly key: string }
  /** An entry that somebody else made and fills. */
  | { readonly kind: "existing"; readonly keys: readonly string[] };

/** One object in the store. */
export interface Entry {
  /** Construct id, unique in the environment. */
  readonly id: string;
  /** The store's own name of the entry: secret name, KV path, secret id. */
  readonly name: string;
  readonly content: EntryContent;
}

/** The keys that an entry holds. */
export function keysOf(entry: Entry): readonly string[] {
  const { content } = entry;
  switch (content.kind) {
    case "settings":
      return Object.keys(content.values);
    case "document":
      return [...Object.keys(content.settings ?? {}), ...Object.keys(content.secrets)];
    case "secret":
    case "container":
      return [content.key];
    case "existing":
      return content.keys;
  }
}
