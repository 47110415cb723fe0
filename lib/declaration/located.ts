import type { Blueprint } from "../core/blueprint";
import type { Problem, ProblemDraft } from "../core/problem";
import { excerpt } from "./excerpt";
import { isHidden, type JsonSchema } from "./json-schema";
import { locate, markOf, parseProp, type PropPath } from "./locate";
import { locationOf, type SourceNode } from "./source";
import { inYaml } from "./yaml-words";

/** A file's data with the schema that it follows: finds the line of a prop. */
export interface LocatedFile {
  readonly root: SourceNode;
  readonly schema: JsonSchema;
}

type Where = Pick<Problem, "location" | "excerpt">;

/** Where the props of one environment stand: in its file, in the defaults, or with its cluster in clusters.yaml. */
export class Located {
  constructor(
    private readonly own: LocatedFile,
    private readonly clusters?: LocatedFile,
  ) {}

  /** Problems as a reader of files needs them: with the line, and a fix in the words of files. */
  all(blueprint: Blueprint, problems: readonly (ProblemDraft | Problem)[]): readonly Problem[] {
    const environment = blueprint.subject.name;
    return problems.map((problem) => ({
      environment,
      ...problem,
      // A text that was refused as a secret is not repeated, whatever its place may hold otherwise.
      ...this.where(problem.prop, blueprint, { secret: problem.code === "MX-SECRET-PLAIN" }),
      fix: inYaml(problem.fix),
    }));
  }

  /** Path of a prop as files write it, kinds included; undefined where no file of the environment says it. */
  pathOf(prop: string): PropPath | undefined {
    const place = locate(this.own.root, parseProp(prop));
    return place.exact ? place.path : undefined;
  }

  /** Where a prop stands. Keys of the store (`database-password`) stand where the prop that declares them does. */
  where(prop: string, blueprint: Blueprint, options: WhereOptions = {}): Where {
    const declaring = blueprint.keys.find(({ key }) => key === prop)?.prop ?? prop;
    const path = parseProp(declaring);
    const { cluster } = blueprint.subject;
    if (path[0] === "cluster" && path.length > 1 && this.clusters) {
      return whereIn(this.clusters, [cluster.name, ...path.slice(1)], options);
    }
    return whereIn(this.own, path, options);
  }
}

/** What is known of a problem beside its path. */
export interface WhereOptions {
  /** Whether the value is hidden, whatever the schema says of it. */
  readonly secret?: boolean;
  /** Whether the key is what is wrong, not its value. */
  readonly atKey?: boolean;
}

/** Line and excerpt of a path in a file. */
export function whereIn({ root, schema }: LocatedFile, path: PropPath, options: WhereOptions = {}): Where {
  const place = locate(root, path);
  const mark = (options.atKey && place.entry?.key) || markOf(place);
  const secret = options.secret || !place.exact || place.node.kind !== "scalar" || isHidden(schema, place.path);
  return { location: locationOf(mark), excerpt: excerpt({ mark, key: place.entry?.key, secret }) };
}
