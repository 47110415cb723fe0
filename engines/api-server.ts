import { spawnSync } from "node:child_process";
import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { assetFolders } from "./envtest";
import type { Engine } from "./engine";
import { findProgram, freePort, ServerProcess } from "./process";
import { tool } from "./tools";

/** This file runs compiled, too. */
const CRDS = path.join(process.cwd(), "engines/crds");

const SERVICE_ACCOUNT_KEY = "service-account.key";

const asset = (name: string) => findProgram(...assetFolders().map((folder) => path.join(folder, name))) ?? tool(name);
const API_SERVER = asset("kube-apiserver");
const ETCD = asset("etcd");
const KUBECTL = asset("kubectl");

/** A cluster of the user's own; tests make CRDs and namespaces in it, so it has to be named on purpose. */
const EXISTING = process.env["USE_EXISTING_CLUSTER"] === "true" ? process.env["KUBECONFIG"] : undefined;

/** A Kubernetes API server: no node runs, so no pod starts. */
export const apiServer: Engine = {
  name: "Kubernetes API server",
  found: KUBECTL !== undefined && (EXISTING !== undefined || (API_SERVER !== undefined && ETCD !== undefined)),
  install:
    "kube-apiserver, etcd and kubectl where `setup-envtest use` puts them, in KUBEBUILDER_ASSETS or on PATH, the server also by node engines/install.mjs, or USE_EXISTING_CLUSTER=true with KUBECONFIG",
};

export interface KubectlResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a Kubernetes client has to know of a server. */
interface Access {
  readonly directory: string;
  readonly kubeconfig: string;
  /** In the order in which they stop. */
  readonly processes: readonly ServerProcess[];
}

/**
 * A running API server with the CRDs of `engines/crds`. It stores, checks and prunes objects and issues real
 * ServiceAccount tokens.
 */
export class ApiServer {
  /**
   * Starts etcd and an API server, or takes the cluster that the environment names.
   *
   * @param issuerPath What the issuer of its tokens has after host and port.
   */
  static async start(issuerPath = ""): Promise<ApiServer> {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "api-server-"));
    const server = new ApiServer(
      EXISTING === undefined
        ? await startServers(directory, issuerPath)
        : { directory, kubeconfig: EXISTING, processes: [] },
    );
    server.kubectl(["apply", "--filename", CRDS]);
    server.kubectl(["wait", "--for=condition=Established", "--timeout=30s", "--filename", CRDS]);
    return server;
  }

  /** Path of a kubeconfig with every right. */
  readonly kubeconfig: string;

  private constructor(private readonly access: Access) {
    this.kubeconfig = access.kubeconfig;
  }

  /** Address of the server, for what verifies tokens there. */
  get url(): string {
    return this.clusterField("server");
  }

  /** PEM of the authority that signed the server's certificate. */
  get caCertificate(): string {
    return Buffer.from(this.clusterField("certificate-authority-data"), "base64").toString("utf8");
  }

  /** Issuer of the ServiceAccount tokens, for what verifies them without asking the server. */
  get issuer(): string {
    return (JSON.parse(this.kubectl(["get", "--raw", "/.well-known/openid-configuration"])) as { issuer: string })
      .issuer;
  }

  /** Verifies the tokens that it issues. */
  get publicKey(): crypto.KeyObject {
    return crypto.createPublicKey(fs.readFileSync(path.join(this.access.directory, SERVICE_ACCOUNT_KEY)));
  }

  /**
   * Writes a kubeconfig beside the server's own.
   *
   * @param user Credentials as a kubeconfig has them; what is left out is the tester's, who may be anybody.
   */
  writeKubeconfig(name: string, user: Readonly<Record<string, unknown>>): string {
    const config = parse(fs.readFileSync(this.kubeconfig, "utf8")) as { users: { user: object }[] };
    const users = config.users.map((entry) => ({
      ...entry,
      user: { ...("token" in user ? {} : entry.user), ...user },
    }));
    const file = path.join(this.access.directory, `${name}.kubeconfig`);
    fs.writeFileSync(file, stringify({ ...config, users }), { mode: 0o600 });
    return file;
  }

  /** Runs kubectl and expects it to succeed; `input` is its standard input. */
  kubectl(parameters: readonly string[], input?: string): string {
    const { code, stdout, stderr } = this.tryKubectl(parameters, input);
    if (code !== 0) throw new Error(`kubectl ${parameters.join(" ")} failed:\n${stderr}${stdout}`);
    return stdout;
  }

  /** Runs kubectl, whatever comes of it. */
  tryKubectl(parameters: readonly string[], input?: string): KubectlResult {
    const run = spawnSync(KUBECTL ?? "kubectl", [...parameters], {
      encoding: "utf8",
      input: input ?? "",
      env: { ...process.env, KUBECONFIG: this.kubeconfig },
    });
    return { code: run.status ?? 1, stdout: run.stdout, stderr: run.stderr };
  }

  /** Runs a line that calls kubectl as a page prints it, and expects it to succeed. */
  shell(line: string): void {
    const folder = KUBECTL === undefined ? [] : [path.dirname(KUBECTL)];
    const run = spawnSync("sh", ["-c", line], {
      encoding: "utf8",
      env: {
        ...process.env,
        KUBECONFIG: this.kubeconfig,
        PATH: [...folder, process.env["PATH"] ?? ""].join(path.delimiter),
      },
    });
    if (run.status !== 0) throw new Error(`${line} failed:\n${run.stderr}${run.stdout}`);
  }

  /** An object as the server stores it. */
  get<T>(kind: string, namespace: string, name: string): T {
    return JSON.parse(this.kubectl(["get", kind, name, "--namespace", namespace, "--output=json"])) as T;
  }

  createNamespace(namespace: string): void {
    this.kubectl(["create", "namespace", namespace]);
  }

  /** Removes what the tests make in a namespace. No controller runs that would do it, so the namespace itself stays. */
  emptyNamespace(namespace: string): void {
    const kinds = "mendixapp,externalsecret,secretproviderclass,operatorconfiguration,secret,serviceaccount";
    this.kubectl(["delete", kinds, "--all", "--namespace", namespace]);
  }

  createServiceAccount(namespace: string, name: string): void {
    this.kubectl(["create", "serviceaccount", name, "--namespace", namespace]);
  }

  /** A token of a ServiceAccount, as a pod gets it projected; without an audience as every pod has it mounted. */
  token(namespace: string, serviceAccount: string, audience?: string): string {
    const forAudience = audience === undefined ? [] : ["--audience", audience];
    return this.kubectl(["create", "token", serviceAccount, "--namespace", namespace, ...forAudience]).trim();
  }

  async stop(): Promise<void> {
    for (const process of this.access.processes) await process.stop();
    fs.rmSync(this.access.directory, { recursive: true, force: true });
  }

  private clusterField(field: string): string {
    const jsonpath = `jsonpath={.clusters[0].cluster.${field}}`;
    return this.kubectl(["config", "view", "--minify", "--raw", "--output", jsonpath]);
  }
}

