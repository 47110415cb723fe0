import type { z } from "zod";
import { didYouMean, meantBy } from "../core/did-you-mean";
import { quote } from "../core/problem";
import type { ProblemCode } from "../core/problem-codes";
import { inSecret, isHidden, mapSchema, mayBeSecret, resolved, schemaAt, type JsonSchema } from "./json-schema";
import { formatProp, locate, type PropPath } from "./locate";
import type { ScalarNode, SourceNode } from "./source";

type Issue = z.core.$ZodIssue;

/** What is wrong with a file's data, at a path in the file. */
export interface DataProblem {
  readonly code: ProblemCode;
  readonly path: PropPath;
  readonly message: string;
  readonly fix: string;
}

/** Says what the schema found, in the words of the person who wrote the file. */
export class IssueReader {
  constructor(
    private readonly schema: JsonSchema,
    private readonly root: SourceNode,
    private readonly clusters: readonly string[],
  ) {}

  read(issues: readonly Issue[], at: PropPath = []): readonly DataProblem[] {
    const unknown = new Set(issues.filter(({ code }) => code === "unrecognized_keys").map(({ path }) => path.join()));
    // A choice of an unknown kind is also a choice of none: one problem is enough.
    const told = issues.filter((issue) => issue.code !== "custom" || !unknown.has(issue.path.join()));
    const meant = new Set(issues.flatMap((issue) => this.meantIn(issue, at)));
    return told
      .map((issue) => ({ issue, path: [...at, ...(issue.path as PropPath)] }))
      .filter(({ path }) => !meant.has(formatProp(path)))
      .flatMap(({ issue, path }) => this.readOne(issue, path));
  }

  /** What is missing because its name is written with a slip: the slip alone is told. */
  private meantIn(issue: Issue, at: PropPath): readonly string[] {
    if (issue.code !== "unrecognized_keys") return [];
    const path = [...at, ...(issue.path as PropPath)];
    const allowed = this.propertiesAt(path);
    const names = issue.keys.flatMap((key) => meantBy(key, allowed) ?? []);
    return names.filter((name) => !this.nodeAt([...path, name])).map((name) => formatProp([...path, name]));
  }

