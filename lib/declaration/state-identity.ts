import { withoutTrailing } from "../core/trailing";
import { posix } from "node:path";
import type { StackPlan, TerraformArguments } from "./stack-options";

/** Where an argument has no default. */
const NONE = undefined;
const AWS_HOST = /^https:\/\/([a-z0-9.-]+\.)?amazonaws\.com(\.cn)?$/;

/** The arguments of a backend that say which state it is. Others say how one gets there, or what is done with it. */
type Identify = (given: TerraformArguments, stack: string) => Readonly<Record<string, unknown>>;

/**
 * What identifies a state, for each backend that Terraform has.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend
 */
const IDENTITY: Readonly<Record<string, Identify>> = {
  azurerm: pick({ environment: "public", storage_account_name: NONE, container_name: NONE, key: NONE }),
  cloud: workspaceIn,
  consul: pick({ address: "127.0.0.1:8500", datacenter: NONE, path: NONE }),
  cos: pick({ bucket: NONE, prefix: "env:", key: "terraform.tfstate" }),
  gcs: pick({ bucket: NONE, prefix: "" }),
  http: pick({ address: NONE }),
  kubernetes: (given) => ({ ...clusterOf(given), ...pick({ namespace: "default", secret_suffix: NONE })(given, "") }),
  local: ({ path }, stack) => ({ path: stateFile(stack, path) }),
  oci: pick({ namespace: NONE, region: NONE, bucket: NONE, key: "terraform.tfstate" }),
  oss: pick({ bucket: NONE, prefix: "env:", key: "terraform.tfstate" }),
  pg: (given) =>
    pick({ conn_str: NONE, schema_name: "terraform_remote_state", table_name: "states" })(
      { ...given, conn_str: withoutOptions(given["conn_str"]) },
      "",
    ),
  remote: workspaceIn,
  s3: (given) => ({ ...pick({ bucket: NONE, key: NONE })(given, ""), endpoint: endpointOf(given) }),
};

/** Names of the backends that Terraform has, and of its block `cloud`. */
export const BACKENDS: readonly string[] = Object.keys(IDENTITY);

/** Kinds of backends that keep one state between them: both name a workspace of HCP Terraform. */
export function stateScope(type: string): string {
  return type === "remote" ? "cloud" : type;
}

/** One text for each state; an unknown backend's states are told apart by all their arguments. */
export function stateIdentity({ type, arguments: given }: StackPlan["backend"], stack: string): string {
  const identity = Object.hasOwn(IDENTITY, type) ? IDENTITY[type]?.(given, stack) : given;
  const known = Object.entries(identity ?? given).filter(([, value]) => value !== undefined);
  return known
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}

/** The arguments of some names; one that is left out and one that is written as its default are one state. */
function pick(defaults: Readonly<Record<string, string | undefined>>): Identify {
  return (given) =>
    Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, canonical(given[name] ?? value)]));
}

/** One spelling of an address or path: no login and no slash at its end. */
function canonical(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const bare = value
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@\s]*@/i, "$1")
    .replace(/\b(user|password)\s*=\s*('[^']*'|\S+)\s*/gi, "");
  return withoutTrailing(lowerHost(bare), "/");
}

/** Hosts are told apart without case; the usual port says nothing. */
function lowerHost(address: string): string {
  const [, scheme = "", host = "", port = "", path = ""] = /^(https?:\/\/)([^/:?]+)(:\d+)?(.*)$/is.exec(address) ?? [];
  if (scheme === "") return address;
  const usual = scheme.toLowerCase() === "https://" ? ":443" : ":80";
  return scheme.toLowerCase() + host.toLowerCase().replace(/\.$/, "") + (port === usual ? "" : port) + path;
}

/** A database's address without the options of the connection. */
function withoutOptions(address: unknown): unknown {
  return typeof address === "string" ? address.replace(/\?.*$/, "") : address;
}

/** A workspace's name is unique in its organization, whatever the project; tags choose among several at each run. */
function workspaceIn(given: TerraformArguments): Readonly<Record<string, unknown>> {
  const { hostname, organization } = pick({ hostname: "app.terraform.io", organization: NONE })(given, "");
  return { hostname: String(hostname).toLowerCase(), organization, workspaces: workspaceOf(given) };
}

function workspaceOf({ workspaces }: TerraformArguments): unknown {
  const [block]: unknown[] = Array.isArray(workspaces) ? workspaces : [workspaces];
  if (typeof block !== "object" || block === null) return undefined;
  const { name, ...others } = block as Readonly<Record<string, unknown>>;
  return name ?? others;
}

/** Which cluster a state is in: the pod's own, or the one that its configuration leads to. */
function clusterOf(given: TerraformArguments): Readonly<Record<string, unknown>> {
  if (given["in_cluster_config"] === true) return { in_cluster_config: true };
  const { host, ...configured } = pick({
    host: NONE,
    config_path: "~/.kube/config",
    config_context: NONE,
    config_context_cluster: NONE,
  })(given, "");
  return host === undefined ? { ...configured, config_paths: given["config_paths"] } : { host };
}

/** Buckets of AWS have one name in the world, whichever way leads to them; another endpoint is another world. */
function endpointOf({ endpoint, endpoints }: TerraformArguments): unknown {
  const [block]: unknown[] = Array.isArray(endpoints) ? endpoints : [endpoints];
  const own =
    typeof block === "object" && block !== null ? (block as Readonly<Record<string, unknown>>)["s3"] : undefined;
  const address = canonical(own ?? endpoint);
  return typeof address === "string" && AWS_HOST.test(address) ? undefined : address;
}

/** A relative path is one from the stack's directory. Some file systems do not tell case. */
function stateFile(stack: string, path: unknown): string {
  const file = typeof path === "string" && path !== "" ? path : "terraform.tfstate";
  return posix.resolve("/cdktf.out/stacks", stack, file.replaceAll("\\", "/")).toLowerCase();
}