async function startServers(directory: string, issuerPath: string): Promise<Access> {
  const [client, peer, port] = [await freePort(), await freePort(), await freePort()];
  const etcd = new ServerProcess(ETCD ?? "etcd", etcdFlags(path.join(directory, "etcd"), client, peer));
  const token = crypto.randomBytes(16).toString("hex");
  const url = `https://127.0.0.1:${port}`;
  writeCredentials(directory, token);
  await etcd.ready(async () => (await fetch(`http://127.0.0.1:${client}/health`)).ok);
  const server = new ServerProcess(API_SERVER ?? "kube-apiserver", apiServerFlags(directory, client, port, issuerPath));
  const certificate = path.join(directory, "apiserver.crt");
  const kubeconfig = path.join(directory, "kubeconfig");
  await server.ready(() => {
    if (!fs.existsSync(certificate)) return Promise.resolve(false);
    fs.writeFileSync(kubeconfig, kubeconfigOf(url, fs.readFileSync(certificate), token), { mode: 0o600 });
    const ready = spawnSync(KUBECTL ?? "kubectl", ["--kubeconfig", kubeconfig, "get", "--raw", "/readyz"]);
    return Promise.resolve(ready.status === 0);
  }, 60);
  return { directory, kubeconfig, processes: [server, etcd] };
}

function etcdFlags(data: string, client: number, peer: number): string[] {
  return [
    `--data-dir=${data}`,
    `--listen-client-urls=http://127.0.0.1:${client}`,
    `--advertise-client-urls=http://127.0.0.1:${client}`,
    `--listen-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
    `--initial-cluster=default=http://127.0.0.1:${peer}`,
  ];
}

/** The server makes its own serving certificate; no controller runs that would make the default ServiceAccount. */
function apiServerFlags(directory: string, etcd: number, port: number, issuerPath: string): string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${etcd}`,
    "--bind-address=127.0.0.1",
    "--advertise-address=127.0.0.1",
    `--secure-port=${port}`,
    `--cert-dir=${directory}`,
    `--token-auth-file=${path.join(directory, "tokens.csv")}`,
    "--authorization-mode=RBAC",
    "--allow-privileged=true",
    `--service-account-key-file=${path.join(directory, SERVICE_ACCOUNT_KEY)}`,
    `--service-account-signing-key-file=${path.join(directory, SERVICE_ACCOUNT_KEY)}`,
    `--service-account-issuer=https://127.0.0.1:${port}${issuerPath}`,
    "--service-cluster-ip-range=10.96.0.0/16",
    "--disable-admission-plugins=ServiceAccount",
  ];
}

function writeCredentials(directory: string, token: string): void {
  const { privateKey } = crypto.generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  fs.writeFileSync(path.join(directory, SERVICE_ACCOUNT_KEY), privateKey, { mode: 0o600 });
  fs.writeFileSync(path.join(directory, "tokens.csv"), `${token},tester,tester,system:masters\n`, { mode: 0o600 });
}

function kubeconfigOf(server: string, certificate: Buffer, token: string): string {
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "test", cluster: { server, "certificate-authority-data": certificate.toString("base64") } }],
    users: [{ name: "tester", user: { token } }],
    contexts: [{ name: "test", context: { cluster: "test", user: "tester" } }],
    "current-context": "test",
  });
}
