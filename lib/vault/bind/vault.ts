import { GenericEndpoint } from "@cdktf/provider-vault/lib/generic-endpoint";
import { KvSecretV2 } from "@cdktf/provider-vault/lib/kv-secret-v2";
import { Construct } from "constructs";
import type { Blueprint } from "../../blueprint/blueprint";
import type { Entry } from "../../blueprint/entry";
import type { Bound } from "../../blueprint/parts";
import { bindDocument, documentJson } from "../../values/bind/document";
import { noJson, refusingPlaceholder } from "../../values/bind/placeholder";
import { resolveSettings } from "../../values/bind/settings";
import { randomGenerator, revisionOf, secretExpression } from "../../values/bind/secret-expression";
import { documentWrite, recordWrite, secretWrite } from "../../values/bind/written";
import { defined } from "../../values/defined";
import { encodedJson, terraformJson } from "../../values/json";
import { ENTRY_MAX_BYTES, type VaultPlan, type VaultProps } from "../vault";
import { commonArguments } from "./common";
import { bindRole } from "./role";

const LIMITS = { maxBytes: ENTRY_MAX_BYTES };
const VALUE_RULES = { generate: randomGenerator, limits: LIMITS };

/** Makes the entries of the environment, its policy and its role; existing ones are left alone. */
export function bindVault(scope: Construct, blueprint: Blueprint, bound: Bound, props: VaultProps, plan: VaultPlan) {
  const entries = new Construct(scope, "entries");
  for (const entry of blueprint.entries) {
    if (entry.content.kind === "existing" || entry.content.kind === "container") continue;
    bindEntry(new Construct(entries, entry.id), blueprint, bound, props, plan, entry);
  }
  if (props.existingRole === undefined) bindRole(scope, blueprint, bound, props, plan);
}

function bindEntry(
  scope: Construct,
  blueprint: Blueprint,
  bound: Bound,
  props: VaultProps,
  { mount }: VaultPlan,
  entry: Entry,
) {
  const common = commonArguments(props);
  const { lifecycle } = common;
  const secret = new KvSecretV2(
    scope,
    "entry",
    defined({
      ...common,
      mount,
      name: entry.name,
      ...dataOf(scope, blueprint, bound, entry),
      deleteAllVersions: props.deleteAllVersions,
      // The provider fails when anything beside the revision changes on an entry with a write-only document.
      lifecycle: { ...lifecycle, ignoreChanges: ["delete_all_versions"] },
    }),
  );
  bound.prerequisites.push(secret);
  recordEntry(scope, secret, entry);
  if (props.maxVersions === undefined) return;
  // For the same reason a resource of its own; it deletes nothing, or taking the option out would take the entry too.
  new GenericEndpoint(scope, "metadata", {
    ...common,
    path: `${mount}/metadata/${entry.name}`,
    dataJson: JSON.stringify({ max_versions: props.maxVersions }),
    disableRead: true,
    disableDelete: true,
    dependsOn: [secret],
  });
}

/** A setting is an ordinary argument; a secret goes through the write-only argument. */
function dataOf(scope: Construct, blueprint: Blueprint, bound: Bound, { content }: Entry) {
  switch (content.kind) {
    case "settings":
      return { dataJson: terraformJson(resolveSettings(content.values, bound)) };
    case "secret": {
      const { key, value } = content;
      const expression = secretExpression(scope, blueprint, key, value, randomGenerator, LIMITS);
      return {
        dataJsonWo: refusingPlaceholder(encodedJson({ [key]: expression }), [{ value, expression }], noJson()),
        dataJsonWoVersion: revisionOf(value),
      };
    }
    case "document": {
      const document = bindDocument(scope, blueprint, bound, content, VALUE_RULES);
      const dataJsonWo = refusingPlaceholder(documentJson(document, content.nested), document.carried, noJson());
      return { dataJsonWo, dataJsonWoVersion: document.trigger };
    }
    case "container":
    case "existing":
      return {};
  }
}

/** The provider keeps what it was told to write, taken or not, and reads neither a secret nor a setting back. */
function recordEntry(scope: Construct, resource: KvSecretV2, { name, content }: Entry): void {
  const secret = { resource, trigger: "data_json_wo_version" };
  if (content.kind === "settings") {
    const repair = `Run terraform state rm ${resource.terraformResourceType}.${resource.friendlyUniqueId}, and apply again: the entry is written anew.`;
    recordWrite(scope, { resource, trigger: "data_json", digest: true, what: `the settings in ${name}`, repair });
  } else if (content.kind === "document") {
    recordWrite(scope, { ...secret, ...documentWrite(name, content.secrets) });
  } else if (content.kind === "secret" && content.value.origin.kind !== "generated") {
    recordWrite(scope, { ...secret, ...secretWrite(content.key, revisionOf(content.value)) });
  }
}
