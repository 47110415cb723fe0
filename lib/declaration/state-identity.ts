import { withoutTrailing } from "../core/trailing";
import { posix } from "node:path";
import type { StackPlan, TerraformArguments } from "./stack-options";

/** The arguments of a backend that say which state it is. Others say how one gets there, or what is done with it. */
type Identify = (given: TerraformArguments, stack: string) => Readonly<Record<string, unknown>>;

/**
 * What identifies a state, for each backend that Terraform has.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend
 */
const IDENTITY: Readonly<Record<string, Identify>> = {
  azurerm: pick("storage_account_name", "container_name", "key"),
  cloud: (given) => ({ ...pick("hostname", "organization")(given, ""), workspaces: workspaceOf(given) }),
  consul: pick("address", "datacenter", "path"),
  cos: pick("bucket", "prefix", "key"),
  gcs: pick("bucket", "prefix"),
  http: pick("address"),
  kubernetes: pick("host", "config_context", "config_context_cluster", "namespace", "secret_suffix"),
  local: ({ path }, stack) => ({ path: stateFile(stack, path) }),
  oci: pick("namespace", "bucket", "key"),
  oss: pick("bucket", "prefix", "key"),
  pg: (given) => pick("conn_str", "schema_name")({ ...given, conn_str: withoutOptions(given["conn_str"]) }, ""),
  remote: (given) => ({ ...pick("hostname", "organization")(given, ""), workspaces: workspaceOf(given) }),
  s3: (given) => ({ ...pick("bucket", "key")(given, ""), endpoint: endpointOf(given) }),
};

/** Names of the backends that Terraform has, and of its block `cloud`. */
export const BACKENDS: readonly string[] = Object.keys(IDENTITY);

/** Defaults of the arguments that identify a state: left out and written is one state. */
const DEFAULTS: Readonly<Record<string, string>> = {
  hostname: "app.terraform.io",
  schema_name: "terraform_remote_state",
};

/** One text for each state; an unknown backend's states are told apart by all their arguments. */
export function stateIdentity({ type, arguments: given }: StackPlan["backend"], stack: string): string {
  const identity = Object.hasOwn(IDENTITY, type) ? IDENTITY[type]?.(given, stack) : given;
  const known = Object.entries(identity ?? given).filter(([, value]) => value !== undefined);
  return known
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}

function pick(...names: readonly string[]): Identify {
  return (given) => Object.fromEntries(names.map((name) => [name, canonical(given[name] ?? DEFAULTS[name])]));
}

/** One spelling of an address or path: no login and no slash at its end. */
function canonical(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const bare = value
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@\s]*@/i, "$1")
    .replace(/\b(user|password)\s*=\s*('[^']*'|\S+)\s*/gi, "");
  return withoutTrailing(bare, "/");
}

/** A database's address without the options of the connection. */
function withoutOptions(address: unknown): unknown {
  return typeof address === "string" ? address.replace(/\?.*$/, "") : address;
}

/** A workspace's name is unique in its organization, whatever the project; tags choose among several at each run. */
function workspaceOf({ workspaces }: TerraformArguments): unknown {
  const [block]: unknown[] = Array.isArray(workspaces) ? workspaces : [workspaces];
  if (typeof block !== "object" || block === null) return undefined;
  const { name, ...others } = block as Readonly<Record<string, unknown>>;
  return name ?? others;
}

/** Buckets of AWS have one name in the world; another endpoint is another world. */
function endpointOf({ endpoint, endpoints }: TerraformArguments): unknown {
  const [block]: unknown[] = Array.isArray(endpoints) ? endpoints : [endpoints];
  const own =
    typeof block === "object" && block !== null ? (block as Readonly<Record<string, unknown>>)["s3"] : undefined;
  return canonical(own ?? endpoint);
}

/** A relative path is one from the stack's directory. Some file systems do not tell case. */
function stateFile(stack: string, path: unknown): string {
  const file = typeof path === "string" && path !== "" ? path : "terraform.tfstate";
  return posix.resolve("/cdktf.out/stacks", stack, file).toLowerCase();
}
