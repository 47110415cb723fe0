import { posix } from "node:path";
import type { z } from "zod";
import type { Cluster } from "../core/cluster";
import type { Problem } from "../core/problem";
import { declaredBy } from "../cluster/describe-setup";
import { clusterSchema, type ClusterDeclaration } from "./cluster-schema";
import { clustersSchema } from "./clusters";
import { environmentSchema, type EnvironmentDeclaration } from "./environment-schema";
import { keyExcerpt } from "./excerpt";
import { IssueReader, type DataProblem } from "./issues";
import type { JsonSchema } from "./json-schema";
import { Located, whereIn, type LocatedFile } from "./located";
import { merge } from "./merge";
import { formatProp } from "./locate";
import { platformSchema, type PlatformDeclaration } from "./platform-schema";
import { firstOf, readYaml } from "./read-yaml";
import { type TextProblem, locationOf, toData, type SourceFile, type SourceNode } from "./source";
import { shippedSchema } from "./shipped-schemas";
import { stackSecrets } from "./stack-secrets";
import { terraformProblems } from "./terraform-rules";

/** What a file declares: an environment of an app, or the platform. */
export type FileDeclaration =
  | { readonly kind: "app"; readonly given: EnvironmentDeclaration }
  | { readonly kind: "platform"; readonly given: PlatformDeclaration }
  | { readonly kind: "cluster"; readonly given: ClusterDeclaration };

/** What one file gave. */
export interface ReadEnvironment {
  readonly declaration?: FileDeclaration;
  readonly located: Located;
  readonly problems: readonly Problem[];
}

/** Whether a file is one of the two that environments share. */
export function isShared(path: string): boolean {
  return /^(clusters|defaults)\.ya?ml$/.test(posix.basename(path));
}

/** What a file declares, which its name says. */
export function kindOf(path: string): FileDeclaration["kind"] {
  const [, kind] = /\.(platform|cluster)\.ya?ml$/.exec(path) ?? [];
  return kind === "platform" || kind === "cluster" ? kind : "app";
}

/** The schema of each kind. */
const SCHEMAS = { app: "environment", platform: "platform", cluster: "cluster" } as const;

/** Reads files against the schemas; clusters and defaults once, then one environment after the other. */
export class FileReader {
  readonly problems: Problem[] = [];
  /** The clusters by their names, each with what its own file declares. */
  readonly clusters: Map<string, Cluster>;
  private readonly parsers = new Map<FileDeclaration["kind"], z.ZodType<FileDeclaration>>();
  private readonly clustersFile: LocatedFile | undefined;
  private readonly declaredClusters: readonly string[];
  /** Defaults by the folder that they hold for. */
  private readonly defaults = new Map<string, SourceNode>();

  constructor(
    private readonly folder: string,
    files: readonly SourceFile[],
  ) {
    this.clustersFile = this.readClusters(files);
    this.declaredClusters = namesIn(this.clustersFile?.root);
    this.clusters = new Map(this.parseClusters());
    for (const file of files) this.readDefaults(file);
    for (const file of files) if (kindOf(file.path) === "cluster") this.readSetup(file);
    this.refuseLoneDefaults(files);
  }

  environment(file: SourceFile): ReadEnvironment {
    const read = readYaml(file);
    const kind = kindOf(file.path);
    const schema = shippedSchema(SCHEMAS[kind]);
    if (!read.node) return { located: nowhere(file, schema), problems: read.problems.map(textProblem) };
    const root = this.withDefaults(file, read.node, schema);
    const own: LocatedFile = { root, schema };
    const located = new Located(own, this.clustersFile);
    const parsed = this.parser(kind).safeParse(toData(root));
    const found = [
      ...stackSecrets(root),
      ...terraformProblems(root),
      ...(parsed.success ? [] : this.issues(own, parsed.error)),
    ];
    if (found.length > 0 || !parsed.success) return { located, problems: placed(own, nameIn(root), found) };
    return { declaration: parsed.data, located, problems: [] };
  }

  /** What a cluster's own file declares is known before its environments are looked at. */
  private readSetup(file: SourceFile): void {
    const { declaration } = this.environment(file);
    if (declaration?.kind !== "cluster") return;
    const { terraform: _stack, ...given } = declaration.given;
    this.clusters.set(given.cluster.name, given.cluster.declaring(declaredBy(given)));
  }

  /** Made for the first file of a kind: most folders hold environments alone. */
  private parser(kind: FileDeclaration["kind"]): z.ZodType<FileDeclaration> {
    const known = this.parsers.get(kind);
    if (known) return known;
    const parser = this.newParser(kind);
    this.parsers.set(kind, parser);
    return parser;
  }

  private newParser(kind: FileDeclaration["kind"]): z.ZodType<FileDeclaration> {
    switch (kind) {
      case "app":
        return environmentSchema(this.clusters).transform((given) => ({ kind, given }));
      case "platform":
        return platformSchema(this.clusters).transform((given) => ({ kind, given }));
      case "cluster":
        return clusterSchema(this.clusters).transform((given) => ({ kind, given }));
    }
  }

