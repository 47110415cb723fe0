import { Lazy, TerraformOutput, TerraformVariable, type TerraformElement, type TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { Reference } from "../../core/expression";
import type { Resource } from "../../core/resource";
import { addressOf, dependenciesOf } from "../address";
import { encodedArguments, encodedLifecycle, keep, type Naming } from "../arguments";
import { escaped } from "../../core/escaped";
import { assertBindings, bindingClass, camelCase } from "./classes";
import { EphemeralResource, PlainResource, RemovedResource } from "./elements";
import { tokenStyle, type AddressOf } from "./encode";

/** What was made, by the path of its resource. */
export type Written = ReadonlyMap<string, TerraformElement>;

/** Makes the constructs of resources, below a scope, and decides nothing. */
export function writeConstructs(scope: Construct, resources: readonly Resource[]): Written {
  assertBindings(scope.node.path, resources);
  const written = new Map<string, TerraformElement>();
  const byPath = new Map(resources.map((resource) => [resource.path, resource]));
  const nameOf = (path: string): string => {
    const [resource, element] = [byPath.get(path), written.get(path)];
    if (!resource || !element) throw new Error(`${path} is referred to and not made`);
    return addressOf(resource, element.friendlyUniqueId);
  };
  const address = ({ of }: Pick<Reference, "of">) => (of === "self" ? "self" : nameOf(of));
  const dependencies = dependenciesOf(resources);
  for (const resource of resources) {
    const ids = resource.path.split("/");
    const parent = ids.slice(0, -1).reduce(childOf, scope);
    const element = make(parent, ids.at(-1) ?? "", resource, address);
    written.set(resource.path, element);
    const waitsFor = dependencies.get(resource.path) ?? [];
    if (waitsFor.length > 0) (element as TerraformResource).dependsOn = addresses(waitsFor, nameOf);
  }
  return written;
}

function childOf(parent: Construct, id: string): Construct {
  return (parent.node.tryFindChild(id) as Construct | undefined) ?? new Construct(parent, id);
}

/**
 * One token for the whole list, which asks for the addresses at synthesis. As `dependsOn` of a configuration, each of
 * them would become a token with a stack trace of its own: half of the time that an environment takes.
 */
function addresses(paths: readonly string[], nameOf: (path: string) => string): string[] {
  return Lazy.listValue({ produce: () => paths.map(nameOf) });
}

function make(scope: Construct, id: string, resource: Resource, address: AddressOf): TerraformElement {
  switch (resource.kind) {
    case "resource":
    case "data":
      return makeBlock(scope, id, resource.kind, resource, address);
    case "ephemeral":
      return new EphemeralResource(scope, id, resource.type, configOf(resource, address, keep));
    case "variable":
      return makeVariable(scope, id, resource, address);
    case "removed":
      return new RemovedResource(scope, id, resource.type);
    case "output":
      return new TerraformOutput(scope, id, configOf(resource, address, camelCase) as never);
  }
}

function makeBlock(
  scope: Construct,
  id: string,
  kind: "resource" | "data",
  resource: Resource,
  address: AddressOf,
): TerraformElement {
  const Binding = bindingClass(kind, resource.type);
  if (!Binding) {
    const { lifecycle, provider, ...attributes } = configOf(resource, address, keep);
    return new PlainResource(scope, id, resource.type, attributes, { lifecycle, provider });
  }
  const config = configOf(resource, address, camelCase);
  const element = new Binding(scope, id, config);
  // Constructors drop what they do not know: an argument that is newer than the binding is put in by its own name.
  for (const argument of argumentsOf(resource)) {
    const name = camelCase(argument);
    if (!(name in Binding.prototype)) element.addOverride(argument, config[name]);
  }
  if (resource.importId !== undefined) element.importFrom(escaped(resource.importId));
  return element;
}

function argumentsOf({ arguments: given, writeOnly = {} }: Resource): readonly string[] {
  return [...Object.keys(given), ...Object.keys(writeOnly)];
}

function configOf(resource: Resource, address: AddressOf, name: Naming): Record<string, unknown> {
  const { provider, lifecycle } = resource;
  const config = encodedArguments(resource, tokenStyle(address, name));
  if (provider) config["provider"] = provider.object;
  if (lifecycle) config["lifecycle"] = encodedLifecycle(lifecycle, tokenStyle(address, camelCase));
  return config;
}

function makeVariable(scope: Construct, id: string, resource: Resource, address: AddressOf): TerraformVariable {
  const { ephemeral, ...config } = configOf(resource, address, camelCase);
  const variable = new TerraformVariable(scope, id, config);
  if (resource.logicalId !== undefined) variable.overrideLogicalId(resource.logicalId);
  if (ephemeral) variable.addOverride("ephemeral", true);
  return variable;
}
