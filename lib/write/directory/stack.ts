import type { StackPart } from "../../core/blueprint";
import type { Expression, Reference } from "../../core/expression";
import type { Resource, Resources } from "../../core/resource";
import { newRanges, TERRAFORM_VERSION, type ProviderName, type ProviderRange } from "../../catalogue/provider-ranges";
import { escaped } from "../../core/escaped";
import { snakeCase } from "../../core/names";
import { addressOf, dependenciesOf } from "../address";
import { encodedArguments, encodedLifecycle, keep, type Style } from "../arguments";
import { argumentText } from "../render";
import { CDKTF_VERSION } from "./manifest";
import { logicalId } from "./logical-id";
import { NEWER_ARGUMENTS } from "./newer-arguments";
import { stableJson } from "./stable-json";
import { inTreeOrder } from "./tree-order";

/** What one construct of a stack makes. */
export interface Group {
  /** Id of the construct in its stack; a public contract, because logical ids are made of it. */
  readonly id: string;
  /** Ids that it has before its resources make some. */
  readonly scopes: readonly string[];
  readonly resources: Resources;
  readonly providers: readonly ProviderName[];
}

/** Blocks of a stack, by kind, type and name. */
type Blocks = Record<string, Record<string, unknown>>;

/** A block with what it is called. */
interface Named {
  readonly resource: Resource;
  readonly name: string;
  readonly path: string;
}

/**
 * A stack as Terraform's JSON: the bytes of `cdk.tf.json` that cdktf would write. Its comment `//` is cdktf's too: its
 * command line reads it.
 */
export function stackText(stack: StackPart, groups: readonly Group[]): string {
  const blocks: Blocks = {};
  const imports: object[] = [];
  const named = groups.flatMap((group) => writeGroup(stack.name, group, blocks));
  for (const { resource, name } of named) {
    if (resource.importId !== undefined)
      imports.push({ id: escaped(resource.importId), to: addressOf(resource, name) });
  }
  const removed = named.filter(isRemoved).map(({ resource, name }) => ({
    from: addressOf(resource, name),
    lifecycle: { destroy: false },
  }));
  const { aliases = [] } = stack;
  const providers = Object.entries(stack.providers).map(([name, given]) => {
    const further = aliases.filter((one) => one.name === name).map((one) => one.arguments);
    return [name, [given, ...further].map(escaped)];
  });
  return stableJson({
    ...blocks,
    "//": { metadata: metadataOf(stack, named), outputs: outputsOf(named) },
    ...(imports.length > 0 && { import: imports }),
    ...(removed.length > 0 && { removed }),
    ...(providers.length > 0 && { provider: Object.fromEntries(providers) as object }),
    terraform: terraformBlock(stack, groups),
  });
}

/** Adds the blocks of a group, and says how they are called, in the order of cdktf's tree. */
function writeGroup(stack: string, { id, scopes, resources }: Group, blocks: Blocks): readonly Named[] {
  const byPath = new Map<string, Named>();
  for (const resource of resources) {
    const { path, logicalId: given } = resource;
    if (byPath.has(path)) throw new Error(`${stack}/${id}: two resources have the path ${path}`);
    const name = given ?? logicalId([id, ...path.split("/")]);
    byPath.set(path, { resource, name, path: `${stack}/${id}/${path}` });
  }
  const nameOf = (path: string): string => {
    const found = byPath.get(path);
    if (!found) throw new Error(`${path} is referred to and not made`);
    return addressOf(found.resource, found.name);
  };
  const style = styleOf(({ of }) => (of === "self" ? "self" : nameOf(of)));
  const dependencies = dependenciesOf(resources);
  const ordered = inTreeOrder(scopes, [...byPath.keys()]).flatMap((path) => byPath.get(path) ?? []);
  for (const named of ordered) {
    if (isRemoved(named)) continue;
    const waitsFor = dependencies.get(named.resource.path) ?? [];
    addBlock(blocks, named, blockOf(named, style, waitsFor.map(nameOf)));
  }
  return ordered;
}

/** What Terraform forgets has no block of its own, but a place in a list. */
function isRemoved({ resource }: Named): boolean {
  return resource.kind === "removed";
}

function styleOf(address: (resource: Pick<Reference, "of">) => string): Style {
  const foreign = () => {
    throw new Error("a token of cdktf can't be written without cdktf");
  };
  const expression = (value: Expression) => argumentText(value, { address, foreign });
  return { name: keep, expression };
}

function blockOf({ resource, name, path }: Named, style: Style, waitsFor: readonly string[]): object {
  const { kind, provider, lifecycle } = resource;
  const block = encodedArguments(resource, style);
  if (kind !== "variable" && kind !== "output") block["//"] = { metadata: { path, uniqueId: name } };
  if (provider) block["provider"] = provider.toString();
  if (lifecycle) block["lifecycle"] = snakeCased(encodedLifecycle(lifecycle, style));
  if (waitsFor.length > 0) block["depends_on"] = waitsFor;
  return block;
}

/** A lifecycle's names are the bindings'; what stands in its lists of conditions are blocks, too. */
function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [snakeCase(key), snakeCased(item)]));
}

function addBlock(blocks: Blocks, { resource: { kind, type }, name, path }: Named, block: object): void {
  const ofKind = (blocks[kind] ??= {});
  const siblings = type === "" ? ofKind : ((ofKind[type] ??= {}) as Record<string, unknown>);
  if (name in siblings) throw new Error(`${path}: two blocks are called ${addressOf({ kind, type }, name)}`);
  siblings[name] = block;
}

/** What cdktf notes of a stack for its command line. */
function metadataOf({ name, backend }: StackPart, named: readonly Named[]): object {
  const overrides: Record<string, string[]> = { stack: ["terraform"] };
  const imports: Record<string, string[]> = {};
  for (const { resource, name: called } of named) {
    const { type, importId, arguments: given, writeOnly = {} } = resource;
    const newer = [...Object.keys(given), ...Object.keys(writeOnly)].filter((argument) =>
      NEWER_ARGUMENTS[type]?.includes(argument),
    );
    if (newer.length > 0) (overrides[type] ??= []).push(...new Set(newer));
    if (importId !== undefined) (imports[type] ??= []).push(called);
  }
  const imported = Object.keys(imports).length > 0 ? imports : undefined;
  return { version: CDKTF_VERSION, stackName: name, backend: backend.type, overrides, imports: imported };
}

/** Outputs by construct path: `cdktf deploy --outputs-file` reads it. */
function outputsOf(named: readonly Named[]): object {
  const outputs: Record<string, unknown> = {};
  for (const { resource, name, path } of named.filter((one) => one.resource.kind === "output")) {
    const ids = path.split("/");
    const parent = ids.slice(0, -1).reduce((at, id) => (at[id] ??= {}) as Record<string, unknown>, outputs);
    parent[ids.at(-1) ?? resource.path] = name;
  }
  return outputs;
}

/** HCP Terraform is a block beside the backends. */
function terraformBlock({ backend }: StackPart, groups: readonly Group[]): object {
  const given = escaped(backend.arguments);
  let ranges: Readonly<Record<string, ProviderRange>> = {};
  for (const { providers } of groups) ranges = { ...ranges, ...newRanges(ranges, providers) };
  return {
    ...(backend.type === "cloud" ? { cloud: given } : { backend: { [backend.type]: given } }),
    ...(Object.keys(ranges).length > 0 && { required_providers: ranges }),
    required_version: TERRAFORM_VERSION,
  };
}
