import { didYouMean } from "../core/did-you-mean";
import type { Context } from "../core/parts";
import { quote } from "../core/problem";
import type { Resource, Resources } from "../core/resource";
import type { Share } from "../core/share";
import { covers, itemsOf, takenOverAs, type TakenOver } from "../core/take-over";
import { HOLDS_VALUE, importIdOf, isImportable } from "./import-ids";

/** Who the environment is, and what it takes over. */
type Request = Pick<Context, "subject" | "takeOver">;

/** The resources, with the ids of those that are taken over. */
export function withImports(resources: Resources, { takeOver = [], subject }: Request): Resources {
  if (takeOver.length === 0) return resources;
  const idOf = idsOf(resources, subject.cluster.subscription);
  return resources.map((resource) => {
    const item = takenOverAs(takeOver, resource.path);
    const importId = item && isImportable(resource) ? (item.id ?? idOf(resource)) : undefined;
    return importId === undefined ? resource : { ...resource, importId };
  });
}

/** Addresses that can be taken over. */
export function importable(resources: Resources): readonly string[] {
  return resources.filter(isImportable).map(({ path }) => path);
}

/** The id that the declaration gives each resource. */
function idsOf(resources: Resources, subscription: string | undefined): (resource: Resource) => string | undefined {
  const byPath = new Map(resources.map((resource) => [resource.path, resource]));
  return (resource) => importIdOf(resource, byPath, { subscription });
}

/** Checks what is to be taken over: it has to be made here, to have an id, and never to be a value. */
export function checkTakeOver(share: Share, make: () => Resources, { takeOver = [], subject }: Request): void {
  if (takeOver.length === 0) return;
  const resources = make();
  const idOf = idsOf(resources, subject.cluster.subscription);
  for (const [index, item] of itemsOf(takeOver).entries()) {
    const prop = `takeOver[${index}]`;
    const covered = resources.filter(({ kind, path }) => kind === "resource" && covers(item.resource, path));
    const own = covered
      .filter(isImportable)
      .filter(({ path }) => takenOverAs(takeOver, path)?.resource === item.resource);
    if (own.length === 0) refuse(share, prop, item, { covered, resources });
    else if (item.id === undefined)
      own.filter((one) => idOf(one) === undefined).forEach((one) => askId(share, prop, one));
    else if (own[0]?.path !== item.resource) refuseId(share, prop, item, own);
  }
  noteNamespaces(share, resources, takeOver);
}

interface Made {
  readonly covered: Resources;
  readonly resources: Resources;
}

/** Nothing at an address can be imported: because there is nothing, because it is a value, or because none need be. */
function refuse(share: Share, prop: string, { resource }: TakenOver, { covered, resources }: Made): void {
  const names = importable(resources);
  const [first] = covered;
  const value = covered.find(({ type }) => HOLDS_VALUE.includes(type));
  if (value) {
    share.problem(
      "MX-TAKE-OVER-SECRET",
      prop,
      `${quote(resource)} is a value (${value.type}): an import would read it into plan and state.`,
      "Take it out. Its container can be taken over, and its value be written anew or left to others: SecretValue.external().",
    );
    return;
  }
  share.problem(
    "MX-TAKE-OVER",
    prop,
    first
      ? `${quote(resource)} (${first.type}) needs no import: making it again changes nothing that is there.`
      : `The environment makes nothing at ${quote(resource)}.${didYouMean(resource, names)}`,
    names.length === 0
      ? "Take it out: the environment makes nothing that can be."
      : `Write one of ${names.join(", ")}, or what they begin with.`,
  );
}

function askId(share: Share, prop: string, { path, type }: Resource): void {
  share.problem(
    "MX-TAKE-OVER",
    prop,
    `The id of ${path} (${type}) is known to its cloud only.`,
    `Write { resource: ${quote(path)}, id: "..." } with the id that the provider's page asks for.`,
  );
}

function refuseId(share: Share, prop: string, { resource }: TakenOver, own: Resources): void {
  const paths = own.map(({ path }) => path);
  share.problem(
    "MX-TAKE-OVER",
    prop,
    `An id is that of one address, and ${quote(resource)} stands for ${paths.join(", ")}.`,
    `Write resource: ${quote(paths[0] ?? "")}.`,
  );
}

/** Vault's provider takes the namespace of an import from its surroundings. */
function noteNamespaces(share: Share, resources: Resources, takeOver: Request["takeOver"]): void {
  const imported = resources.filter((one) => isImportable(one) && takenOverAs(takeOver, one.path));
  const names = imported.map(({ arguments: { namespace }, type }) =>
    type.startsWith("vault_") ? namespace : undefined,
  );
  for (const name of new Set(names.filter((candidate) => typeof candidate === "string"))) {
    share.warnings.push(
      `Export TERRAFORM_VAULT_NAMESPACE_IMPORT=${name} for the apply that takes over what is in Vault.`,
    );
  }
}
