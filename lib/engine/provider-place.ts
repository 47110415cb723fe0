import { accountOfArn } from "../core/aws-arn";
import type { Place } from "../core/place";

/** Reads an argument of a provider by Terraform's name. */
export type ReadArgument = (name: string) => unknown;

/** Where a provider acts, as far as its arguments say it; what a shell adds is not known here. */
const PLACES: Readonly<Record<string, (read: ReadArgument) => Place>> = {
  aws: (read) => ({ account: accountOf(read), region: text(read("region")) }),
  azurerm: (read) => ({ subscription: text(read("subscription_id")) }),
  kubernetes: (read) => ({ context: text(read("config_context")) }),
  google: (read) => ({ project: text(read("project")) }),
};

export function placeOfProvider(name: string, read: ReadArgument): Place {
  return Object.hasOwn(PLACES, name) ? (PLACES[name]?.(read) ?? {}) : {};
}

/** The role that the provider assumes last decides; else the one account that it is allowed to act in. */
function accountOf(read: ReadArgument): string | undefined {
  const role = blocks(read("assume_role")).at(-1);
  const ofRole = role && accountOfArn(text(role["role_arn"] ?? role["roleArn"]));
  if (ofRole !== undefined) return ofRole;
  const allowed = read("allowed_account_ids");
  return Array.isArray(allowed) && allowed.length === 1 ? text(allowed[0]) : undefined;
}

/** A block that stands alone, or in a list of them. */
function blocks(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item): item is Readonly<Record<string, unknown>> => typeof item === "object" && item !== null);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
