import * as fs from "node:fs";
import * as path from "node:path";
import type { ApiServer } from "../api-server";
import { CSI_DRIVER, CsiNode, type Installed } from "../csi/csi-node";
import type { Engine } from "../engine";
import { freePort, ServerProcess } from "../process";
import { tool } from "../tools";
import { Containerd, containerd, containerProgram } from "./containerd";
import { tar } from "./image";
import { controllerManager, Kubelet, kubelet, scheduler } from "./kubelet";
import { Registrar } from "./registrar";

/** What a node needs beside the driver. */
export const NODE_ENGINES: readonly Engine[] = [
  containerd,
  containerProgram,
  tar,
  kubelet,
  controllerManager,
  scheduler,
];

const NODE = "node";

/** A whole node of a cluster, with the controllers that make pods of a Deployment: pods really start here. */
export class KubernetesNode {
  static async start(api: ApiServer, providers: readonly Installed[], authority: string): Promise<KubernetesNode> {
    const node = new KubernetesNode(api, await CsiNode.start(api, providers, authority, NODE));
    try {
      await node.startAll();
    } catch (error) {
      await node.stop();
      throw error;
    }
    return node;
  }

  private readonly parts: { stop(): Promise<void> }[] = [];
  private readonly podLogs: string;

  private constructor(
    private readonly api: ApiServer,
    private readonly csi: CsiNode,
  ) {
    this.podLogs = path.join(csi.directory, "pod-logs");
  }

  /** What the first container of a pod has printed, line by line. */
  logOf(pod: { readonly namespace: string; readonly name: string; readonly uid: string }): readonly string[] {
    const folder = path.join(this.podLogs, `${pod.namespace}_${pod.name}_${pod.uid}`);
    if (!fs.existsSync(folder)) return [];
    const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".log"));
    return files.sort().flatMap((file) => linesOf(fs.readFileSync(path.join(folder, file), "utf8")));
  }

  async stop(): Promise<void> {
    for (const part of [...this.parts].reverse()) await part.stop();
    await this.csi.stop();
    removeControlGroups();
  }

  /** A kubelet that finds the registrar and no driver makes it give up: so the driver comes first, the registrar last. */
  private async startAll(): Promise<void> {
    const directory = path.join(this.csi.directory, "containerd");
    fs.mkdirSync(directory);
    const runtime = await Containerd.start(directory);
    this.parts.push(runtime);
    const place = { root: this.csi.root, directory: this.csi.directory, podLogs: this.podLogs };
    this.parts.push(await Kubelet.start(this.api, { ...place, node: NODE, runtimeSocket: runtime.socket }));
    for (const part of ["kube-controller-manager", "kube-scheduler"]) this.parts.push(await this.startController(part));
    const socket = path.join(this.csi.root, "plugins_registry", `${CSI_DRIVER}-reg.sock`);
    fs.mkdirSync(path.dirname(socket), { recursive: true });
    this.parts.push(await Registrar.start(socket, CSI_DRIVER, this.csi.socket));
    await this.until(60, () => {
      const { stdout } = this.api.tryKubectl(["get", "csinode", NODE, "--output=jsonpath={.spec.drivers[*].name}"]);
      return stdout.includes(CSI_DRIVER);
    });
    const ready = 'jsonpath={.status.conditions[?(@.type=="Ready")].status}';
    await this.until(60, () => this.api.kubectl(["get", "node", NODE, `--output=${ready}`]) === "True");
  }

  private async startController(program: string): Promise<ServerProcess> {
    const kubeconfig = this.api.writeKubeconfig(program, { as: `system:${program}` });
    const port = await freePort();
    const flags = [
      `--kubeconfig=${kubeconfig}`,
      "--bind-address=127.0.0.1",
      `--secure-port=${port}`,
      "--leader-elect=false",
    ];
    const own = program === "kube-controller-manager" ? ["--use-service-account-credentials=true"] : [];
    return new ServerProcess(tool(program) ?? "", [...flags, ...own]);
  }

  private async until(seconds: number, done: () => boolean): Promise<void> {
    const end = Date.now() + seconds * 1000;
    while (!done()) {
      if (Date.now() > end) throw new Error("the node did not become ready");
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

/** Lines of a container's log, of which the runtime cuts long ones into parts. */
function linesOf(log: string): readonly string[] {
  const parts = log.split("\n").flatMap((line) => {
    const match = /^\S+ \S+ ([FP]) (.*)$/.exec(line);
    return match ? [{ whole: match[1] === "F", text: match[2] ?? "" }] : [];
  });
  const lines = [""];
  for (const { whole, text } of parts) {
    lines.push((lines.pop() ?? "") + text);
    if (whole) lines.push("");
  }
  return lines.slice(0, -1);
}

/** A kubelet leaves the control groups of its pods behind. */
function removeControlGroups(): void {
  const base = "/sys/fs/cgroup";
  const roots = [base, ...fs.readdirSync(base).map((name) => path.join(base, name))];
  for (const root of roots) removeEmptyFolders(path.join(root, "kubepods"));
}

function removeEmptyFolders(folder: string): void {
  if (!fs.existsSync(folder)) return;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(path.join(folder, entry.name));
  }
  try {
    fs.rmdirSync(folder);
  } catch {
    // A process that is still ending holds it; it is empty, and does no harm.
  }
}
