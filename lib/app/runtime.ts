import type { ManifestValue } from "../core/kubernetes-object";
import { quote } from "../core/problem";
import type { Share } from "../core/share";
import { checkChoice } from "../core/choice";
import { isToken } from "../core/names";
import { refuseSecretOptions } from "./plain-secrets";

/** What the app runs as. */
export enum DtapMode {
  /** Development: relaxed security, demo users. */
  DEVELOPMENT = "D",
  /** Production: app security has to be on in the model. */
  PRODUCTION = "P",
}

export enum LogLevel {
  TRACE = "TRACE",
  DEBUG = "DEBUG",
  INFO = "INFO",
  WARNING = "WARNING",
  ERROR = "ERROR",
  CRITICAL = "CRITICAL",
}

export enum LogFormat {
  PLAIN = "plain",
  JSON = "json",
}

/** Which pod does what only one may do at a time. */
export enum LeaderSelection {
  /** The Operator makes one pod the leader, the others workers. */
  ASSIGNED = "assigned",
  /** All pods are leaders: for a single replica. */
  NONE = "none",
  /** The pods agree among themselves. */
  LEADERLESS = "leaderless",
}

/** Which scheduled events run. */
export class ScheduledEvents {
  /** Every scheduled event of the model runs. */
  static all(): ScheduledEvents {
    return new ScheduledEvents("ALL");
  }

  /** No scheduled event runs. */
  static none(): ScheduledEvents {
    return new ScheduledEvents("NONE");
  }

  /** Only these, by `Module.Event`. */
  static only(...events: readonly string[]): ScheduledEvents {
    return new ScheduledEvents("SPECIFIED", events);
  }

  private constructor(
    readonly execution: "ALL" | "NONE" | "SPECIFIED",
    readonly events?: readonly string[],
  ) {}
}

export interface AppRuntimeProps {
  /**
   * Development or production.
   *
   * @default DtapMode.PRODUCTION
   */
  readonly dtapMode?: DtapMode;
  /**
   * Level of the log nodes that `logLevels` does not name.
   *
   * @default - the Operator's: LogLevel.INFO
   */
  readonly logLevel?: LogLevel;
  /**
   * Levels by log node.
   *
   * @default - none
   */
  readonly logLevels?: Readonly<Record<string, LogLevel>>;
  /**
   * Format of the log lines.
   *
   * @default - the Operator's: LogFormat.PLAIN
   */
  readonly logFormat?: LogFormat;
  /**
   * Which scheduled events run.
   *
   * @default - the Operator's
   */
  readonly scheduledEvents?: ScheduledEvents;
  /**
   * Which pod does what only one may do at a time.
   *
   * @default - the Operator's: LeaderSelection.ASSIGNED
   */
  readonly leaderSelection?: LeaderSelection;
  /**
   * Options of the runtime's web server, as its documentation names them.
   *
   * @default - none
   */
  readonly jettyOptions?: Readonly<Record<string, string | number | boolean>>;
  /**
   * Product that the Private Cloud License Manager issues a licence of.
   *
   * @default - the Operator's: Standard
   */
  readonly licenseProduct?: string;
}

const EVENT = /^[A-Za-z_]\w*\.[A-Za-z_]\w*$/;

/** Fields of the spec's own, beside those of `spec.runtime`. */
export function describeLeader(share: Share, props: AppRuntimeProps): Record<string, ManifestValue | undefined> {
  const { leaderSelection, licenseProduct } = props;
  checkChoice(share, "app.leaderSelection", leaderSelection, LeaderSelection);
  if (leaderSelection === LeaderSelection.LEADERLESS) share.gate("leaderless", "app.leaderSelection");
  else if (leaderSelection !== undefined) share.gate("leader-selection", "app.leaderSelection");
  return { runtimeLeaderSelection: leaderSelection, runtimeLicenseProduct: licenseProduct };
}

/** Fields of `spec.runtime`. */
export function describeRuntime(share: Share, props: AppRuntimeProps): Record<string, ManifestValue | undefined> {
  const { dtapMode, logFormat, scheduledEvents, jettyOptions } = props;
  if (logFormat !== undefined) share.gate("log-format", "app.logFormat");
  checkChoice(share, "app.dtapMode", dtapMode, DtapMode);
  checkChoice(share, "app.logLevel", props.logLevel, LogLevel);
  checkChoice(share, "app.logFormat", logFormat, LogFormat);
  for (const [node, level] of Object.entries(props.logLevels ?? {}))
    checkChoice(share, `app.logLevels[${quote(node)}]`, level, LogLevel);
  checkEvents(share, scheduledEvents);
  const fix =
    "Take it out: the runtime's own settings, and so runtimeSettings of the environment, may have one for it.";
  refuseSecretOptions(share, "app.jettyOptions", jettyOptions, fix);
  return {
    dtapMode: dtapMode ?? DtapMode.PRODUCTION,
    logAutosubscribeLevel: props.logLevel,
    logLevels: props.logLevels,
    logFormatType: logFormat,
    scheduledEventExecution: scheduledEvents?.execution,
    myScheduledEvents: scheduledEvents?.events,
    jettyOptions: jettyOptions === undefined ? undefined : JSON.stringify(jettyOptions),
  };
}

function checkEvents(share: Share, scheduled: ScheduledEvents | undefined): void {
  if (scheduled?.events?.length === 0) {
    const message = "Of the scheduled events only those named would run, and none is named.";
    share.problem("MX-APP-EVENT", "app.scheduledEvents", message, "Write ScheduledEvents.none().");
  }
  for (const event of scheduled?.events ?? []) checkEvent(share, event);
}

function checkEvent(share: Share, event: string): void {
  if (isToken(event) || EVENT.test(event)) return;
  share.problem(
    "MX-APP-EVENT",
    "app.scheduledEvents",
    `${quote(event)} is not the name of a scheduled event: Module.Event.`,
    'Write ScheduledEvents.only("Shop.CleanUp").',
  );
}
