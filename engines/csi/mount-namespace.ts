import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Engine } from "../engine";
import { ServerProcess } from "../process";

/** Mounts are made, and mount namespaces of their own entered, by root on Linux only. */
export const mounts: Engine = {
  name: "mounts",
  // Root in a container may be kept from it.
  found:
    process.platform === "linux" && process.getuid?.() === 0 && spawnSync("unshare", ["--mount", "true"]).status === 0,
  install: "Linux, as root, with util-linux",
};

/** A program as it would run in a pod: where it thinks it is. */
export interface PodLike {
  /** The API server's address, `host:port`. */
  readonly apiServer: string;
  readonly apiServerCertificate: string;
  /** Token of the ServiceAccount that the pod would have. */
  readonly token: string;
  readonly namespace: string;
  /** The hosts file that it sees. */
  readonly hosts: string;
}

/** Where a pod finds its ServiceAccount. */
const ACCOUNT = "/run/secrets/kubernetes.io/serviceaccount";

const ENTER = `set -e
account=$1 hosts=$2; shift 2
mkdir -p /run/secrets
mount -t tmpfs tmpfs /run/secrets
mkdir -p ${ACCOUNT}
mount --bind "$account" ${ACCOUNT}
mount --bind "$hosts" /etc/hosts
exec "$@"`;

/** What a test's own engines and clouds put into the environment, which a program in a pod would not see. */
const NOT_IN_A_POD = [/^(AWS|VAULT|BAO|AZURE|GOOGLE|KUBE)/, /^(http|https|no)_proxy$/i];

/**
 * Starts a program of a pod as a process of this machine: in a mount namespace of its own, with the pod's ServiceAccount
 * and hosts file, into which mounts that are made outside go on to arrive.
 */
export function startInPod(
  folder: string,
  pod: PodLike,
  [program = "", ...flags]: readonly string[],
  environment: Readonly<Record<string, string>>,
): ServerProcess {
  const account = path.join(folder, "account");
  fs.mkdirSync(account, { recursive: true });
  fs.writeFileSync(path.join(account, "token"), pod.token, { mode: 0o600 });
  fs.writeFileSync(path.join(account, "ca.crt"), pod.apiServerCertificate);
  fs.writeFileSync(path.join(account, "namespace"), pod.namespace);
  const hosts = path.join(folder, "hosts");
  fs.writeFileSync(hosts, pod.hosts);
  const foreign = Object.keys(process.env).filter((name) => NOT_IN_A_POD.some((pattern) => pattern.test(name)));
  const [host = "", port = ""] = pod.apiServer.split(":");
  const parameters = ["--mount", "--propagation", "slave", "bash", "-c", ENTER, "_", account, hosts, program, ...flags];
  return new ServerProcess("unshare", parameters, {
    ...Object.fromEntries(foreign.map((name) => [name, undefined])),
    KUBERNETES_SERVICE_HOST: host,
    KUBERNETES_SERVICE_PORT: port,
    ...environment,
  });
}

/** Makes a folder a place whose mounts reach the namespaces that are entered from now on. */
export function shareMountsOf(folder: string): void {
  for (const parameters of [
    ["--bind", folder, folder],
    ["--make-rshared", folder],
  ]) {
    const { status, stderr } = spawnSync("mount", parameters, { encoding: "utf8" });
    if (status !== 0) throw new Error(`mount ${parameters.join(" ")} failed:\n${stderr}`);
  }
}

/** Undoes every mount in a folder, its own included. */
export function unmountAllIn(folder: string): void {
  const points = fs.readFileSync("/proc/self/mounts", "utf8").split("\n");
  const inside = points.map((line) => line.split(" ")[1] ?? "").filter((point) => `${point}/`.startsWith(`${folder}/`));
  for (const point of inside.reverse()) spawnSync("umount", ["--lazy", point]);
}
