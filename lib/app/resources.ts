import type { ManifestValue } from "../core/kubernetes-object";
import { quote } from "../core/problem";
import type { Share } from "../core/share";
import { isToken } from "../core/names";
import { checkValue } from "./value-rules";

/** Amounts of the runtime container, as Kubernetes writes quantities. */
export interface ResourceAmounts {
  /**
   * Processor time, for example `500m`.
   *
   * @default - none
   */
  readonly cpu?: string;
  /**
   * Memory, for example `1Gi`.
   *
   * @default - none
   */
  readonly memory?: string;
  /**
   * Disk, for example `256Mi`.
   *
   * @default - none
   */
  readonly ephemeralStorage?: string;
}

export interface AppResourcesProps {
  /**
   * What the runtime container is given at least.
   *
   * @default - the Operator's
   */
  readonly requests?: ResourceAmounts;
  /**
   * What the runtime container is given at most.
   *
   * @default - the Operator's
   */
  readonly limits?: ResourceAmounts;
  /**
   * Limit of the Java heap. The Operator then takes `-Xmx` and its like out of the Java options.
   *
   * @default - the Operator's share of the memory limit
   */
  readonly heapLimit?: string;
}

const AMOUNTS = { cpu: "cpu", memory: "memory", ephemeralStorage: "ephemeral-storage" } as const;
type Amount = keyof typeof AMOUNTS;

/** What the runtime container may use. */
export function describeResources(share: Share, props: AppResourcesProps): Record<string, ManifestValue | undefined> {
  const { requests, limits, heapLimit } = props;
  if (heapLimit !== undefined) {
    checkValue(share, "quantity", "app.heapLimit", heapLimit);
    share.gate("jvm-memory", "app.heapLimit");
  }
  for (const amount of Object.keys(AMOUNTS) as Amount[])
    checkOrder(share, amount, requests?.[amount], limits?.[amount]);
  return {
    resources:
      requests === undefined && limits === undefined
        ? undefined
        : {
            ...amountsOf(share, "limits", limits),
            ...amountsOf(share, "requests", requests),
          },
    jvmMemorySettings: heapLimit === undefined ? undefined : { heapLimit },
  };
}

function amountsOf(share: Share, side: "limits" | "requests", amounts: ResourceAmounts | undefined) {
  if (amounts === undefined) return {};
  const entries = (Object.keys(AMOUNTS) as Amount[]).flatMap((amount) => {
    const value = amounts[amount];
    if (value === undefined) return [];
    checkValue(share, "quantity", `app.${side}.${amount}`, value);
    return [[AMOUNTS[amount], value] as const];
  });
  return { [side]: Object.fromEntries(entries) };
}

/** The API server refuses pods that ask for more than they may have. */
function checkOrder(share: Share, amount: Amount, request: string | undefined, limit: string | undefined): void {
  if (request === undefined || limit === undefined || isToken(request) || isToken(limit)) return;
  if (!(amountOf(request) > amountOf(limit))) return;
  share.problem(
    "MX-KUBERNETES-VALUE",
    `app.requests.${amount}`,
    `The request ${quote(request)} is more than the limit ${quote(limit)}: no such pod is admitted.`,
    `Write a request of at most ${quote(limit)}.`,
  );
}

const SUFFIXES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

function amountOf(quantity: string): number {
  const suffix = /^[^A-Za-z]*([A-Za-z]+)$/.exec(quantity)?.[1] ?? "";
  return Number(quantity.slice(0, quantity.length - suffix.length)) * (SUFFIXES[suffix] ?? 1);
}
