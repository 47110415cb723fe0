import type { NeededVariable } from "../../core/blueprint";
import type { Entry } from "../../core/entry";
import type { GoogleGrant } from "../../core/grant";
import { Reference, type Block, type Value } from "../../core/expression";
import { providerHandle } from "../../core/provider-handle";
import { pathOf, type Resource, type Resources } from "../../core/resource";
import { carrierOf, RANDOM, revisionOf, type CarriedArguments } from "../../core/carriers";
import { refusingPlaceholder, tooLong } from "../../core/placeholder";
import { settingValue, textMap } from "../../core/settings";
import type { GoogleSecretManagerProps } from "./props";
import { SECRET_MAX_BYTES, VersionDeletion } from "./options";
import { parseReference } from "./reference";

/** What the secrets are made of. */
export interface SecretsRequest {
  readonly props: GoogleSecretManagerProps;
  readonly project: string;
  readonly entries: readonly Entry[];
  /** What lets the pod read each entry, by the entry's id. */
  readonly grants: readonly GoogleGrant[];
  /** Who the pod is in IAM policies. */
  readonly member: Value;
  readonly variables: readonly NeededVariable[];
}

/** The secrets of the environment, and the pod's right to read each of them and the existing ones. */
export function secretResources(request: SecretsRequest): Resources {
  return request.entries.flatMap((entry) => {
    const secret = entry.content.kind === "existing" ? undefined : secretOf(request, entry);
    const grant = request.grants.find(({ id }) => id === entry.id);
    return [
      ...(secret ? [secret, ...versionOf(request, secret, entry)] : []),
      ...(grant ? [readerOf(request, grant, entry, secret)] : []),
    ];
  });
}

/** A version, or a permission, goes only after what replaces it is there and the pod's objects no longer name it. */
function common({ props }: SecretsRequest) {
  const provider = providerHandle(props.provider);
  return { kind: "resource", provider, lifecycle: { createBeforeDestroy: true }, access: true } as const;
}

function secretOf(request: SecretsRequest, entry: Entry): Resource {
  const { props, project } = request;
  return {
    ...common(request),
    type: "google_secret_manager_secret",
    path: pathOf("store", entry.id, "secret"),
    arguments: {
      project,
      secret_id: entry.name,
      replication: replicationOf(props),
      labels: textMap(props.labels),
      deletion_protection: props.deletionProtection,
    },
  };
}

function replicationOf({ replicas, kmsKeyName }: GoogleSecretManagerProps): Block {
  const encryption = (key: string | undefined) =>
    key === undefined ? {} : { customer_managed_encryption: { kms_key_name: key } };
  if (!replicas) return { auto: encryption(kmsKeyName) };
  const copies = replicas.map((replica) => ({ location: replica.location, ...encryption(replica.kmsKeyName) }));
  return { user_managed: { replicas: copies } };
}

function versionOf(request: SecretsRequest, secret: Resource, entry: Entry): Resources {
  const data = dataOf(request, entry);
  if (!data) return [];
  const version: Resource = {
    ...common(request),
    type: "google_secret_manager_secret_version",
    path: pathOf("store", entry.id, "version"),
    arguments: {
      secret: new Reference(secret.path, "id"),
      ...data.arguments,
      deletion_policy: request.props.versionDeletion ?? VersionDeletion.DISABLE,
    },
    ...(data.writeOnly ? { writeOnly: data.writeOnly } : {}),
  };
  return [...data.carriers, version];
}

/** A setting is an ordinary argument; a secret goes through the write-only one, with its own revision as the trigger. */
function dataOf({ variables }: SecretsRequest, { id, content }: Entry): CarriedArguments | undefined {
  if (content.kind === "settings") {
    const [value = ""] = Object.values(content.values);
    return { arguments: { secret_data: settingValue(value) }, carriers: [] };
  }
  if (content.kind !== "secret") return undefined;
  const rules = { variables, generator: RANDOM, limits: { maxBytes: SECRET_MAX_BYTES } };
  const { key, value } = content;
  const { resources: carriers, text } = carrierOf(pathOf("store", id), key, value, rules);
  return {
    arguments: { secret_data_wo_version: revisionOf(value) },
    writeOnly: { secret_data_wo: refusingPlaceholder(text, [{ value, text }], tooLong(SECRET_MAX_BYTES)) },
    carriers,
  };
}

/** One member of one role: other people's access to an existing secret stays as it is. */
function readerOf(request: SecretsRequest, grant: GoogleGrant, entry: Entry, secret: Resource | undefined): Resource {
  const reference = parseReference(grant.resource, "");
  if (!reference) throw new Error(`${grant.resource}: not the resource name of a secret`);
  const { project, location, id } = reference;
  const regional = location !== undefined;
  return {
    ...common(request),
    type: regional ? "google_secret_manager_regional_secret_iam_member" : "google_secret_manager_secret_iam_member",
    path: pathOf("store", entry.id, "reader"),
    arguments: {
      project,
      ...(regional ? { location } : {}),
      secret_id: secret ? new Reference(secret.path, "secret_id") : id,
      role: grant.role,
      member: request.member,
    },
    carries: [grant.key],
  };
}
