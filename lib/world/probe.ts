import { spawnSync } from "node:child_process";
import * as crypto from "node:crypto";
import type { ExpectedEnvironment } from "./expected";
import { itemsOf, takeObjects, type RawObject } from "./facts";
import type { Fact } from "./kinds";
import { reasonOf, type Kubectl } from "./kubectl";
import { parseProbeLog, PROBE_LABEL, PROBE_SECONDS, probePod, type ProbeLog, type ProbePodProps } from "./probe-pod";

/** What a probe saw. */
export interface ProbeResult {
  readonly pod: string;
  /** Why it could not be made or did not end. */
  readonly failed?: string;
  /** Whether its container was made: only after everything was mounted. */
  readonly mounted: boolean;
  /** What it printed; nothing where its image has no shell. */
  readonly log?: ProbeLog;
  /** What the driver reports of its mount. */
  readonly reported: readonly { readonly id: string; readonly version?: string | undefined }[];
  /** Texts of its warnings. */
  readonly events: readonly string[];
}

export interface ProbeRequest extends Omit<ProbePodProps, "name"> {
  readonly kubectl: Kubectl;
  readonly environment: ExpectedEnvironment;
  /**
   * Milliseconds between two looks.
   *
   * @default 1000
   */
  readonly pause?: number;
}

/** Events may come before a mount succeeds at its second try: they count when they are this old, in milliseconds. */
const PATIENCE = 10_000;

/** Makes the pod, looks, and removes it: at the end, on an interrupt, and what an earlier run left behind. */
export async function probe(request: ProbeRequest): Promise<ProbeResult> {
  const { kubectl, environment } = request;
  const { namespace } = environment;
  const name = `mx-probe-${environment.name.slice(0, 40)}-${crypto.randomBytes(3).toString("hex")}`;
  const nothing = { pod: name, mounted: false, reported: [], events: [] };
  await kubectl.run([
    "delete",
    "pods",
    "--namespace",
    namespace,
    "--selector",
    `${PROBE_LABEL}=${environment.name}`,
    ...AT_ONCE,
  ]);
  const interrupted = onInterrupt(kubectl, ["delete", "pod", name, "--namespace", namespace, ...AT_ONCE]);
  try {
    const pod = probePod(environment, { ...request, name });
    const made = await kubectl.run(["create", "--filename=-", "--output=name"], JSON.stringify(pod));
    if (made.code !== 0) return { ...nothing, failed: reasonOf(made) };
    return { ...nothing, ...(await watch(request, name)) };
  } finally {
    await kubectl.run(["delete", "pod", name, "--namespace", namespace, ...AT_ONCE]);
    interrupted.forget();
  }
}

const AT_ONCE = ["--ignore-not-found", "--now", "--wait=false"];

/** An interrupted run leaves no pod behind. */
function onInterrupt(kubectl: Kubectl, parameters: readonly string[]) {
  const remove = (signal: NodeJS.Signals) => {
    spawnSync(kubectl.program, kubectl.withContext(parameters), { stdio: "ignore", env: process.env, timeout: 20_000 });
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.once(signal, remove);
  return { forget: () => signals.forEach((signal) => process.off(signal, remove)) };
}

type Seen = Omit<ProbeResult, "pod">;

async function watch(request: ProbeRequest, name: string): Promise<Seen> {
  const { kubectl, environment, pause = 1_000 } = request;
  const where = ["--namespace", environment.namespace];
  const end = Date.now() + PROBE_SECONDS * 1_000;
  let firstEvent: number | undefined;
  for (;;) {
    const [pod] = takeObjects(await read(kubectl, ["get", "pod", name, ...where]), []).Pod;
    const state = pod?.status.containerStatuses[0]?.state;
    const over = pod?.status.phase === "Failed" || pod?.status.phase === "Succeeded";
    if (pod && (state?.running || state?.terminated.reason !== undefined)) return await looked(request, name, pod, end);
    const events = await eventsOf(kubectl, where, name);
    firstEvent ??= events.length > 0 ? Date.now() : undefined;
    const patient = firstEvent === undefined || Date.now() - firstEvent < PATIENCE;
    if (over || !patient || Date.now() > end) {
      const failed = over || !patient ? {} : { failed: `it did not start within ${PROBE_SECONDS} s` };
      return { mounted: false, reported: [], events, ...failed };
    }
    await sleep(pause);
  }
}

/** The container is there, so everything is mounted; its files are asked of the pod, and of the driver. */
async function looked(request: ProbeRequest, name: string, pod: Fact<"Pod">, end: number): Promise<Seen> {
  const { kubectl, environment, pause = 1_000 } = request;
  const where = ["--namespace", environment.namespace];
  const shell = !/StartError|ContainerCannotRun|RunContainerError/.test(
    pod.status.containerStatuses[0]?.state.terminated.reason ?? "",
  );
  let log: ProbeLog | undefined;
  while (shell && !log?.done && Date.now() < end) {
    const printed = await kubectl.run(["logs", name, ...where]);
    if (printed.code === 0) log = parseProbeLog(printed.stdout);
    if (!log?.done) await sleep(pause);
  }
  const statuses = takeObjects(await read(kubectl, ["get", "secretproviderclasspodstatuses", ...where]), []);
  const status = statuses.SecretProviderClassPodStatus.find((one) => one.status.podName === name);
  const events = await eventsOf(kubectl, where, name);
  return { mounted: true, reported: status?.status.objects ?? [], events, ...(log?.done ? { log } : {}) };
}

async function eventsOf(kubectl: Kubectl, where: readonly string[], pod: string): Promise<readonly string[]> {
  const raw = await read(kubectl, [
    "get",
    "events",
    ...where,
    "--field-selector",
    `involvedObject.name=${pod},type=Warning`,
  ]);
  const failures = takeObjects(raw, []).Event.filter(({ reason = "" }) => /^(Failed|BackOff|ErrImage)/.test(reason));
  return [...new Set(failures.flatMap(({ message }) => message ?? []))];
}

async function read(kubectl: Kubectl, parameters: readonly string[]): Promise<readonly RawObject[]> {
  const { stdout } = await kubectl.run([...parameters, "--output=json"]);
  try {
    return itemsOf(JSON.parse(stdout));
  } catch {
    return [];
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
