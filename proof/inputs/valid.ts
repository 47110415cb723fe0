import { parse } from "yaml";
import { keysOf } from "../../lib/blueprint/entry";
import { SecretValue, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { resolved, resourcesOf, type Configuration } from "../support/resolved";
import type { Synthesized } from "../support/synthesis";

/** What is wrong with a stack that was synthesized from a declaration that is right; nothing, if all is well. */
export function faultsOf({ props, blueprint, configuration }: Synthesized): readonly string[] {
  const faults = blueprint.problems.map(({ code, prop, message }) => `refused: ${code} ${prop}: ${message}`);
  if (faults.length > 0) return faults;
  const { mount } = blueprint;
  const known = mount.kind === "SecretProviderClass" && mount.provider === "aws";
  return [...(known ? settingFaults(props, configuration) : []), ...mountFaults(blueprint)];
}

/** Settings arrive as typed: constants and runtime settings, whatever characters they hold. */
function settingFaults(props: MendixSecretStoreEnvironmentProps, configuration: Configuration): string[] {
  const written = writtenSettings(configuration);
  const declared = [
    ...declaredSettings("mx-const-", props.constants),
    ...declaredSettings("mx-runtime-", props.runtimeSettings),
  ];
  return declared.flatMap(([key, value]) =>
    written.get(key) === value
      ? []
      : [`${key}: declared ${JSON.stringify(value)}, written ${JSON.stringify(written.get(key))}`],
  );
}

function declaredSettings(prefix: string, values: MendixSecretStoreEnvironmentProps["constants"] = {}) {
  return Object.entries(values).flatMap(([key, value]): [string, string][] =>
    SecretValue.isSecretValue(value) ? [] : [[prefix + key, value]],
  );
}

/** Arguments that hold settings, by resource type: a store joins by a row. */
const SETTING_ARGUMENTS: Readonly<Record<string, string>> = {
  aws_secretsmanager_secret_version: "secret_string",
};

export function writtenSettings(configuration: Configuration): ReadonlyMap<string, string> {
  const documents = Object.entries(SETTING_ARGUMENTS).flatMap(([type, argument]) =>
    resourcesOf(configuration, type).flatMap((resource) =>
      resource[argument] === undefined ? [] : [resolved(resource[argument])],
    ),
  );
  return new Map(documents.flatMap((document) => Object.entries(JSON.parse(document) as Record<string, string>)));
}

/** Every key is mounted once, from an entry that exists. */
function mountFaults({ mount, entries, keys }: Synthesized["blueprint"]): string[] {
  const held = entries.flatMap((entry) => keysOf(entry));
  const faults = keys.filter(({ key }) => !held.includes(key)).map(({ key }) => `${key} is mounted and in no entry`);
  if (new Set(held).size !== held.length) faults.push(`a key is in two entries: ${held.join(", ")}`);
  if (mount.kind !== "SecretProviderClass" || mount.provider !== "aws") return faults;
  const objects = parse(String(mount.parameters["objects"])) as { objectName: string }[];
  const names = new Set(entries.map(({ name }) => name));
  const unknown = objects.filter(({ objectName }) => !names.has(objectName));
  return [...faults, ...unknown.map(({ objectName }) => `${objectName} is mounted and no entry`)];
}