  private readOne(issue: Issue, path: PropPath): readonly DataProblem[] {
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => this.unknownKey(path, key));
      case "invalid_union":
        return this.union(issue, path);
      case "invalid_value":
        return [this.wrongValue(path, issue.values.map(String))];
      case "custom":
        return this.custom(issue.params?.["code"] as ProblemCode, path);
      case "invalid_type":
        return [this.wrongType(path, issue.expected)];
      default:
        return [{ code: "MX-PROP", path, message: this.malformed(path), fix: this.example(path) }];
    }
  }

  /** Of a text or a secret: a map was meant as a secret, anything else as a text. The first way may be a list. */
  private union(issue: z.core.$ZodIssueInvalidUnion, path: PropPath): readonly DataProblem[] {
    const node = this.nodeAt(path);
    if (node?.kind === "list") return this.read(issue.errors[0] ?? [], path);
    if (node?.kind !== "map") return [this.wrongType(path, "string")];
    return this.read(issue.errors.at(-1) ?? [], path);
  }

  private unknownKey(path: PropPath, key: string): DataProblem {
    const schema = schemaAt(this.schema, path);
    const allowed = Object.keys((schema && mapSchema(this.schema, schema).properties) ?? {});
    const list = allowed.length > 0 ? `Write one of ${allowed.join(", ")}.` : "It takes none: write {}.";
    if (mayBeSecret(schema)) {
      // The key may be the secret itself, in braces: it is not repeated, and the place is that of the prop.
      const message = "This is none of the ways in which a secret value gets in.";
      return { code: "MX-CHOICE", path, message, fix: `${list.replace(/\.$/, "")}, for example { fromVariable: {} }.` };
    }
    const meant = didYouMean(key, allowed);
    if (meant === "" && inSecret(this.schema, path)) {
      const message = `This is not a property of ${formatProp(path)}.`;
      return { code: "MX-PROP-UNKNOWN", path, message, fix: list };
    }
    const kinds = schema && mapSchema(this.schema, schema).maxProperties === 1;
    return {
      code: kinds ? "MX-CHOICE" : "MX-PROP-UNKNOWN",
      path: [...path, key],
      message: `${quote(key)} is not a ${kinds ? "kind" : "property"} of ${formatProp(path) || "an environment"}.${meant}`,
      fix: list,
    };
  }

  private custom(code: ProblemCode, path: PropPath): readonly DataProblem[] {
    return code === "MX-CLUSTER-UNKNOWN" ? this.unknownCluster(path) : [this.wrongChoice(path)];
  }

  private unknownCluster(path: PropPath): readonly DataProblem[] {
    const name = String((this.nodeAt(path) as ScalarNode).value);
    // One that is declared and wrong was told where it stands, not once for each environment.
    if (this.clusters.includes(name)) return [];
    const message = `clusters.yaml declares no cluster ${quote(name)}.${didYouMean(name, this.clusters)}`;
    const fix = this.clusters.length > 0 ? `Write one of ${this.clusters.join(", ")}, or declare it there.` : DECLARE;
    return [{ code: "MX-CLUSTER-UNKNOWN", path, message, fix }];
  }

  private wrongChoice(path: PropPath): DataProblem {
    const node = this.nodeAt(path);
    const count = node?.kind === "map" ? node.entries.size : 0;
    const message = `${formatProp(path)} names ${count === 0 ? "no kind" : `${count} kinds`}; exactly one is needed.`;
    return { code: "MX-CHOICE", path, message, fix: `Write one of ${this.propertiesAt(path).join(", ")}.` };
  }

  private wrongValue(path: PropPath, allowed: readonly string[]): DataProblem {
    const node = this.nodeAt(path);
    const given = node?.kind === "scalar" ? quote(node.written) : `A ${node?.kind ?? "missing value"}`;
    const meant = node?.kind === "scalar" ? didYouMean(node.written, allowed) : "";
    const message = `${given} is not a value of ${formatProp(path)}.${meant}`;
    return { code: "MX-PROP", path, message, fix: `Write one of ${allowed.join(", ")}.` };
  }

  private wrongType(path: PropPath, expected: string): DataProblem {
    const node = this.nodeAt(path);
    const prop = formatProp(path);
    if (!node) return { code: "MX-PROP", path, message: `${prop} is missing.`, fix: this.example(path) };
    if (node.kind !== "scalar") {
      const message = `${prop || "The file"} is a ${node.kind}, not ${EXPECTED[expected] ?? expected}.`;
      return { code: "MX-PROP", path, message, fix: this.example(path) };
    }
    if (node.value === null) {
      const message = `${prop || "The file"} has no value.`;
      return { code: "MX-PROP", path, message, fix: `${this.example(path)} Or take the line out.` };
    }
    return this.wrongScalar(path, expected, node);
  }

  private wrongScalar(path: PropPath, expected: string, node: ScalarNode): DataProblem {
    const schema = schemaAt(this.schema, path);
    if (mayBeSecret(schema) && expected !== "string") {
      return {
        code: "MX-SECRET-PLAIN",
        path,
        message: `A secret can't be written as a plain ${typeof node.value}: it would be in source, output, plan and state.`,
        fix: "Write { fromVariable: {} }, { generated: {} } or { external: {} }.",
      };
    }
    if (expected === "string") {
      const secret = isHidden(this.schema, path);
      const given = secret ? "The value" : node.written;
      const other = !secret && String(node.value) !== node.written ? `, ${String(node.value)}` : "";
      const message = `${given} without quotes is a ${typeof node.value}${other}, not a text.`;
      const fix = secret ? "Put it in quotes." : `Write ${JSON.stringify(node.written)}.`;
      return { code: "MX-YAML-PLAIN", path, message, fix };
    }
    const message = `${formatProp(path) || "The file"} is ${this.given(path, node)}, not ${EXPECTED[expected] ?? expected}.`;
    return { code: "MX-PROP", path, message, fix: this.example(path) };
  }

  private malformed(path: PropPath): string {
    const node = this.nodeAt(path);
    if (node?.kind !== "scalar") return "The value is not one of its type.";
    return `${formatProp(path)} is ${this.given(path, node)}, which is not one of its type.`;
  }

  /** A value as messages repeat it, or its type where it may be a secret. */
  private given(path: PropPath, { value, written }: ScalarNode): string {
    if (isHidden(this.schema, path)) return EXPECTED[typeof value] ?? typeof value;
    return typeof value === "string" ? quote(value) : written;
  }

  /** What to write at a place: its example, or the kinds that it takes. */
  private example(path: PropPath): string {
    const found = schemaAt(this.schema, path);
    const schema = found && (found.anyOf ? mapSchema(this.schema, found) : resolved(this.schema, found));
    const name = String(path.at(-1) ?? "");
    if (schema?.maxProperties === 1 && schema.properties) {
      return `Write ${name}: with one of ${Object.keys(schema.properties).join(", ")} below it.`;
    }
    if (schema?.examples) return `Write ${name}: ${JSON.stringify(schema.examples[0])}.`;
    if (schema?.enum) return `Write one of ${schema.enum.join(", ")}.`;
    const required = schema?.required ?? [];
    if (schema?.type === "object") {
      return required.length > 0 ? `Write ${name || "a map"} with ${required.join(", ")}.` : `Write ${name}: {}.`;
    }
    return `Write ${EXPECTED[String(schema?.type)] ?? "a value"}.`;
  }

  private propertiesAt(path: PropPath): readonly string[] {
    const schema = schemaAt(this.schema, path);
    return Object.keys((schema && mapSchema(this.schema, schema).properties) ?? {});
  }

  /** The node at a path of the file itself; nothing is looked through here. */
  private nodeAt(path: PropPath): SourceNode | undefined {
    const place = locate(this.root, path);
    return place.exact && place.path.length === path.length ? place.node : undefined;
  }
}

const DECLARE = "Declare it in clusters.yaml, in the folder of the declarations.";

const EXPECTED: Readonly<Record<string, string>> = {
  object: "a map",
  record: "a map",
  array: "a list",
  string: "a text",
  number: "a number",
  boolean: "true or false",
};
