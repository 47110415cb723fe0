import { DeclaredStack } from "../../lib/declaration";
import { readDeclarations, type DeclaredEnvironment } from "../../lib/declaration/declarations";
import { fileSchemas, mapSchema, schemaAt } from "../../lib/declaration/json-schema";
import type { SourceFile } from "../../lib/declaration/source";
import { toYaml } from "../../lib/core/yaml";
import { declaredStackText } from "../../lib/write/directory/declared";
import { Testing } from "cdktf";
import type { Declared } from "./declared";
import { leavesOf, templatesIn, withText, type Leaf } from "./leaves";

/** A text with a template in it, in its place in one of the files. */
export interface Try {
  readonly file: keyof Declared["files"];
  readonly leaf: Leaf;
  readonly text: string;
  readonly declared: Declared;
}

type Accepted = Try & { readonly environment: DeclaredEnvironment };

const SCHEMAS = fileSchemas();

/** Texts of a file that a person chooses: of names only those that no schema gives. */
function chosenIn({ files, platform }: Declared, file: Try["file"]): readonly Leaf[] {
  const schema = file === "clusters" ? SCHEMAS.clusters : SCHEMAS[platform ? "platform" : "environment"];
  return leavesOf(files[file]).filter(({ path, isKey }) => {
    const parent = schemaAt(schema, path.slice(0, -1));
    const given = parent && mapSchema(schema, parent).properties;
    return !isKey || !given || !Object.hasOwn(given, String(path.at(-1)));
  });
}

/**
 * The files of declarations with a template in each of their texts in turn. What one has in common with another is
 * tried once, save for constants, which each store writes in its own way.
 *
 * @param stride A place is tried with one template of so many, another one at each place: all of them everywhere would
 *   take most of the unit tests' time.
 * @param textsFor What is tried in place of a text.
 */
export function triesOf(
  all: readonly Declared[],
  stride = 1,
  textsFor: (text: string) => readonly string[] = templatesIn,
): readonly Try[] {
  const tried = new Set<string>();
  const isNew = ({ platform, files }: Declared, { path, text }: Leaf) => {
    const store = path[0] === "constants" ? Object.keys((files.own as { readonly store: object }).store) : [];
    const id = JSON.stringify([platform, path, text, store]);
    return !tried.has(id) && tried.add(id);
  };
  return all.flatMap((declared) =>
    (["own", "clusters"] as const).flatMap((file) => {
      const leaves = chosenIn(declared, file).filter((leaf) => leaf.isKey || isNew(declared, leaf));
      return leaves.flatMap((leaf, index) =>
        textsFor(leaf.text)
          .filter((_, number) => number % stride === index % stride)
          .map((text) => tryOf(declared, file, leaf, text)),
      );
    }),
  );
}

function tryOf(declared: Declared, file: Try["file"], leaf: Leaf, text: string): Try {
  const files = { ...declared.files, [file]: withText(declared.files[file], leaf, text) };
  return { file, leaf, text, declared: { ...declared, files } };
}

/** What the tries declare that are accepted; a refused one reaches nothing. */
export function acceptedOf(tries: readonly Try[]): readonly Accepted[] {
  return tries.flatMap((one) => {
    const { environments, problems } = readDeclarations("environments", sourcesOf(one.declared));
    const [environment] = environments;
    return environment && problems.length === 0 ? [{ ...one, environment }] : [];
  });
}

/** The files themselves: the clusters', and that of the environment. */
export function sourcesOf({ files, platform }: Declared): readonly SourceFile[] {
  const own = `environments/orders${platform ? ".platform" : ""}.yaml`;
  return [
    { path: "environments/clusters.yaml", text: toYaml(files.clusters) },
    { path: own, text: toYaml(files.own) },
  ];
}

/** What Terraform gets of a declaration, by the writer that needs no cdktf: the same bytes in a tenth of the time. */
export function writtenOf(environment: DeclaredEnvironment): unknown {
  return JSON.parse(declaredStackText(environment));
}

/** What Terraform gets of a declaration, by cdktf. */
export function outputOf(environment: DeclaredEnvironment): unknown {
  return JSON.parse(Testing.synth(new DeclaredStack(Testing.app(), environment)));
}
