import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { stringify } from "yaml";
import type { ApiServer } from "../api-server";
import type { Engine } from "../engine";
import { freePort, ServerProcess } from "../process";
import { tool } from "../tools";

const BUILT = "node engines/install.mjs, with Go >= 1.26";

function builtEngine(program: string): Engine {
  return { name: program, found: tool(program) !== undefined, install: `${program}: ${BUILT}` };
}

export const kubelet = builtEngine("kubelet");
export const controllerManager = builtEngine("kube-controller-manager");
export const scheduler = builtEngine("kube-scheduler");

export interface KubeletPlace {
  readonly node: string;
  /** Folder of pods and plug-ins. */
  readonly root: string;
  /** Folder for everything else. */
  readonly directory: string;
  readonly podLogs: string;
  readonly runtimeSocket: string;
}

/** Kernel parameters that a kubelet sets, and nothing sets back. */
const SET_BY_KUBELET = ["vm/overcommit_memory", "vm/panic_on_oom", "kernel/panic", "kernel/panic_on_oops"];

/** A kubelet on this machine, which is a node of the cluster from then on. */
export class Kubelet {
  static async start(api: ApiServer, place: KubeletPlace): Promise<Kubelet> {
    const before = SET_BY_KUBELET.map((name) => [path.join("/proc/sys", name), readParameter(name)] as const);
    const user = { as: `system:node:${place.node}`, "as-groups": ["system:nodes"] };
    const kubeconfig = api.writeKubeconfig("kubelet", user);
    const config = path.join(place.directory, "kubelet.yaml");
    fs.writeFileSync(config, stringify(await configuration(place)));
    const flags = [
      `--config=${config}`,
      `--kubeconfig=${kubeconfig}`,
      `--root-dir=${place.root}`,
      `--cert-dir=${path.join(place.directory, "kubelet-certificates")}`,
      `--hostname-override=${place.node}`,
      `--node-ip=${nodeAddress()}`,
      "--node-labels=topology.kubernetes.io/region=eu-west-1",
    ];
    const server = new ServerProcess(tool("kubelet") ?? "", flags);
    await server.ready(() => Promise.resolve(api.tryKubectl(["get", "node", place.node]).code === 0), 60);
    return new Kubelet(server, before);
  }

  private constructor(
    readonly server: ServerProcess,
    private readonly before: readonly (readonly [file: string, value: string])[],
  ) {}

  async stop(): Promise<void> {
    await this.server.stop();
    for (const [file, value] of this.before) fs.writeFileSync(file, value);
  }
}

const readParameter = (name: string) => fs.readFileSync(path.join("/proc/sys", name), "utf8");

/** An address of the machine that is not loopback, which a kubelet does not take for a node's. */
function nodeAddress(): string {
  const addresses = Object.values(os.networkInterfaces()).flatMap((each) => each ?? []);
  return addresses.find(({ family, internal }) => family === "IPv4" && !internal)?.address ?? "127.0.0.1";
}

async function configuration({ podLogs, runtimeSocket, root }: KubeletPlace): Promise<object> {
  return {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    address: "127.0.0.1",
    port: await freePort(),
    healthzPort: await freePort(),
    authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
    authorization: { mode: "AlwaysAllow" },
    containerRuntimeEndpoint: `unix://${runtimeSocket}`,
    cgroupDriver: "cgroupfs",
    cgroupRoot: "/",
    failCgroupV1: false,
    failSwapOn: false,
    makeIPTablesUtilChains: false,
    resolvConf: "/etc/resolv.conf",
    volumePluginDir: path.join(root, "volume-plugins"),
    podLogsDir: podLogs,
    imageGCHighThresholdPercent: 100,
    evictionHard: { "memory.available": "1Mi", "nodefs.available": "0.1%", "imagefs.available": "0.1%" },
    // Volumes are looked at this often, and published anew at most as often.
    syncFrequency: "1s",
    nodeStatusUpdateFrequency: "4s",
  };
}
