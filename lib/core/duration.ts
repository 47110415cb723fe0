const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** A duration of Go, as Kubernetes writes them (`2m`, `1h30m`), in seconds; NaN where the text is none. */
export function secondsOf(duration: string): number {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.length === 0) return NaN;
  return parts.reduce((total, [, number = "0", unit = "s"]) => total + Number(number) * (SECONDS[unit] ?? 1), 0);
}

/**
 * The longest poll interval of the CSI driver, in seconds, with which a first mount that failed is tried again: above
 * it the folder that the failed one left counts as mounted.
 */
export const LONGEST_POLL = 120;
