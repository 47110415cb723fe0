import { RESTARTS } from "../catalogue/live";
import type { Blueprint } from "../core/blueprint";
import { PLACEHOLDER } from "../core/placeholder";
import { appMode, deployCommands, refreshPhrase, type DeclaredPlace } from "../explain/phrases";
import { variablesOf } from "../explain/entries";
import { lineComment, SHELLS, type Shell } from "../core/shell";
import { displayText } from "../core/text";
import type { Rotation } from "./rotation";

/** What a person does after the revisions were raised: lines for one shell, run one after the other. */
export function rotationSteps(
  blueprint: Blueprint,
  rotations: readonly Rotation[],
  place: DeclaredPlace,
  shell: Shell,
): readonly string[] {
  const { secret, set, command } = SHELLS[shell];
  const written = new Set(rotations.flatMap(({ entry }) => variablesOf(blueprint, entry)));
  const others = blueprint.variables.map(({ name }) => `TF_VAR_${name}`).filter((name) => !written.has(name));
  const { before, apply } = deployCommands(place);
  const database = databaseSteps(blueprint, rotations);
  const sections: readonly Section[] = [
    ...(database?.when === "before" ? [database.section] : []),
    { says: valuesSentence(rotations, written), lines: [...written].map(secret) },
    {
      says: "What the run asks for and does not write: no real value is needed, and no store takes this one.",
      lines: others.map((name) => set(name, PLACEHOLDER)),
    },
    { says: "Have it written.", lines: [...before, apply].map((words) => command(...words)) },
    ...(database?.when === "after" ? [database.section] : []),
    ...handOver(blueprint, rotations),
  ];
  const used = sections.filter(({ lines, alone }) => alone === true || lines.length > 0);
  return used.flatMap(({ says, lines }, index) => [lineComment(`${index + 1}. ${says}`), ...lines]);
}

interface Section {
  readonly says: string;
  readonly lines: readonly string[];
  /** Whether the sentence is all there is to do. */
  readonly alone?: boolean;
}

function valuesSentence(rotations: readonly Rotation[], written: ReadonlySet<string>): string {
  const given = rotations.filter(({ key }) => key.variable !== undefined).length;
  if (written.size > given)
    return "The values, typed without echo: a document is written whole, so all of them are the real ones.";
  return given === 1 ? "The new value, typed without echo." : "The new values, typed without echo.";
}

/**
 * A pod that starts logs in with the new password at once, so the database has it before. One that runs gets it later,
 * so that the database changes last and is not changed when the store refuses.
 */
function databaseSteps(blueprint: Blueprint, rotations: readonly Rotation[]) {
  const rotation = rotations.find(({ key }) => key.key === "database-password");
  if (!rotation) return undefined;
  const restarts = rotations.some(({ key }) => !key.appliesLive);
  const user = settingOf(blueprint, "database-username");
  const isPostgres = settingOf(blueprint, "database-type") === "PostgreSQL";
  const how = isPostgres ? ` In psql, \\password ${user} asks for it without echo.` : "";
  const gap = restarts
    ? "New connections of the running app fail from here until it has started again: go on at once."
    : `New connections fail from here until the app has the new one, which it gets ${refreshPhrase(blueprint)}.`;
  const says = `As the database's administrator, give the user ${user} the same password.${how} ${gap}`;
  return { when: restarts ? "before" : "after", section: { says, lines: [], alone: true } } as const;
}

function settingOf({ entries }: Blueprint, key: string): string {
  const values = entries.map(({ content }) =>
    content.kind === "settings"
      ? content.values[key]
      : content.kind === "document"
        ? content.settings?.[key]
        : undefined,
  );
  return displayText(String(values.find((value) => value !== undefined) ?? "of the app"));
}

/** What is left where this apply does not restart the app. */
function handOver(blueprint: Blueprint, rotations: readonly Rotation[]): readonly Section[] {
  if (blueprint.reader === "app" || rotations.every(({ key }) => key.appliesLive)) return [];
  if (appMode(blueprint) === "connected") {
    return [{ says: "Restart the app in the Mendix portal.", lines: [], alone: true }];
  }
  if (blueprint.manifests.directory === undefined) return [];
  return [{ says: "Commit the manifests: the app restarts when they are applied.", lines: [], alone: true }];
}

/** Whether and when the app sees the new value of a key. */
export function seenPhrase(blueprint: Blueprint, { key }: Rotation): string {
  if (blueprint.reader === "app") return "the platform asks the store itself";
  return key.appliesLive ? `applies live ${refreshPhrase(blueprint)}` : RESTARTS[appMode(blueprint)];
}
