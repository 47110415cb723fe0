import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Engine } from "../engine";
import { findProgram, ServerProcess } from "../process";
import { tool } from "../tools";
import { packImage } from "./image";

const [CONTAINERD, CTR, RUNC, PROGRAM] = [
  tool("containerd"),
  tool("ctr"),
  findProgram("runc", "/usr/sbin/runc"),
  tool("mendix-container"),
];
const CNI = ["/usr/lib/cni", "/opt/cni/bin"].find((folder) => fs.existsSync(path.join(folder, "loopback")));

export const containerd: Engine = {
  name: "containerd",
  found: [CONTAINERD, CTR, RUNC, CNI].every((found) => found !== undefined),
  install: "containerd, runc and containernetworking-plugins of Debian",
};

export const containerProgram: Engine = {
  name: "the containers' program",
  found: PROGRAM !== undefined,
  install: "mendix-container: node engines/install.mjs, with Go >= 1.26",
};

/** The image of every container, and of their sandboxes. */
export const IMAGE = "test.local/program:1";

/** containerd, in a folder of its own, with one image. */
export class Containerd {
  static async start(directory: string): Promise<Containerd> {
    const runtime = new Containerd(directory);
    await runtime.server.ready(() => Promise.resolve(runtime.ctr(["version"]).status === 0));
    const archive = path.join(directory, "program.tar");
    packImage(archive, IMAGE, PROGRAM ?? "");
    const { status, stderr } = runtime.ctr(["images", "import", archive]);
    if (status !== 0) throw new Error(`ctr images import failed:\n${stderr}`);
    return runtime;
  }

  readonly socket: string;
  private readonly server: ServerProcess;

  private constructor(directory: string) {
    this.socket = path.join(directory, "containerd.sock");
    fs.mkdirSync(path.join(directory, "cni"), { recursive: true });
    const loopback = { cniVersion: "1.0.0", name: "loopback", plugins: [{ type: "loopback" }] };
    fs.writeFileSync(path.join(directory, "cni/loopback.conflist"), JSON.stringify(loopback));
    const file = path.join(directory, "containerd.toml");
    fs.writeFileSync(file, configuration(directory, this.socket));
    this.server = new ServerProcess(CONTAINERD ?? "", ["--config", file]);
  }

  /** Ends every container, which would outlive it, and then itself. */
  async stop(): Promise<void> {
    for (const container of this.ctr(["containers", "list", "--quiet"]).stdout.split("\n").filter(Boolean)) {
      this.ctr(["tasks", "kill", "--signal", "SIGKILL", container]);
      this.ctr(["tasks", "delete", "--force", container]);
      this.ctr(["containers", "delete", container]);
    }
    await this.server.stop();
  }

  private ctr(parameters: readonly string[]) {
    const flags = ["--address", this.socket, "--namespace", "k8s.io"];
    return spawnSync(CTR ?? "ctr", [...flags, ...parameters], { encoding: "utf8", timeout: 60_000 });
  }
}

/** Pods use the host's network, so there is no plugin but loopback; a program's own rights are enough here. */
function configuration(directory: string, socket: string): string {
  const cri = 'plugins."io.containerd.grpc.v1.cri"';
  return `version = 2
root = ${JSON.stringify(path.join(directory, "root"))}
state = ${JSON.stringify(path.join(directory, "state"))}
oom_score = 0
disabled_plugins = ["io.containerd.tracing.processor.v1.otlp", "io.containerd.internal.v1.tracing"]
[grpc]
address = ${JSON.stringify(socket)}
[${cri}]
sandbox_image = ${JSON.stringify(IMAGE)}
stream_server_address = "127.0.0.1"
disable_apparmor = true
restrict_oom_score_adj = true
[${cri}.containerd]
snapshotter = "overlayfs"
default_runtime_name = "runc"
[${cri}.containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
[${cri}.containerd.runtimes.runc.options]
SystemdCgroup = false
BinaryName = ${JSON.stringify(RUNC)}
Root = ${JSON.stringify(path.join(directory, "runc"))}
[${cri}.cni]
bin_dir = ${JSON.stringify(CNI)}
conf_dir = ${JSON.stringify(path.join(directory, "cni"))}
[plugins."io.containerd.internal.v1.opt"]
path = ${JSON.stringify(path.join(directory, "opt"))}
`;
}
