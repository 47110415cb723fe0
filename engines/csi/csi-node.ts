import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { ApiServer } from "../api-server";
import { freePort, ServerProcess } from "../process";
import { tool } from "../tools";
import { callGrpc } from "./grpc";
import { shareMountsOf, startInPod, unmountAllIn } from "./mount-namespace";
import { lengthField, mapField, numberField } from "./protobuf";
import type { CsiProvider } from "./providers";

/** What a cluster's installation makes; this file runs compiled, too. */
const CLUSTER = path.join(process.cwd(), "engines/csi/cluster.yaml");

export const CSI_DRIVER = "secrets-store.csi.k8s.io";

/** A provider, and what it needs to find its cloud. */
export interface Installed {
  readonly provider: CsiProvider;
  /** Lines of its hosts file. */
  readonly hosts?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A pod that wants its secrets. */
export interface MountingPod {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly secretProviderClass: string;
}

/** What the pod finds at its mount: a text for each file; or why it does not start. */
export type Mounted =
  | { readonly files: Readonly<Record<string, string>>; readonly refused?: undefined }
  | { readonly files?: undefined; readonly refused: string; readonly status: number };

/**
 * The Secrets Store CSI driver and its providers on one node, called as the kubelet calls them: with the pod's names and
 * tokens for the audiences of the CSIDriver.
 */
export class CsiNode {
  /** Makes what the charts of driver and providers make, and Vault's reviewer of tokens. */
  static install(api: ApiServer): void {
    api.kubectl(["apply", "--filename", CLUSTER]);
  }

  /**
   * Starts driver and providers of a cluster in which they are installed.
   *
   * @param authority PEM file of who vouches for the clouds.
   * @param name The node's.
   */
  static async start(
    api: ApiServer,
    providers: readonly Installed[],
    authority: string,
    name = "node",
  ): Promise<CsiNode> {
    const node = new CsiNode(api, name);
    try {
      await node.startDriver();
      for (const provider of providers) await node.startProvider(provider, authority);
    } catch (error) {
      await node.stop();
      throw error;
    }
    return node;
  }

  readonly directory = fs.mkdtempSync(path.join(os.tmpdir(), "node-"));
  /** The kubelet's folder, in which pods are mounted. */
  readonly root = path.join(this.directory, "kubelet");
  readonly socket = path.join(this.root, "plugins/csi-secrets-store/csi.sock");
  private readonly sockets = path.join(this.directory, "providers");
  private readonly processes: ServerProcess[] = [];

  private constructor(
    private readonly api: ApiServer,
    readonly name: string,
  ) {
    for (const folder of [path.dirname(this.socket), this.sockets]) fs.mkdirSync(folder, { recursive: true });
    shareMountsOf(this.root);
    const clean = () => unmountAllIn(this.directory);
    process.once("exit", clean);
    this.forget = () => process.off("exit", clean);
  }

  private readonly forget: () => void;

  /** Mounts for a pod that is not run, reads, and unmounts again. */
  async mount(pod: MountingPod): Promise<Mounted> {
    const id = crypto.randomUUID();
    const target = path.join(this.root, "pods", id, "volumes/kubernetes.io~csi/secrets/mount");
    fs.mkdirSync(path.dirname(target), { recursive: true });
    const request = publishRequest(target, this.contextOf(pod, id));
    const { status, message } = await callGrpc(this.socket, "/csi.v1.Node/NodePublishVolume", request);
    if (status !== 0) return { refused: message, status };
    const files = filesIn(target);
    const release = Buffer.concat([lengthField(1, id), lengthField(2, target)]);
    await callGrpc(this.socket, "/csi.v1.Node/NodeUnpublishVolume", release);
    return { files };
  }

  async stop(): Promise<void> {
    // A driver that waits for a provider does not take notice of a signal.
    for (const process of [...this.processes].reverse()) await process.stop();
    unmountAllIn(this.directory);
    this.forget();
    fs.rmSync(this.directory, { recursive: true, force: true });
  }

  private async startDriver(): Promise<void> {
    const token = this.api.token("kube-system", "secrets-store-csi-driver");
    const flags = [
      `--endpoint=unix://${this.socket}`,
      `--nodeid=${this.name}`,
      `--provider-volume=${this.sockets}`,
      `--additional-provider-volume-paths=${path.join(this.directory, "providers-none")}`,
      `--metrics-addr=127.0.0.1:${await freePort()}`,
      "--enable-secret-rotation=true",
      "--rotation-poll-interval=1s",
    ];
    const environment = { KUBECONFIG: this.api.writeKubeconfig("driver", { token }) };
    await this.run(new ServerProcess(tool("secrets-store-csi-driver") ?? "", flags, environment), this.socket);
  }

  private async startProvider({ provider, hosts = [], environment }: Installed, authority: string): Promise<void> {
    const folder = path.join(this.directory, provider.name);
    const place = { sockets: this.sockets, authority, port: freePort };
    const pod = {
      apiServer: new URL(this.api.url).host,
      apiServerCertificate: this.api.caCertificate,
      token: this.api.token("kube-system", `provider-${provider.name}`),
      namespace: "kube-system",
      hosts: ["127.0.0.1 localhost", ...hosts, ""].join("\n"),
    };
    const variables = { ...provider.environment(place), ...environment };
    const started = startInPod(folder, pod, await provider.command(place), variables);
    await this.run(started, path.join(this.sockets, `${provider.name}.sock`));
  }

  private async run(started: ServerProcess, socket: string): Promise<void> {
    this.processes.push(started);
    await started.ready(() => Promise.resolve(fs.existsSync(socket)));
  }

  /** What the kubelet tells the driver of a pod. */
  private contextOf({ namespace, serviceAccount, secretProviderClass }: MountingPod, uid: string) {
    const { spec } = JSON.parse(this.api.kubectl(["get", "csidriver", CSI_DRIVER, "--output=json"])) as CsiDriverObject;
    const expirationTimestamp = new Date(Date.now() + 3_600_000).toISOString();
    const tokens = (spec.tokenRequests ?? []).map(({ audience }) => {
      const token = this.api.token(namespace, serviceAccount, audience);
      return [audience, { token, expirationTimestamp }];
    });
    return {
      secretProviderClass,
      "csi.storage.k8s.io/ephemeral": "true",
      "csi.storage.k8s.io/pod.name": `pod-${uid}`,
      "csi.storage.k8s.io/pod.namespace": namespace,
      "csi.storage.k8s.io/pod.uid": uid,
      "csi.storage.k8s.io/serviceAccount.name": serviceAccount,
      "csi.storage.k8s.io/serviceAccount.tokens": JSON.stringify(Object.fromEntries(tokens)),
    };
  }
}

interface CsiDriverObject {
  readonly spec: { readonly tokenRequests?: readonly { readonly audience: string }[] };
}

/** NodePublishVolumeRequest of an inline volume: read-only, one writer, no file system of its own. */
function publishRequest(target: string, context: Readonly<Record<string, string>>): Buffer {
  const capability = Buffer.concat([lengthField(2, ""), lengthField(3, numberField(1, 1))]);
  return Buffer.concat([
    lengthField(1, `csi-${crypto.randomUUID()}`),
    lengthField(4, target),
    lengthField(5, capability),
    numberField(6, 1),
    mapField(8, context),
  ]);
}

/** The files of a mount, without the links by which the driver exchanges them all at once. */
export function filesIn(folder: string): Readonly<Record<string, string>> {
  const names = fs.readdirSync(folder).filter((name) => !name.startsWith(".."));
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")]));
}