  private readClusters(files: readonly SourceFile[]): LocatedFile | undefined {
    const [file, ...others] = files.filter(({ path }) => /^clusters\.ya?ml$/.test(posix.basename(path)));
    if (file && posix.dirname(file.path) !== this.folder) others.unshift(file);
    for (const other of others)
      this.refuse(other, "Clusters are declared in one file: clusters.yaml in the folder itself.");
    const root = file && this.node(file);
    return root && { root, schema: shippedSchema("clusters") };
  }

  private readDefaults(file: SourceFile): void {
    if (!/^defaults\.ya?ml$/.test(posix.basename(file.path))) return;
    const folder = posix.dirname(file.path);
    if (this.defaults.has(folder)) this.refuse(file, "The folder has two files of defaults.");
    const node = this.node(file);
    if (node) this.defaults.set(folder, node);
  }

  /** Defaults that hold for nothing: an environment's file is missing, or stands elsewhere. */
  private refuseLoneDefaults(files: readonly SourceFile[]): void {
    for (const folder of this.defaults.keys()) {
      if (folder === this.folder || files.some(({ path }) => path.startsWith(`${folder}/`) && !isShared(path)))
        continue;
      const message = "The defaults hold for nothing: no environment is declared in their folder or below it.";
      const location = files.find(({ path }) => posix.dirname(path) === folder && isShared(path))?.path ?? folder;
      const fix = "Move them to the folder of the environments, or remove them.";
      this.problems.push({ code: "MX-YAML-FILE", environment: "", prop: "", location, message, fix });
    }
  }

  private refuse(file: SourceFile, message: string): void {
    const fix = "Move what it holds, and remove the file.";
    this.problems.push({ code: "MX-YAML-FILE", environment: "", prop: "", location: file.path, message, fix });
  }

  private parseClusters(): ReadonlyMap<string, Cluster> {
    if (!this.clustersFile) return new Map();
    const parsed = clustersSchema.safeParse(toData(this.clustersFile.root));
    if (parsed.success) return parsed.data;
    this.problems.push(...placed(this.clustersFile, "", this.issues(this.clustersFile, parsed.error)));
    return new Map();
  }

  private node(file: SourceFile): SourceNode | undefined {
    const { node, problems } = readYaml(file);
    this.problems.push(...problems.map(textProblem));
    return node;
  }

  /** Defaults of the folder itself first, then of each folder on the way to the file, so that the nearest wins. */
  private withDefaults(file: SourceFile, own: SourceNode, schema: JsonSchema): SourceNode {
    const layers: SourceNode[] = [own];
    for (let folder = posix.dirname(file.path); ; folder = posix.dirname(folder)) {
      const layer = this.defaults.get(folder);
      if (layer) layers.unshift(kindOf(file.path) === "app" ? layer : only(layer, schema));
      if (folder === this.folder || folder === posix.dirname(folder)) break;
    }
    return layers.reduce((base, over) => merge(schema, base, over));
  }

  private issues({ schema, root }: LocatedFile, error: z.ZodError): readonly DataProblem[] {
    return new IssueReader(schema, root, this.declaredClusters).read(error.issues);
  }
}

/** Defaults as far as a schema knows them: what apps share beyond that is nothing to the platform. */
function only(defaults: SourceNode, { properties = {} }: JsonSchema): SourceNode {
  if (defaults.kind !== "map") return defaults;
  return { ...defaults, entries: new Map([...defaults.entries].filter(([key]) => Object.hasOwn(properties, key))) };
}

/** Problems of a key; what stands behind it can be anything, a secret too, and is not shown. */
const KEY_PROBLEMS: ReadonlySet<string> = new Set(["MX-PROP-UNKNOWN", "MX-CHOICE"]);

/** Problems of a file's data with the lines that they stand on. */
function placed(file: LocatedFile, environment: string, problems: readonly DataProblem[]): readonly Problem[] {
  return firstOf(problems, (rest) => ({ ...rest, path: [] })).map(({ path, ...problem }) => {
    const options = { secret: problem.code === "MX-SECRET-PLAIN", atKey: KEY_PROBLEMS.has(problem.code) };
    return { ...problem, environment, prop: formatProp(path), ...whereIn(file, path, options) };
  });
}

function namesIn(root: SourceNode | undefined): readonly string[] {
  return root?.kind === "map" ? [...root.entries.keys()] : [];
}

function textProblem({ mark, ...problem }: TextProblem): Problem {
  return { ...problem, environment: "", prop: "", location: locationOf(mark), excerpt: keyExcerpt(mark) };
}

/** Name of the environment, as far as a file that is wrong tells it. */
function nameIn(root: SourceNode): string {
  const name = root.kind === "map" ? root.entries.get("name")?.node : undefined;
  return name?.kind === "scalar" ? name.written : "";
}

/** What stands for the places of a file that could not be read. */
function nowhere(file: SourceFile, schema: JsonSchema): Located {
  return new Located({ root: { kind: "map", mark: { file, start: 0, end: 0 }, entries: new Map() }, schema });
}
