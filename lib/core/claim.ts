import type { ProblemCode } from "./problem-codes";

/**
 * A name that an environment takes. Two environments never hold the same one, except where both only read what
 * somebody else made.
 */
export interface Claim {
  /** What is named, in the reader's words: "IAM role", "Secrets Manager secret", "S3 prefix". */
  readonly kind: string;
  /** Where the name is unique: account and region, cluster and namespace, bucket. */
  readonly scope: string;
  /** The name, folded to lower case where the service does not tell case. */
  readonly name: string;
  /** Prop to change when it collides. */
  readonly prop: string;
  /** Whether the environment owns the name, or only reads what stands under it. @default true */
  readonly exclusive?: boolean;
  /** Whether pods act as it: each of those that share it may do what any of them may. @default false */
  readonly identity?: boolean;
  /**
   * Who holds the name for several environments, by names of which the surest comes first: two are one holder where
   * the first name that both have is the same. Those of one holder share it, as the environments of a cluster share its
   * auth method.
   *
   * @default - the environment alone
   */
  readonly holder?: readonly (string | undefined)[];
  /**
   * Whether the name is in this scope only perhaps: beside the scope that is known, the one that somebody else names the
   * same place by who knows less of it. Two such claims prove nothing.
   *
   * @default false
   */
  readonly uncertain?: boolean;
  /** Whether names inside this one collide too, as prefixes of a bucket do. @default false */
  readonly nested?: boolean;
  /** What the name is counted against, where a service takes so many of them and no more. @default - nothing */
  readonly quota?: Quota;
}

/** How many of something a service takes. Those of one `what` are counted together, over all environments. */
export interface Quota {
  readonly code: ProblemCode;
  /** What is counted, in the reader's words: "role assignments of the subscription ...". */
  readonly what: string;
  readonly most: number;
  /** What to write in place of so many. */
  readonly fix: string;
}

/** Scope of names that are unique in one Terraform stack; the registry replaces it by the stack's path. */
export const STACK_SCOPE = "stack";

export interface OwnedClaim extends Claim {
  /** Who claims it: construct path of the environment. */
  readonly owner: string;
}

/** Claims of one environment that read, as somebody else's, a name which the environment itself makes. */
export function readOfOwn(claims: readonly Claim[]): readonly Claim[] {
  const certain = claims.filter(({ uncertain }) => !uncertain);
  const own = new Set(certain.filter(({ exclusive }) => exclusive !== false).map(identityOf));
  return certain.filter((claim) => claim.exclusive === false && own.has(identityOf(claim)));
}

/** What several read as somebody else's: each such claim with those who share it. */
export function shared(claims: readonly OwnedClaim[]): readonly (readonly OwnedClaim[])[] {
  const groups = new Map<string, Map<string, OwnedClaim>>();
  for (const claim of claims.filter(({ exclusive, uncertain }) => exclusive === false && !uncertain)) {
    const id = identityOf(claim);
    const owners = groups.get(id) ?? new Map<string, OwnedClaim>();
    groups.set(id, owners.set(claim.owner, claim));
  }
  return [...groups.values()].filter(({ size }) => size > 1).map((owners) => [...owners.values()]);
}

/** Pairs of claims that exclude each other, the later one first. Linear but for one sort of the nested names. */
export function collisions(claims: readonly OwnedClaim[]): readonly (readonly [OwnedClaim, OwnedClaim])[] {
  return [...equalNames(claims), ...nestedNames(claims.filter((claim) => claim.nested))];
}

function equalNames(claims: readonly OwnedClaim[]): [OwnedClaim, OwnedClaim][] {
  const found: [OwnedClaim, OwnedClaim][] = [];
  // Of each sort the first claim of a name, those that exclude more in front.
  const firsts = new Map<string, OwnedClaim[]>();
  for (const claim of claims) {
    const id = identityOf(claim);
    const earlier = firsts.get(id) ?? [];
    const taken = earlier.find((one) => excludes(claim, one));
    if (taken) found.push([claim, taken]);
    if (earlier.some((one) => sortOf(one) === sortOf(claim))) continue;
    firsts.set(
      id,
      [...earlier, claim].sort((a, b) => sortOf(a) - sortOf(b)),
    );
  }
  return found;
}

function sortOf({ exclusive, uncertain }: Claim): number {
  return (exclusive === false ? 2 : 0) + (uncertain ? 1 : 0);
}

/** Whether two claims of one name exclude each other. */
function excludes(claim: OwnedClaim, earlier: OwnedClaim): boolean {
  if (claim.owner === earlier.owner || (claim.uncertain && earlier.uncertain)) return false;
  if (isOneHolder(claim.holder, earlier.holder)) return false;
  return claim.exclusive !== false || earlier.exclusive !== false;
}

function isOneHolder(one: Claim["holder"] = [], other: Claim["holder"] = []): boolean {
  const known = one.findIndex((name, index) => name !== undefined && other[index] !== undefined);
  return known >= 0 && one[known] === other[known];
}

/** A scope or name that JavaScript brought in may be no text; its environment has a problem of its own then. */
function identityOf({ kind, scope, name }: Claim): string {
  const parts = [kind, scope, name];
  return parts.every((part) => typeof part === "string") ? parts.join("\u0000") : JSON.stringify(parts);
}

/** Names that lie inside another: in sorted order everything inside `a` follows it directly. */
function nestedNames(claims: readonly OwnedClaim[]): [OwnedClaim, OwnedClaim][] {
  const path = (claim: Claim) => [claim.kind, claim.scope, ...claim.name.split("/")].join("\u0000") + "\u0000";
  const sorted = claims.map((claim) => ({ claim, path: path(claim) })).sort((a, b) => (a.path < b.path ? -1 : 1));
  const found: [OwnedClaim, OwnedClaim][] = [];
  let outer: (typeof sorted)[number] | undefined;
  for (const inner of sorted) {
    if (outer && inner.path !== outer.path && inner.path.startsWith(outer.path)) {
      if (inner.claim.owner !== outer.claim.owner) found.push([inner.claim, outer.claim]);
    } else {
      outer = inner;
    }
  }
  return found;
}
