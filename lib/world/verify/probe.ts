import * as crypto from "node:crypto";
import { right, warning, wrong, type Finding, type Outcome } from "../check";
import type { ExpectedEnvironment } from "../expected";
import { inNamespace, type Facts } from "../facts";
import { mountedFiles } from "../mounted";
import { some } from "../nodes";
import type { ProbeResult } from "../probe";
import { classOf } from "../providers";
import { eventOutcome, notKnown } from "./mounts";
import { runtimePods } from "./pods";

/** What a probe's findings are about. */
export const PROBE_ROWS = {
  probe: "Probe",
  "probe-files": "Files of the probe",
  "probe-settings": "Settings in the store",
  "newer-values": "Values in the store",
} as const;

type Row = keyof typeof PROBE_ROWS;

/** What a probe saw, as findings about its environment. */
export function probeFindings(facts: Facts, environment: ExpectedEnvironment, result: ProbeResult): readonly Finding[] {
  const outcomes: readonly (readonly [Row, Outcome | undefined])[] = [
    ...mountOutcomes(facts, environment, result).map((outcome) => ["probe", outcome] as const),
    ["probe-files", result.mounted ? filesOutcome(environment, result) : undefined],
    ["probe-settings", settingsOutcome(environment, result)],
    ["newer-values", newerOutcome(facts, environment, result)],
  ];
  return outcomes.flatMap(([check, outcome]) => {
    const page = `docs/troubleshooting.md#${check === "newer-values" ? check : "the-probe"}`;
    return outcome ? [{ check, title: PROBE_ROWS[check], page, environments: [environment.id], ...outcome }] : [];
  });
}

function mountOutcomes(facts: Facts, environment: ExpectedEnvironment, result: ProbeResult): readonly Outcome[] {
  const { pod, failed, mounted, events } = result;
  if (mounted) return [right(`${pod} mounted as the app's ServiceAccount, and is deleted.`)];
  const told = events.map((message) => {
    return eventOutcome(facts, environment, message) ?? { ...notKnown("it says: ", message), status: "wrong" as const };
  });
  if (told.length > 0) return told;
  return [
    wrong(
      `it could not be made: ${failed ?? "it ended before it started"}.`,
      "Give the right to create pods, or try another image with --probe-image.",
    ),
  ];
}

function filesOutcome(environment: ExpectedEnvironment, { log, reported }: ProbeResult): Outcome {
  const mount = classOf(environment);
  const files = (mount && mountedFiles(mount.provider, mount.parameters)) ?? [];
  const ids = new Set(reported.map(({ id }) => id));
  const there = (key: string) =>
    log
      ? log.files.includes(key) || log.empty.includes(key)
      : files.some(({ file, id }) => file === key && ids.has(id));
  const missing = environment.keys.filter(({ key }) => !there(key)).map(({ key }) => key);
  const empty = environment.keys
    .filter(({ key, value }) => value !== "" && log?.empty.includes(key))
    .map(({ key }) => key);
  if (missing.length > 0)
    return wrong(
      `${some(missing, 5)} is not mounted.`,
      "Apply the stack, and fill what somebody else writes (explain names it).",
    );
  if (empty.length > 0)
    return wrong(
      `${some(empty, 5)} is empty in the store.`,
      "Write its value: the app starts and finds nothing in it.",
    );
  const by = log ? "" : " The image has no shell: this is what the driver reports.";
  return right(`all ${environment.keys.length} keys.${by}`);
}

/** Settings are no secrets: their hashes may be compared. */
function settingsOutcome({ keys }: ExpectedEnvironment, { log }: ProbeResult): Outcome | undefined {
  if (!log || Object.keys(log.hashes).length === 0) return undefined;
  const compared = keys.filter(
    ({ key, value, secret }) => !secret && value !== undefined && log.hashes[key] !== undefined,
  );
  const other = compared.filter(({ key, value = "" }) => log.hashes[key] !== hashOf(value)).map(({ key }) => key);
  if (other.length === 0) return right(`${compared.length} settings, as declared.`);
  return wrong(`${some(other, 5)} has another value than the declared one.`, "Apply the stack.");
}

export function hashOf(value: string): string {
  return crypto.createHash("sha256").update(value, "utf8").digest("hex");
}

/** The versions that were mounted just now, against those of the app's pods. */
function newerOutcome(facts: Facts, environment: ExpectedEnvironment, { reported }: ProbeResult): Outcome | undefined {
  const pods = new Set(runtimePods(facts, environment).map(({ metadata }) => metadata.name));
  const statuses = inNamespace(facts, "SecretProviderClassPodStatus", environment.namespace).filter(
    ({ status }) => status.secretProviderClassName === environment.name && pods.has(status.podName ?? ""),
  );
  if (reported.length === 0 || statuses.length === 0) return undefined;
  const now = new Map(reported.map(({ id, version }) => [id, version]));
  const older = statuses.flatMap(({ status }) =>
    status.objects.filter(({ id, version }) => now.has(id) && now.get(id) !== version).map(({ id }) => id),
  );
  if (older.length === 0) return right("the pods have the newest.");
  return warning(
    `newer than what the pods have: ${some([...new Set(older)], 5)}.`,
    "With rotation they arrive within minutes; what does not apply live needs a restart.",
  );
}

/** Whether a mount has an effect in the store: a dynamic role of Vault makes a database user each time. */
export function makesUsers(environment: ExpectedEnvironment): boolean {
  const mount = classOf(environment);
  const files = (mount && mountedFiles(mount.provider, mount.parameters)) ?? [];
  return mount?.provider === "vault" && files.some(({ entry }) => /(^|\/)creds\//.test(entry));
}
