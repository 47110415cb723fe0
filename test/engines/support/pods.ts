import { setTimeout as sleep } from "node:timers/promises";
import type { ApiServer } from "../../../engines/api-server";
import type { KubernetesNode } from "../../../engines/node/kubernetes-node";

interface PodObject {
  readonly metadata: { readonly name: string; readonly uid: string; readonly deletionTimestamp?: string };
  readonly status?: { readonly phase?: string };
}

interface EventList {
  readonly items: readonly { readonly message: string }[];
}

/** Milliseconds that a pod has, on a machine that is busy. */
const PATIENCE = 90_000;

/** The pods of the namespace `mendix`, as a test waits for them. */
export class Pods {
  constructor(
    private readonly api: ApiServer,
    private readonly node: KubernetesNode,
  ) {}

  /** The one pod of an app that is not on its way out. */
  named(app: string): { readonly name: string; readonly uid: string; readonly phase: string | undefined } {
    const list = this.api.kubectl(["get", "pods", "--namespace=mendix", `--selector=app=${app}`, "--output=json"]);
    const { items } = JSON.parse(list) as { items: readonly PodObject[] };
    const [pod, ...others] = items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    if (!pod || others.length > 0) throw new Error(`${others.length + (pod ? 1 : 0)} pods of ${app}`);
    return { name: pod.metadata.name, uid: pod.metadata.uid, phase: pod.status?.phase };
  }

  /** The files that the app's pod reads, once it reads what is expected; or what it reads when patience is over. */
  async filesOf(app: string, expected: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const wanted = Object.entries(expected);
    let seen: unknown;
    await this.until(() => {
      const line = this.node.logOf({ namespace: "mendix", ...this.named(app) }).at(-1);
      const files = line?.startsWith("{") ? (JSON.parse(line) as Readonly<Record<string, string>>) : undefined;
      seen = files ?? { log: line, events: this.eventsOf(this.named(app).name) };
      return files !== undefined && wanted.every(([name, text]) => files[name] === text);
    });
    return seen;
  }

  /** Makes a pod of a template that is not to start, and waits for the event that says why. */
  async failureOf(name: string, serviceAccount: string, spec: object): Promise<string> {
    const metadata = { name, namespace: "mendix" };
    const pod = { apiVersion: "v1", kind: "Pod", metadata, spec: { ...spec, serviceAccountName: serviceAccount } };
    this.api.kubectl(["apply", "--filename", "-"], JSON.stringify(pod));
    let message = "";
    await this.until(() => (message = this.eventsOf(name)[0] ?? "") !== "");
    this.api.kubectl(["delete", "pod", name, "--namespace=mendix", "--force", "--grace-period=0"]);
    return message;
  }

  /** What was said of a pod's mounts. */
  eventsOf(name: string): readonly string[] {
    const selector = `--field-selector=involvedObject.name=${name},reason=FailedMount`;
    const list = this.api.kubectl(["get", "events", "--namespace=mendix", selector, "--output=json"]);
    return (JSON.parse(list) as EventList).items.map(({ message }) => message);
  }

  private async until(done: () => boolean): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (!attempt(done) && Date.now() < end) await sleep(300);
  }
}

/** While a pod is replaced, there is none, or two. */
function attempt(done: () => boolean): boolean {
  try {
    return done();
  } catch {
    return false;
  }
}
