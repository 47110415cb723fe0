import type { NeededVariable } from "../../core/blueprint";
import type { Entry } from "../../core/entry";
import { Address, Reference } from "../../core/expression";
import { pathOf, type Resource, type Resources } from "../../core/resource";
import { carrierOf, documentParts, documentText, RANDOM, revisionOf, type CarriedArguments } from "../../core/carriers";
import { jsonDocument, secretJson } from "../../core/json";
import { NO_JSON, refusingPlaceholder } from "../../core/placeholder";
import { documentWrite, secretWrite, writeRecord } from "../../core/written";
import { placeArguments, resourceIn } from "./common";
import type { VaultPlan, VaultProps } from "./props";

/** The entries of the environment; existing ones are left alone, and a container is made by who fills it. */
export function entryResources(
  props: VaultProps,
  plan: VaultPlan,
  entries: readonly Entry[],
  variables: readonly NeededVariable[],
): Resources {
  return entries.flatMap((entry) => {
    const place = pathOf("store", "entries", entry.id);
    const data = dataOf(place, entry, variables);
    return data ? [...data.carriers, ...entryResource(place, props, plan, entry, data)] : [];
  });
}

function entryResource(
  place: string,
  props: VaultProps,
  { mount }: VaultPlan,
  entry: Entry,
  data: CarriedArguments,
): Resources {
  const common = resourceIn(props);
  const path = `${place}/entry`;
  const secret: Resource = {
    ...common,
    type: "vault_kv_secret_v2",
    path,
    arguments: {
      ...placeArguments(props),
      mount,
      name: entry.name,
      ...data.arguments,
      delete_all_versions: props.deleteAllVersions,
    },
    ...(data.writeOnly ? { writeOnly: data.writeOnly } : {}),
    // The provider fails when anything beside the revision changes on an entry with a write-only document.
    lifecycle: { createBeforeDestroy: true, ignoreChanges: ["delete_all_versions"] },
    access: true,
  };
  const made = [secret, ...recordOf(`${place}/written`, secret, entry)];
  if (props.maxVersions === undefined) return made;
  return [...made, metadataOf(place, path, props, `${mount}/metadata/${entry.name}`)];
}

/** How many versions an entry keeps. It deletes nothing, or taking the option out would take the entry too. */
function metadataOf(place: string, entry: string, props: VaultProps, endpoint: string): Resource {
  // A resource of its own, because the provider takes no other change on an entry with a write-only document.
  return {
    ...resourceIn(props),
    type: "vault_generic_endpoint",
    path: `${place}/metadata`,
    arguments: {
      ...placeArguments(props),
      path: endpoint,
      data_json: JSON.stringify({ max_versions: props.maxVersions }),
      disable_read: true,
      disable_delete: true,
    },
    lifecycle: { createBeforeDestroy: true },
    after: [entry],
  };
}

/** The provider keeps what it was told to write, taken or not, and reads neither a secret nor a setting back. */
function recordOf(path: string, secret: Resource, { name, content }: Entry): Resources {
  const trigger = new Reference(secret.path, "data_json_wo_version");
  if (content.kind === "settings") {
    const repair = [
      "Run terraform state rm ",
      new Address(secret.path),
      ", and apply again: the entry is written anew.",
    ];
    const settings = new Reference(secret.path, "data_json");
    return [writeRecord({ path, trigger: settings, digest: true, what: `the settings in ${name}`, repair })];
  }
  if (content.kind === "document") return [writeRecord({ path, trigger, ...documentWrite(name, content.secrets) })];
  if (content.kind !== "secret") return [];
  const { key, value } = content;
  return [writeRecord({ path, trigger, ...secretWrite(key, revisionOf(value), value.origin.kind) })];
}

/** A setting is an ordinary argument; a secret goes through the write-only argument. */
function dataOf(place: string, { content }: Entry, variables: readonly NeededVariable[]): CarriedArguments | undefined {
  const rules = { variables, generator: RANDOM, limits: { maxBytes: ENTRY_MAX_BYTES } };
  switch (content.kind) {
    case "settings":
      return { arguments: { data_json: jsonDocument(content.values) }, carriers: [] };
    case "secret": {
      const { key, value } = content;
      const { resources: carriers, text } = carrierOf(place, key, value, rules);
      return {
        arguments: { data_json_wo_version: revisionOf(value) },
        writeOnly: { data_json_wo: refusingPlaceholder(secretJson({ [key]: text }), [{ value, text }], NO_JSON) },
        carriers,
      };
    }
    case "document": {
      const document = documentParts(place, content, rules);
      const text = documentText(document, content.nested);
      return {
        arguments: { data_json_wo_version: document.trigger },
        writeOnly: { data_json_wo: refusingPlaceholder(text, document.carried, NO_JSON) },
        carriers: document.resources,
      };
    }
    case "container":
    case "existing":
      return undefined;
  }
}

/** The largest value that Vault keeps on Consul's storage; its own takes twice as much. */
export const ENTRY_MAX_BYTES = 512 * 1024;
