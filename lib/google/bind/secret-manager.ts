import { SecretManagerRegionalSecretIamMember } from "@cdktf/provider-google/lib/secret-manager-regional-secret-iam-member";
import { SecretManagerSecret } from "@cdktf/provider-google/lib/secret-manager-secret";
import { SecretManagerSecretIamMember } from "@cdktf/provider-google/lib/secret-manager-secret-iam-member";
import { SecretManagerSecretVersion } from "@cdktf/provider-google/lib/secret-manager-secret-version";
import { Construct } from "constructs";
import type { Blueprint } from "../../blueprint/blueprint";
import type { Entry } from "../../blueprint/entry";
import { GoogleGrant } from "../../blueprint/grant";
import type { Bound } from "../../blueprint/parts";
import { refusingPlaceholder, tooLong } from "../../values/bind/placeholder";
import { randomGenerator, revisionOf, secretExpression } from "../../values/bind/secret-expression";
import { resolveReference, resolveSettings } from "../../values/bind/settings";
import { defined } from "../../values/defined";
import { terraformText, terraformValue } from "../../values/text";
import { POD_MEMBER } from "../principal";
import { projectOf, type GoogleSecretManagerProps } from "../secret-manager";
import { SECRET_MAX_BYTES, VersionDeletion } from "../secret-options";
import { parseReference } from "../secret-reference";

/** A version, or a permission, goes only after what replaces it is there and the pod's objects no longer name it. */
const LIFECYCLE = { createBeforeDestroy: true };

/** Makes the secrets of the environment, and lets the pod read each of them and the existing ones. */
export function bindSecretManager(
  scope: Construct,
  blueprint: Blueprint,
  bound: Bound,
  props: GoogleSecretManagerProps,
): void {
  const project = projectOf(props, blueprint.subject);
  for (const entry of blueprint.entries) {
    const place = new Construct(scope, entry.id);
    const secret = entry.content.kind === "existing" ? undefined : makeSecret(place, bound, props, project, entry);
    if (secret) makeVersion(place, blueprint, bound, props, secret, entry);
    const grant = blueprint.grants.find((candidate) => candidate instanceof GoogleGrant && candidate.id === entry.id);
    if (grant instanceof GoogleGrant) bindGrant(place, bound, props, grant, secret);
  }
}

function makeSecret(
  scope: Construct,
  bound: Bound,
  props: GoogleSecretManagerProps,
  project: string,
  entry: Entry,
): SecretManagerSecret {
  const secret = new SecretManagerSecret(
    scope,
    "secret",
    defined({
      project,
      secretId: entry.name,
      replication: replicationOf(props),
      labels: props.labels && terraformValue({ ...props.labels }),
      deletionProtection: props.deletionProtection,
      provider: props.provider,
      lifecycle: LIFECYCLE,
    }),
  );
  bound.prerequisites.push(secret);
  return secret;
}

function replicationOf({ replicas, kmsKeyName }: GoogleSecretManagerProps) {
  const encryption = (key: string | undefined) => (key === undefined ? undefined : { kmsKeyName: terraformText(key) });
  if (!replicas) return { auto: defined({ customerManagedEncryption: encryption(kmsKeyName) }) };
  const copies = replicas.map((replica) =>
    defined({ location: replica.location, customerManagedEncryption: encryption(replica.kmsKeyName) }),
  );
  return { userManaged: { replicas: copies } };
}

function makeVersion(
  scope: Construct,
  blueprint: Blueprint,
  bound: Bound,
  props: GoogleSecretManagerProps,
  secret: SecretManagerSecret,
  entry: Entry,
): void {
  const data = dataOf(scope, blueprint, bound, entry);
  if (!data) return;
  const version = new SecretManagerSecretVersion(
    scope,
    "version",
    defined({
      secret: secret.id,
      ...data,
      deletionPolicy: props.versionDeletion ?? VersionDeletion.DISABLE,
      provider: props.provider,
      lifecycle: LIFECYCLE,
    }),
  );
  bound.prerequisites.push(version);
}

/** A setting is an ordinary argument; a secret goes through the write-only one, with its own revision as the trigger. */
function dataOf(scope: Construct, blueprint: Blueprint, bound: Bound, { content }: Entry) {
  if (content.kind === "settings") {
    const [value = ""] = Object.values(resolveSettings(content.values, bound));
    return { secretData: terraformText(value) };
  }
  if (content.kind !== "secret") return undefined;
  const { key, value } = content;
  const limits = { maxBytes: SECRET_MAX_BYTES };
  const expression = secretExpression(scope, blueprint, key, value, randomGenerator, limits);
  return {
    secretDataWo: refusingPlaceholder(expression, [{ value, expression }], tooLong(SECRET_MAX_BYTES)),
    secretDataWoVersion: revisionOf(value),
  };
}

/** One member of one role: other people's access to an existing secret stays as it is. */
function bindGrant(
  scope: Construct,
  bound: Bound,
  props: GoogleSecretManagerProps,
  grant: GoogleGrant,
  secret: SecretManagerSecret | undefined,
): void {
  const reference = parseReference(grant.resource, "");
  if (!reference) throw new Error(`${grant.resource}: not the resource name of a secret`);
  const { project, location, id } = reference;
  const common = defined({
    project,
    secretId: secret?.secretId ?? id,
    role: grant.role,
    member: resolveReference(POD_MEMBER, bound),
    provider: props.provider,
    lifecycle: LIFECYCLE,
  });
  bound.prerequisites.push(
    location === undefined
      ? new SecretManagerSecretIamMember(scope, "reader", common)
      : new SecretManagerRegionalSecretIamMember(scope, "reader", { ...common, location }),
  );
}
