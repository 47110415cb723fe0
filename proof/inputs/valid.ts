import { keysOf, type EntryContent } from "../../lib/core/entry";
import { SecretValue, Setting, type Blueprint, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { EPHEMERAL_VARIABLE, type Synthesized } from "../support/synthesis";
import { mountedFiles } from "./mounts";

/** What is wrong with a stack that was synthesized from a declaration that is right; nothing, if all is well. */
export function faultsOf({ props, blueprint, configuration }: Synthesized): readonly string[] {
  const faults = blueprint.problems.map(({ code, prop, message }) => `refused: ${code} ${prop}: ${message}`);
  if (faults.length > 0) return faults;
  const files = mountedFiles(configuration);
  return [...keyFaults(blueprint, files), ...settingFaults(props, blueprint, files), ...secretFaults(blueprint, files)];
}

type Files = ReadonlyMap<string, string>;

/** Every key comes out of the store under its own name: mapped to the name of an entry, and back to that of a file. */
function keyFaults({ entries, keys }: Blueprint, files: Files): string[] {
  const held = entries.flatMap((entry) => keysOf(entry));
  const [declared, mounted] = [new Set(keys.map(({ key }) => key)), new Set(files.keys())];
  const lost = [...declared].filter((key) => !mounted.has(key)).map((key) => `${key} is no file`);
  const strange = [...mounted].filter((key) => !declared.has(key)).map((key) => `${key} is a file and no key`);
  const twice = new Set(held).size === held.length ? [] : [`a key is in two entries: ${held.join(", ")}`];
  return [...lost, ...strange, ...twice];
}

/** Settings arrive as typed: those of the app by its props, those of its parts by the blueprint. */
function settingFaults(props: MendixSecretStoreEnvironmentProps, { entries }: Blueprint, files: Files): string[] {
  const declared = [
    ...entries.flatMap(({ content }) => settingsOf(content)),
    ...appSettings("mx-const-", props.constants),
    ...appSettings("mx-runtime-", props.runtimeSettings),
  ];
  return declared.flatMap(([key, value]) => {
    const found = files.get(key);
    // What only the cloud knows is a reference.
    if (typeof value === "string" ? found === value : found?.startsWith("${")) return [];
    return [`${key}: declared ${JSON.stringify(value)}, written ${JSON.stringify(found)}`];
  });
}

function settingsOf(content: EntryContent): readonly (readonly [string, unknown])[] {
  if (content.kind === "settings") return Object.entries(content.values);
  return content.kind === "document" ? Object.entries(content.settings ?? {}) : [];
}

function appSettings(prefix: string, values: MendixSecretStoreEnvironmentProps["constants"] = {}) {
  return Object.entries(values).flatMap(([key, value]): [string, string][] =>
    SecretValue.isSecretValue(value) ? [] : [[prefix + key, Setting.isSetting(value) ? value.value : value]],
  );
}

/** Every secret is written from its own variable, or from what was made for it. */
function secretFaults({ entries, variables }: Blueprint, files: Files): string[] {
  return entries
    .flatMap(({ content }) => secretsOf(content))
    .flatMap(([key, { origin }]) => {
      const found = files.get(key) ?? "";
      const variable = variables.find((candidate) => candidate.key === key)?.name;
      const written = {
        variable: found === `\${var.${variable}}`,
        ephemeral: found === `\${var.${EPHEMERAL_VARIABLE}}`,
        generated: /^\$\{ephemeral\.\w+\.[\w-]+\.\w+\}$/.test(found),
        external: false,
      }[origin.kind];
      return written ? [] : [`${key}: the secret from ${origin.kind} is written as ${found}`];
    });
}

function secretsOf(content: EntryContent): readonly (readonly [string, SecretValue])[] {
  if (content.kind === "secret") return [[content.key, content.value]];
  return content.kind === "document" ? Object.entries(content.secrets) : [];
}
