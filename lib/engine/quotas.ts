import type { Claim, Quota } from "../core/claim";
import type { Problem } from "../core/problem";

/** An environment that takes names, and where its props were written. */
interface Taker {
  readonly subject: { readonly name: string };
  readonly claims: readonly Claim[];
  readonly locate?: (prop: string) => Pick<Problem, "location" | "excerpt">;
}

/** Names of one sort that all environments take together, and those of the last environment among them. */
interface Count {
  readonly quota: Quota;
  taken: number;
  last: Taker;
  prop: string;
}

/** Quotas that the environments together go past. The one declared last is asked to change. */
export function quotaProblems(names: readonly Taker[]): readonly Problem[] {
  const counts = new Map<string, Count>();
  for (const owner of names) {
    for (const { quota, prop } of owner.claims) {
      if (quota === undefined) continue;
      const count = counts.get(quota.what) ?? { quota, taken: 0, last: owner, prop };
      counts.set(quota.what, Object.assign(count, { taken: count.taken + 1, last: owner, prop }));
    }
  }
  return [...counts.values()].filter(({ quota, taken }) => taken > quota.most).map(problemOf);
}

function problemOf({ quota, taken, last, prop }: Count): Problem {
  return {
    code: quota.code,
    environment: last.subject.name,
    prop,
    message: `All environments together make ${taken} ${quota.what}, which takes ${quota.most}.`,
    fix: quota.fix,
    ...last.locate?.(prop),
  };
}
