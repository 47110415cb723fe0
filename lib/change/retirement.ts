import type { Blueprint } from "../core/blueprint";
import { displayText } from "../core/text";
import { createsPhrase } from "../explain/phrases";
import { heldNames, placesOf } from "./consequences";
import { settingsOf } from "./settings";

/** The end of an environment: what goes, in the order in which it goes, and what stays. */
export interface Retirement {
  readonly goes: readonly string[];
  readonly stays: readonly string[];
}

/** @param blueprint The environment as it was. */
export function retirementOf(blueprint: Blueprint): Retirement {
  return { goes: [...appGoes(blueprint), ...stackGoes(blueprint)], stays: stays(blueprint) };
}

/** The app goes first: a pod that loses its permissions while it runs fails in front of its users. */
function appGoes({ objects, manifests: { directory }, subject }: Blueprint): readonly string[] {
  const { namespace, name } = subject;
  const app = `The MendixApp ${displayText(`${namespace}/${name}`)}`;
  if (directory !== undefined) {
    const files = displayText(`${directory}/${subject.cluster.name}/${namespace}/${name}`);
    return [
      `${app}, with the files in ${files}: synth --prune takes them out. Wait until the app is gone before the apply.`,
    ];
  }
  if (objects.some(({ kind }) => kind === "MendixApp")) return [`${app}, and the objects that it was mounted by.`];
  return [`${app} belongs to the Mendix portal: delete the environment there, before the apply.`];
}

function stackGoes(blueprint: Blueprint): readonly string[] {
  const made = createsPhrase(blueprint);
  return made === "" ? [] : [`What Terraform made, permissions and entries with their values: ${made}.`];
}

function stays(blueprint: Blueprint): readonly string[] {
  const { entries, operatorConfiguration, resources, subject } = blueprint;
  const settings = settingsOf(blueprint);
  const host = settings.get("database-host") ?? settings.get("database-jdbc-url");
  const existing = entries.filter(({ content }) => content.kind === "existing").map(({ name }) => displayText(name));
  return [
    ...placesOf(blueprint).map((place) => `The files at ${place}.`),
    `The database${host === undefined ? "" : ` ${settings.get("database-name") ?? ""} at ${host}`}, with its user.`,
    ...existing.map((name) => `The entry ${name}, which somebody else made.`),
    ...(operatorConfiguration
      ? [`What was merged into the OperatorConfiguration of ${displayText(subject.namespace)}.`]
      : []),
    ...heldNames(resources.filter(({ kind }) => kind === "resource")),
  ];
}
