import { RANDOM_PASSWORD } from "../../clouds/aws/random-password";
import type { NeededVariable } from "../../core/blueprint";
import { carrierOf, revisionOf, type CarriedArguments } from "../../core/carriers";
import type { Entry } from "../../core/entry";
import { Reference, type Value } from "../../core/expression";
import { documentTrigger, jsonDocument } from "../../core/json";
import { refusingPlaceholder, tooLong } from "../../core/placeholder";
import { providerHandle } from "../../core/provider-handle";
import { pathOf, type Resource, type Resources } from "../../core/resource";
import type { SecretValue } from "../../core/secret-value";
import { textMap } from "../../core/settings";
import { secretWrite, writeRecord } from "../../core/written";
import { ParameterTier, type AwsParameterStoreProps } from "./props";
import { limitsOf } from "./values";

/** The AWS managed key. It is written out: without it, taking a key of one's own away would change nothing. */
const MANAGED_KEY = "alias/aws/ssm";

/** The parameters of the environment; existing ones are left alone, and whoever fills an empty one makes it. */
export function parameterResources(
  props: AwsParameterStoreProps,
  entries: readonly Entry[],
  variables: readonly NeededVariable[],
): Resources {
  return entries.flatMap((entry) => entryResources(props, entry, variables));
}

function entryResources(props: AwsParameterStoreProps, entry: Entry, variables: readonly NeededVariable[]): Resources {
  const place = pathOf("store", entry.id);
  const value = valueOf(props, place, entry, variables);
  if (!value) return [];
  const parameter: Resource = {
    kind: "resource",
    type: "aws_ssm_parameter",
    path: `${place}/parameter`,
    provider: providerHandle(props.provider),
    arguments: {
      name: entry.name,
      tier: props.tier ?? ParameterTier.STANDARD,
      ...value.arguments,
      tags: textMap(props.tags),
    },
    ...(value.writeOnly ? { writeOnly: value.writeOnly } : {}),
    // A replaced or dropped parameter goes only after the pod's objects no longer name it.
    lifecycle: { createBeforeDestroy: true },
    access: true,
  };
  return [...value.carriers, parameter, ...recordOf(place, entry, parameter)];
}

/** Settings are no secret: a text that a plan shows, and that no key encrypts. */
function valueOf(
  props: AwsParameterStoreProps,
  place: string,
  { content }: Entry,
  variables: readonly NeededVariable[],
): CarriedArguments | undefined {
  if (content.kind === "settings") {
    return { arguments: { type: "String", insecure_value: jsonDocument(content.values) }, carriers: [] };
  }
  if (content.kind !== "secret") return undefined;
  const limits = limitsOf(props.tier ?? ParameterTier.STANDARD);
  const { key, value } = content;
  const { resources: carriers, text } = carrierOf(place, key, value, { variables, generator: RANDOM_PASSWORD, limits });
  return {
    arguments: {
      type: "SecureString",
      key_id: props.kmsKeyArn ?? MANAGED_KEY,
      value_wo_version: triggerOf(props, value),
    },
    writeOnly: { value_wo: refusingPlaceholder(text, [{ value, text }], tooLong(limits.maxBytes)) },
    carriers,
  };
}

/**
 * The service takes another key or tier together with the value only, which the provider writes when its version is
 * another one: so they are a part of it.
 */
function triggerOf({ kmsKeyArn, tier = ParameterTier.STANDARD }: AwsParameterStoreProps, value: SecretValue): Value {
  const revision = revisionOf(value);
  if (kmsKeyArn === undefined && tier === ParameterTier.STANDARD) return revision;
  return documentTrigger({ revision: String(revision), key: kmsKeyArn ?? MANAGED_KEY, tier });
}

/** The provider keeps the version that it was told to write, taken or not. */
function recordOf(place: string, { content }: Entry, { path }: Resource): Resources {
  if (content.kind !== "secret") return [];
  const { key, value } = content;
  const trigger = new Reference(path, "value_wo_version");
  return [
    writeRecord({ path: `${place}/written`, trigger, ...secretWrite(key, revisionOf(value), value.origin.kind) }),
  ];
}
