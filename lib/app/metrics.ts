import type { ManifestValue } from "../core/kubernetes-object";
import type { Share } from "../core/share";
import { checkChoice } from "../core/choice";
import { defined } from "../core/defined";
import { refuseSecretOptions } from "./plain-secrets";
import { checkValue } from "./value-rules";

/** How the runtime's metrics are made. */
export enum MetricsMode {
  /** By the runtime, for Prometheus. */
  NATIVE = "native",
  /** By the sidecar, for runtimes before 9.7. */
  COMPATIBILITY = "compatibility",
}

export interface AppMetrics {
  /**
   * How the metrics are made.
   *
   * @default - the Operator's
   */
  readonly mode?: MetricsMode;
  /**
   * How often they are collected, as an ISO 8601 duration.
   *
   * @default - the Operator's: PT1M
   */
  readonly interval?: string;
  /**
   * Configuration of the runtime's agent.
   *
   * @default - the Operator's
   */
  readonly agentConfig?: Readonly<Record<string, unknown>>;
  /**
   * What the agent instruments.
   *
   * @default - the Operator's
   */
  readonly agentInstrumentation?: Readonly<Record<string, unknown>>;
}

export interface AppMetricsProps {
  /**
   * The app's metrics.
   *
   * @default - the Operator's
   */
  readonly metrics?: AppMetrics;
}

/** The app's metrics. */
export function describeMetrics(share: Share, { metrics }: AppMetricsProps): Record<string, ManifestValue | undefined> {
  if (metrics === undefined) return {};
  checkChoice(share, "app.metrics.mode", metrics.mode, MetricsMode);
  if (metrics.interval !== undefined) checkValue(share, "isoDuration", "app.metrics.interval", metrics.interval);
  for (const option of ["agentConfig", "agentInstrumentation"] as const) {
    refuseSecretOptions(share, `app.metrics.${option}`, metrics[option], "Take it out.");
  }
  const configuration = defined({
    mode: metrics.mode,
    interval: metrics.interval,
    mxAgentConfig: metrics.agentConfig && JSON.stringify(metrics.agentConfig),
    mxAgentInstrumentationConfig: metrics.agentInstrumentation && JSON.stringify(metrics.agentInstrumentation),
  });
  return { runtimeMetricsConfiguration: configuration };
}
