import type { Blueprint } from "../core/blueprint";
import { REFRESHES, RESTARTS, type AppMode, type Refresh } from "../catalogue/live";
import type { Login } from "../core/mount";
import type { Step } from "../core/share";
import { SHELLS, shellCommand, shellWord, type Shell } from "../core/shell";
import { displayText } from "../core/text";

/** Who the pod is: to its cloud, and to a store that has logins of its own. */
export function logins({ identity, storeLogin }: Blueprint): readonly Login[] {
  return [identity, storeLogin].filter((login) => login !== undefined);
}

/** What the pod may do, each thing once. */
export function mayPhrases(blueprint: Blueprint): readonly string[] {
  const granted = blueprint.grants.map(({ summary }) => summary);
  const may = logins(blueprint).flatMap((login) => login.may ?? []);
  return [...new Set([...granted, ...may])];
}

/** Keys that entries of somebody else hold, and what is assumed of their values: nothing here looks at them. */
export function adoptedPhrases({ keys }: Blueprint): readonly string[] {
  const adopted = keys.filter(({ prop }) => prop === "store.existing");
  if (adopted.length === 0) return [];
  const assumed = adopted.flatMap(({ key, assumed: value }) =>
    value === undefined ? [] : [`${key} is ${displayText(value)}`],
  );
  const names = adopted.map(({ key }) => key).join(", ");
  return [
    `${names}: as found, their values are not looked at`,
    ...(assumed.length > 0 ? [`assumed: ${assumed.join(", ")}`] : []),
  ];
}

/** What is made, as a person counts it: "3 secrets, 1 role, ServiceAccount". */
export function createsPhrase({ creates }: Blueprint): string {
  return Object.entries(creates)
    .map(([kind, count]) => (/^[A-Z]/.test(kind) && count === 1 ? kind : `${count} ${plural(kind, count)}`))
    .join(", ");
}

function plural(kind: string, count: number): string {
  if (count === 1) return kind;
  return kind.endsWith("y") ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}

export function gatePhrase({ feature, needs }: Blueprint["gates"][number]): string {
  return `${feature}: ${needs.map((need) => `${need.what} ${need.version} (yours ${need.yours})`).join(", ")}`;
}

/** What a change restarts, and what reaches the running app. An app that asks the store itself mounts nothing. */
export function restartPhrase(blueprint: Blueprint): string {
  const { keys, reader } = blueprint;
  if (keys.length === 0 || reader === "app" || reader === "nobody") return "";
  const live = keys.filter(({ appliesLive }) => appliesLive).map(({ key }) => key);
  const rest = `a new way to log in or another key ${RESTARTS[appMode(blueprint)]}`;
  return live.length === 0 ? rest : `${live.join(", ")} apply live ${refreshPhrase(blueprint)}; ${rest}`;
}

/** Who owns the MendixApp: where none is made here, the portal. */
export function appMode({ objects }: Pick<Blueprint, "objects">): AppMode {
  return objects.some(({ kind }) => kind === "MendixApp") ? "standalone" : "connected";
}

/** On what it depends that a new value reaches the running app. */
export function refreshPhrase({ mount, subject }: Pick<Blueprint, "mount" | "subject">): string {
  const secret: Refresh = mount.kind === "Secret" && mount.externalSecret ? "external-secrets" : "kubelet";
  const driver: Refresh = subject.cluster.secretRotation === true ? "declared-driver" : "driver";
  return REFRESHES[mount.kind === "Secret" ? secret : driver];
}

/** Where a declared environment is on the command line: the name of its stack, and the folder of its file. */
export interface DeclaredPlace {
  readonly stack: string;
  readonly directory: string;
}

/** The commands that come next; where they need variables, which each shell asks for in its own way, for both shells. */
export function nextLines(blueprint: Blueprint, declared?: DeclaredPlace): readonly string[] {
  const lines = nextCommands(blueprint, "posix", declared);
  if (blueprint.variables.length === 0) return lines;
  return [...lines, `# ${SHELLS.powershell.title}:`, ...nextCommands(blueprint, "powershell", declared)];
}

/** The commands that deploy the environment: by the command line where it is declared in a file, else by cdktf's. */
export function nextCommands(blueprint: Blueprint, shell: Shell, declared?: DeclaredPlace): readonly string[] {
  const { secret, command } = SHELLS[shell];
  const { apply, before } = declared
    ? deployCommands(declared)
    : { apply: ["npx", "cdktf-cli@0.21", "deploy", blueprint.subject.name], before: [] };
  const asked = blueprint.variables.map(({ name }) => secret(`TF_VAR_${name}`));
  return [...before.map((words) => command(...words)), ...asked, command(...apply)];
}

/** The words of the commands that deploy a declared environment: the last one takes the variables. */
export function deployCommands({ stack, directory }: DeclaredPlace) {
  const terraform = ["terraform", `-chdir=cdktf.out/stacks/${stack}`];
  const folder = directory === "environments" ? [] : [`--directory=${directory}`];
  const synth = ["npx", "cdktf-mendix-secret-store", "synth", stack, ...folder];
  return { before: [synth, [...terraform, "init"]], apply: [...terraform, "apply"] };
}

/** The option that names the folder of the declarations, where it is not the one that is looked in by default. */
export function directoryOption(directory: string): string {
  return directory === "environments" ? "" : ` ${shellWord(`--directory=${directory}`)}`;
}

/** The command that fills the empty entry of a declared environment's key. */
export function fillCommand(key: string, { stack, directory }: DeclaredPlace): string {
  return `${shellCommand("npx", "cdktf-mendix-secret-store", "fill", stack, key)}${directoryOption(directory)}`;
}

/** What a step is to a person, who has the command line where the environment is declared in a file. */
export function stepOf(step: Step, declared?: DeclaredPlace): Step {
  if (step.fills === undefined || !declared) return step;
  return { ...step, does: fillCommand(step.fills, declared), command: true };
}

/** Where the environment is: "mendix @ prod (EKS)". */
export function placePhrase({ subject }: Blueprint): string {
  const { namespace, cluster, namedAs } = subject;
  const names = namedAs ? `, named as ${namedAs.cluster}/${namedAs.namespace}/${namedAs.name}` : "";
  return `${namespace} @ ${cluster.name} (${cluster.kind})${names}`;
}
