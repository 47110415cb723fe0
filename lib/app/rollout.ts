import { quote } from "../core/problem";
import type { ManifestValue } from "../core/kubernetes-object";
import type { Share } from "../core/share";
import { atLeast, type Versions } from "../catalogue/versions";
import { defined } from "../core/defined";
import { checkLabels, checkValue } from "./value-rules";

/** How many pods may be away at a time: one of the two ways to say it. */
export class DisruptionBudget {
  /** At most so many pods, or such a share of them, away: `1` or `"50%"`. */
  static maxUnavailable(pods: number | string): DisruptionBudget {
    return new DisruptionBudget("maxUnavailable", pods);
  }

  /** At least so many pods, or such a share of them, there: `1` or `"50%"`. */
  static minAvailable(pods: number | string): DisruptionBudget {
    return new DisruptionBudget("minAvailable", pods);
  }

  private constructor(
    readonly bound: "maxUnavailable" | "minAvailable",
    readonly pods: number | string,
  ) {}
}

/** What happens to a pod that would break a spread constraint. */
export enum WhenUnsatisfiable {
  DO_NOT_SCHEDULE = "DoNotSchedule",
  SCHEDULE_ANYWAY = "ScheduleAnyway",
}

/** How the app's pods spread over zones or nodes. */
export interface TopologySpread {
  /** Label of the nodes that names the place, for example `topology.kubernetes.io/zone`. */
  readonly topologyKey: string;
  /**
   * By how many pods two places may differ.
   *
   * @default 1
   */
  readonly maxSkew?: number;
  /**
   * What happens to a pod that would break the constraint.
   *
   * @default WhenUnsatisfiable.SCHEDULE_ANYWAY
   */
  readonly whenUnsatisfiable?: WhenUnsatisfiable;
  /**
   * Labels of the pods that are counted.
   *
   * @default - the runtime pods of this app
   */
  readonly matchLabels?: Readonly<Record<string, string>>;
}

export interface AppRolloutProps {
  /**
   * Any text, for example a date: another one restarts the app, whatever else changes.
   *
   * @default - the app restarts where something changes that it can't take while it runs
   */
  readonly restart?: string;
  /**
   * Number of runtime pods; 0 stops the app.
   *
   * @default - the Operator's: 1
   */
  readonly replicas?: number;
  /**
   * Pods above the number of replicas during an update, as a number or percentage.
   *
   * @default - the Operator's: 0
   */
  readonly maxSurge?: number | string;
  /**
   * Pods below the number of replicas during an update, as a number or percentage.
   *
   * @default - the Operator's: 50%
   */
  readonly maxUnavailable?: number | string;
  /**
   * Share of new pods from which the endpoint points at them, as a number or percentage.
   *
   * @default - the Operator's: 50%
   */
  readonly switchoverThreshold?: number | string;
  /**
   * How many pods a drained node may take away.
   *
   * @default - the Operator's
   */
  readonly disruptionBudget?: DisruptionBudget;
  /**
   * How the pods spread over zones or nodes.
   *
   * @default - the scheduler's
   */
  readonly topologySpread?: readonly TopologySpread[];
}

type Fields = Record<string, ManifestValue | undefined>;

/** How many pods run, where, and how they are replaced. */
export function describeRollout(share: Share, props: AppRolloutProps, versions: Versions, name: string): Fields {
  const { replicas, restart } = props;
  if (restart !== undefined) share.restartOn["app.restart"] = restart;
  if (replicas !== undefined && !(Number.isInteger(replicas) && replicas >= 0)) {
    const message = `${quote(replicas)} is not a number of pods: a whole number from 0.`;
    share.problem("MX-APP-REPLICAS", "app.replicas", message, "Write replicas: 2.");
  }
  return {
    replicas,
    topologySpreadConstraints: topologySpread(share, props.topologySpread, name),
    deploymentStrategy: deploymentStrategy(share, props, versions),
    podDisruptionBudget: disruptionBudget(share, props.disruptionBudget),
  };
}

function topologySpread(share: Share, constraints: readonly TopologySpread[] | undefined, name: string) {
  if (constraints === undefined) return undefined;
  share.gate("topology-spread", "app.topologySpread");
  return constraints.map(({ topologyKey, maxSkew = 1, whenUnsatisfiable, matchLabels }, index): ManifestValue => {
    const prop = `app.topologySpread[${index}]`;
    checkValue(share, "annotationKey", `${prop}.topologyKey`, topologyKey);
    checkLabels(share, `${prop}.matchLabels`, matchLabels);
    if (!(Number.isInteger(maxSkew) && maxSkew >= 1)) {
      const message = `${quote(maxSkew)} is not a difference: a whole number from 1.`;
      share.problem("MX-KUBERNETES-VALUE", `${prop}.maxSkew`, message, "Write maxSkew: 1.");
    }
    return {
      maxSkew,
      topologyKey,
      whenUnsatisfiable: whenUnsatisfiable ?? WhenUnsatisfiable.SCHEDULE_ANYWAY,
      labelSelector: { matchLabels: matchLabels ?? { "privatecloud.mendix.com/app": name } },
    };
  });
}

/**
 * Operators from 2.24 on roll by themselves and have no `type` any more; the ones before needed it.
 *
 * @see https://docs.mendix.com/developerportal/deploy/private-cloud-reduced-downtime/
 */
function deploymentStrategy(share: Share, props: AppRolloutProps, versions: Versions): ManifestValue | undefined {
  const values = [props.maxSurge, props.maxUnavailable, props.switchoverThreshold];
  const names = ["maxSurge", "maxUnavailable", "switchoverThreshold"] as const;
  if (values.every((value) => value === undefined)) return undefined;
  names.forEach((name) => {
    if (props[name] === undefined) return;
    checkValue(share, "intOrPercent", `app.${name}`, props[name]);
    share.gate("rolling-update", `app.${name}`);
  });
  checkProgress(share, props);
  const rollingUpdate = defined({ maxSurge: props.maxSurge, maxUnavailable: props.maxUnavailable });
  return defined({
    type: atLeast(versions.operator, "2.24.0") ? undefined : "PreferRolling",
    switchoverThreshold: props.switchoverThreshold,
    rollingUpdate: Object.keys(rollingUpdate).length > 0 ? rollingUpdate : undefined,
  });
}

/** With no pod above and none below the number of replicas there is no way to replace one. */
function checkProgress(share: Share, { maxSurge = 0, maxUnavailable }: AppRolloutProps): void {
  const isZero = (value: number | string | undefined) => value !== undefined && Number.parseFloat(String(value)) === 0;
  if (!isZero(maxUnavailable) || !isZero(maxSurge)) return;
  share.problem(
    "MX-KUBERNETES-VALUE",
    "app.maxUnavailable",
    `maxUnavailable is 0 and maxSurge ${quote(maxSurge)}: no pod could be replaced, and the API server takes no such Deployment.`,
    "Write maxSurge: 1, or a higher maxUnavailable.",
  );
}

function disruptionBudget(share: Share, budget: DisruptionBudget | undefined): ManifestValue | undefined {
  if (budget === undefined) return undefined;
  checkValue(share, "intOrPercent", "app.disruptionBudget", budget.pods);
  share.gate(
    budget.bound === "maxUnavailable" ? "pod-disruption-max-unavailable" : "pod-disruption-budget",
    "app.disruptionBudget",
  );
  return { [budget.bound]: budget.pods };
}
