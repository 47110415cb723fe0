import type { Blueprint } from "../core/blueprint";
import type { ClusterSetupProps } from "../cluster/cluster-setup-props";
import { describeClusterSetup } from "../cluster/describe-setup";
import type { Cluster } from "../core/cluster";
import type { Problem } from "../core/problem";
import { describeEnvironment } from "../environment/describe";
import type { MendixSecretStoreEnvironmentProps } from "../environment/props";
import { nameProblems, takenNames, sharedNotes, type TakenNames } from "../engine/collisions";
import { describePlatform } from "../platform/describe";
import type { PrivatePlatformSecretStoreProps } from "../platform/props";
import { FileReader, isShared, type FileDeclaration } from "./file-reader";
import type { Located } from "./located";
import { firstOf } from "./read-yaml";
import type { SourceFile } from "./source";
import type { StackOptions, StackPlan } from "./stack-options";
import { planStack, stackProblems } from "./stack-plan";

interface InFile {
  /** Path of the file. */
  readonly file: string;
  readonly stack: StackPlan;
  readonly blueprint: Blueprint;
}

/** An environment of an app, with its props as TypeScript takes them. */
export interface DeclaredApp extends InFile {
  readonly kind: "app";
  readonly props: MendixSecretStoreEnvironmentProps;
}

/** Private Mendix Platform's own credentials, which a file `*.platform.yaml` declares. */
export interface DeclaredPlatform extends InFile {
  readonly kind: "platform";
  readonly props: PrivatePlatformSecretStoreProps;
}

/** What a cluster has once, which a file `*.cluster.yaml` declares. */
export interface DeclaredCluster extends InFile {
  readonly kind: "cluster";
  readonly props: ClusterSetupProps;
}

/** What one file declares. */
export type DeclaredEnvironment = DeclaredApp | DeclaredPlatform | DeclaredCluster;

/** Whether a file declares what reads a store, and not what a cluster has once. */
export function isReader(declared: DeclaredEnvironment): declared is DeclaredApp | DeclaredPlatform {
  return declared.kind !== "cluster";
}

/** All that the files of a folder declare, and everything that is wrong with them. */
export interface Declarations {
  readonly environments: readonly DeclaredEnvironment[];
  readonly clusters: ReadonlyMap<string, Cluster>;
  /** Problems of all files, each with its file, line and column. */
  readonly problems: readonly Problem[];
}

export interface ReadOptions {
  /**
   * Called after each file, for progress.
   *
   * @default - nobody is told
   */
  readonly onFile?: (done: number, total: number) => void;
  /**
   * Called with each declaration as it is read, in place of keeping it: ten thousand take a gigabyte.
   *
   * @default - all are kept, and returned
   */
  readonly onDeclared?: (declared: DeclaredEnvironment) => void;
}

/**
 * Reads the files of a folder: `clusters.yaml` in the folder itself, `defaults.yaml` in any folder for the files in
 * it and below, every other file as one environment, one that ends in `.platform.yaml` as the platform's, and one that
 * ends in `.cluster.yaml` as what a cluster has once. Pure: it reads no disk and throws nothing for bad input.
 */
export function readDeclarations(
  folder: string,
  files: readonly SourceFile[],
  options: ReadOptions = {},
): Declarations {
  const reader = new FileReader(folder, files);
  const environments: DeclaredEnvironment[] = [];
  const { onDeclared = (declared: DeclaredEnvironment) => void environments.push(declared) } = options;
  const names: TakenNames[] = [];
  const problems: Problem[] = [...reader.problems];
  const own = files.filter(({ path }) => !isShared(path));
  for (const [index, file] of own.entries()) {
    const { declaration, located, problems: found } = reader.environment(file);
    problems.push(...found);
    if (declaration) {
      const declared = describe(file, declaration);
      const stack = stackProblems(declared.stack, declaration.given.terraform, declared.blueprint);
      const told = located.all(declared.blueprint, [...declared.blueprint.problems, ...stack]);
      const { name: environment } = declared.blueprint.subject;
      problems.push(...firstOf(told, (rest) => ({ ...rest, environment, prop: "", location: file.path })));
      names.push(namesIn(reader, file, declared));
      onDeclared(declared);
    }
    options.onFile?.(index + 1, own.length);
  }
  problems.push(...nameProblems(names));
  const notes = sharedNotes(names);
  for (const { file, blueprint } of environments) note(blueprint, notes.get(file) ?? []);
  return { environments, clusters: reader.clusters, problems: once(problems) };
}

/** Where the props of one environment's file stand, in it or in what it shares with others. */
export function locatedIn(folder: string, files: readonly SourceFile[], own: SourceFile): Located {
  const shared = files.filter(({ path }) => isShared(path));
  return new FileReader(folder, shared).environment(own).located;
}

function describe(file: SourceFile, declaration: FileDeclaration): DeclaredEnvironment {
  if (declaration.kind === "app") {
    const { terraform, ...props } = declaration.given;
    return { kind: "app", file: file.path, props, ...planned(describeEnvironment(props), terraform) };
  }
  if (declaration.kind === "cluster") {
    const { terraform, ...props } = declaration.given;
    return { kind: "cluster", file: file.path, props, ...planned(describeClusterSetup(props), terraform) };
  }
  const { terraform, ...props } = declaration.given;
  return { kind: "platform", file: file.path, props, ...planned(describePlatform(props), terraform) };
}

/** The stack of an environment, which is a part of its blueprint. */
function planned(described: Blueprint, options: StackOptions | undefined) {
  const stack = planStack(described, options);
  return { stack, blueprint: Object.assign(described, { stack }) };
}

/** Adds what is said of an environment only beside the others. */
function note(blueprint: Blueprint, notes: readonly string[]): void {
  if (notes.length > 0) Object.assign(blueprint, { warnings: [...blueprint.warnings, ...notes] });
}

/** The names of an environment and of its stack. Their places are looked for where one is told: the file is read again. */
function namesIn(reader: FileReader, file: SourceFile, { blueprint, stack }: DeclaredEnvironment): TakenNames {
  const locate = (prop: string) => {
    const { declaration, located } = reader.environment(file);
    return declaration ? located.where(prop, describe(file, declaration).blueprint) : {};
  };
  const { subject, variables, keys, mount, serves } = blueprint;
  const claims = [...blueprint.claims, ...stack.claims];
  const named = { subject, variables, keys, mount, claims, ...(serves ? { serves } : {}) };
  return takenNames({ blueprint: named, owner: file.path, stack: stack.name, locate });
}

/** A mistake in a file that many environments share is told once. */
function once(problems: readonly Problem[]): readonly Problem[] {
  const told = new Set<string>();
  return problems.filter((problem) => {
    const id = JSON.stringify([problem.location, problem.code, problem.message]);
    return problem.location === undefined || (!told.has(id) && told.add(id));
  });
}
