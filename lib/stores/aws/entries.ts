import type { Entry } from "../../core/entry";
import { Reference, type Block } from "../../core/expression";
import { providerHandle } from "../../core/provider-handle";
import { pathOf, type Resource, type Resources } from "../../core/resource";
import { carrierOf, documentParts, documentText, revisionOf, type CarriedArguments } from "../../core/carriers";
import type { NeededVariable } from "../../core/blueprint";
import { jsonDocument } from "../../core/json";
import { refusingPlaceholder, tooLong } from "../../core/placeholder";
import { textMap } from "../../core/settings";
import { RANDOM_PASSWORD } from "../../clouds/aws/random-password";
import { SECRET_MAX_BYTES } from "./names";
import type { AwsSecretsManagerProps } from "./props";

/** The entries of the environment; existing ones are left alone. */
export function secretResources(
  props: AwsSecretsManagerProps,
  entries: readonly Entry[],
  variables: readonly NeededVariable[],
): Resources {
  const made = entries.filter(({ content }) => content.kind !== "existing");
  return made.flatMap((entry) => entryResources(props, entry, variables));
}

function entryResources(props: AwsSecretsManagerProps, entry: Entry, variables: readonly NeededVariable[]): Resources {
  const place = pathOf("store", entry.id);
  const provider = providerHandle(props.provider);
  // A replaced or dropped entry goes only after the pod's objects no longer name it.
  const common = { kind: "resource", provider, lifecycle: { createBeforeDestroy: true }, access: true } as const;
  const secret: Resource = {
    ...common,
    type: "aws_secretsmanager_secret",
    path: `${place}/secret`,
    arguments: secretArguments(props, entry),
  };
  const version = versionOf(place, entry, variables);
  if (!version) return [secret];
  const { carriers, writeOnly, ...own } = version;
  return [
    secret,
    ...carriers,
    {
      ...common,
      type: "aws_secretsmanager_secret_version",
      path: `${place}/version`,
      arguments: { secret_id: new Reference(secret.path, "id"), ...own.arguments },
      ...(writeOnly ? { writeOnly } : {}),
    },
  ];
}

function secretArguments(props: AwsSecretsManagerProps, { name }: Entry): Block {
  return {
    name,
    kms_key_id: props.kmsKeyArn,
    recovery_window_in_days: props.recoveryWindowInDays,
    tags: textMap(props.tags),
    policy: props.resourcePolicy,
    replica: props.replicas?.map(({ region, kmsKeyArn }) => ({
      region,
      kms_key_id: kmsKeyArn,
    })),
  };
}

/** A setting is an ordinary argument whose drift is seen; a secret goes through the write-only argument. */
function versionOf(
  place: string,
  { content }: Entry,
  variables: readonly NeededVariable[],
): CarriedArguments | undefined {
  const rules = { variables, generator: RANDOM_PASSWORD, limits: { maxBytes: SECRET_MAX_BYTES } };
  switch (content.kind) {
    case "settings":
      return {
        arguments: { secret_string: jsonDocument(content.values), version_stages: ["AWSCURRENT"] },
        carriers: [],
      };
    case "secret": {
      const { key, value } = content;
      const { resources: carriers, text } = carrierOf(place, key, value, rules);
      return {
        arguments: { secret_string_wo_version: revisionOf(value) },
        writeOnly: { secret_string_wo: refusingPlaceholder(text, [{ value, text }], tooLong(SECRET_MAX_BYTES)) },
        carriers,
      };
    }
    case "document": {
      const document = documentParts(place, content, rules);
      const text = documentText(document, content.nested);
      return {
        arguments: { secret_string_wo_version: document.trigger },
        writeOnly: { secret_string_wo: refusingPlaceholder(text, document.carried, tooLong(SECRET_MAX_BYTES)) },
        carriers: document.resources,
      };
    }
    case "container":
    case "existing":
      return undefined;
  }
}
