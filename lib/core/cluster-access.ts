import { isToken } from "./names";
import { quote } from "./problem";
import type { Share } from "./share";

/** Where Terraform's credentials for a cluster come from, where no kubeconfig and no command gives them. */
export enum ClusterCredentials {
  /**
   * The surroundings: the variables `KUBE_*` of the provider, or the ServiceAccount of a runner in the cluster itself.
   *
   * @see https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs#in-cluster-config
   */
  ENVIRONMENT = "environment",
}

/** A command that prints credentials, as a kubeconfig has it: `aws eks get-token`. */
export interface ClusterExec {
  /** Program that is run. */
  readonly command: string;
  /**
   * Its arguments.
   *
   * @default - none
   */
  readonly args?: readonly string[];
  /**
   * Environment variables of the command. No secret: this is source.
   *
   * @default - those of Terraform
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Version of what it prints.
   *
   * @default "client.authentication.k8s.io/v1beta1"
   */
  readonly apiVersion?: string;
}

/** How Terraform reaches a cluster that a file declares: by `context`, by `server`, or by `credentials`. */
export interface ClusterAccess {
  /**
   * Context of the kubeconfig, as `kubectl config get-contexts` lists it; "current" for whichever is current.
   *
   * @default - none; then Terraform delivers nothing there
   */
  readonly context?: string;
  /**
   * File of the kubeconfig that has the context.
   *
   * @default "~/.kube/config"
   */
  readonly kubeconfig?: string;
  /**
   * URL of the API server, where no kubeconfig is used; with `exec` or `credentials`.
   *
   * @default - that of the kubeconfig
   */
  readonly server?: string;
  /**
   * CA of the API server as a kubeconfig has it: base64 of the PEM text.
   *
   * @default - the runner's trust
   */
  readonly certificateAuthorityData?: string;
  /**
   * Command that prints the credentials for `server`.
   *
   * @default - none
   */
  readonly exec?: ClusterExec;
  /**
   * Where the credentials come from otherwise.
   *
   * @default - `context` or `exec`
   */
  readonly credentials?: ClusterCredentials;
}

/** What means whichever context is current, written by hand. */
const CURRENT = "current";

/** The context of the kubeconfig that a cluster is, where one is named. */
export function namedContext({ context }: ClusterAccess): string | undefined {
  return context === CURRENT ? undefined : context;
}

/** Whether Terraform is told how to reach the cluster. */
export function isReachable({ context, server, credentials }: ClusterAccess): boolean {
  return context !== undefined || server !== undefined || credentials !== undefined;
}

/** Arguments of the Kubernetes provider, by Terraform's names. */
export function kubernetesArguments(access: ClusterAccess): Readonly<Record<string, unknown>> {
  const { context, kubeconfig = "~/.kube/config", server, certificateAuthorityData: ca, exec } = access;
  if (context !== undefined) return { config_path: kubeconfig, config_context: namedContext(access) };
  const { command, args, env, apiVersion = "client.authentication.k8s.io/v1beta1" } = exec ?? {};
  return {
    host: server,
    cluster_ca_certificate: ca === undefined ? undefined : Buffer.from(ca, "base64").toString("utf8"),
    exec: exec && [{ api_version: apiVersion, command, ...(args ? { args } : {}), ...(env ? { env } : {}) }],
  };
}

/** Checks how a cluster is reached: one way, and whole. */
export function checkAccess(share: Share, access: ClusterAccess): void {
  const { context, server, exec, credentials, certificateAuthorityData: ca } = access;
  const report = (prop: string, message: string, fix: string) =>
    share.problem("MX-CLUSTER-ACCESS", `cluster.${prop}`, message, fix);
  if (context !== undefined && (isToken(context) || context.trim() === "")) {
    report("context", `${isToken(context) ? "A Terraform token" : quote(context)} is not a context.`, CONTEXT);
  }
  if (context !== undefined && (server !== undefined || exec !== undefined || credentials !== undefined)) {
    const other = server === undefined ? (exec === undefined ? "credentials" : "exec") : "server";
    report(other, "The cluster is reached by its context, and by something else.", `Take out context, or ${other}.`);
  }
  if (server !== undefined && !isToken(server) && !/^https:\/\/[^\s/]+/.test(server)) {
    report(
      "server",
      `${quote(server)} is not the URL of an API server.`,
      'Write server: "https://ID.eks.amazonaws.com".',
    );
  }
  if ((exec !== undefined || ca !== undefined) && server === undefined) {
    report(
      exec === undefined ? "certificateAuthorityData" : "exec",
      "It belongs to a server, and none is given.",
      SERVER,
    );
  }
  if (server !== undefined && exec === undefined && credentials === undefined) {
    report("server", "The server has no credentials.", "Write exec: { command, args }, or credentials: environment.");
  }
}

const CONTEXT = "Write context: prod, as `kubectl config get-contexts` lists it.";
const SERVER = 'Write server: "https://..." as well, or take it out.';
