import { authMountOf, vaultAddressOf } from "./checks/vault";
import type { ExpectedEnvironment } from "./expected";
import type { VaultFact } from "./facts";
import { reasonOf, type Kubectl } from "./kubectl";
import { isRecord } from "./shapes";

/** An HTTP answer of a Vault, or why there is none. */
interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly failed?: string;
}

type Ask = (path: string) => Promise<Reply>;

/** Health and auth mounts of each Vault that the environments read, without a token. */
export async function lookAtVaults(
  environments: readonly ExpectedEnvironment[],
  kubectl: Kubectl,
  milliseconds = 5_000,
): Promise<readonly VaultFact[]> {
  const mounts = new Map<string, Set<string>>();
  for (const environment of environments) {
    const address = vaultAddressOf(environment);
    if (address === undefined) continue;
    mounts.set(address, (mounts.get(address) ?? new Set()).add(authMountOf(environment)));
  }
  return Promise.all([...mounts].map(([address, names]) => lookAt(address, [...names], kubectl, milliseconds)));
}

async function lookAt(
  address: string,
  mounts: readonly string[],
  kubectl: Kubectl,
  milliseconds: number,
): Promise<VaultFact> {
  const service = serviceOf(address);
  const from = service === undefined ? "this machine" : "the API server";
  const ask: Ask =
    service === undefined
      ? (path) => askDirectly(`${address}${path}`, milliseconds)
      : (path) => askThroughServer(kubectl, `${service}${path}`);
  const health = await ask(
    "/v1/sys/health?standbyok=true&sealedcode=200&uninitcode=200&drsecondarycode=200&performancestandbycode=200",
  );
  if (!isRecord(health.body))
    return { address, from, unreachable: health.failed ?? `status ${health.status}`, mounts: {} };
  const { sealed, initialized, version } = health.body;
  // Only an address that answers by itself tells a mount that is not there from one that takes no GET.
  const asked = service === undefined && sealed !== true ? mounts : [];
  const found = await Promise.all(asked.map(async (mount) => [mount, await takesLogins(ask, mount)] as const));
  const seen = found.filter((entry): entry is readonly [string, boolean] => entry[1] !== undefined);
  return {
    address,
    from,
    ...(typeof sealed === "boolean" ? { sealed } : {}),
    ...(typeof initialized === "boolean" ? { initialized } : {}),
    ...(typeof version === "string" && /^[\w.+-]{1,40}$/.test(version) ? { version } : {}),
    mounts: Object.fromEntries(seen),
  };
}

/** A login path takes no GET (405); where nothing is mounted, a request without a token is refused (403). */
async function takesLogins(ask: Ask, mount: string): Promise<boolean | undefined> {
  const { status } = await ask(`/v1/auth/${mount}/login`);
  if (status === 405) return true;
  return status === 403 || status === 404 ? false : undefined;
}

/** Path of a service of the cluster at the API server: `http://vault.vault.svc:8200`. */
function serviceOf(address: string): string | undefined {
  const [, scheme, name, namespace, port] =
    /^(https?):\/\/([^./]+)\.([^./]+)\.svc(?:\.cluster\.local)?(?::(\d+))?\/?$/.exec(address) ?? [];
  if (name === undefined) return undefined;
  return `/api/v1/namespaces/${namespace}/services/${scheme}:${name}:${port ?? "8200"}/proxy`;
}

async function askDirectly(url: string, milliseconds: number): Promise<Reply> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(milliseconds), redirect: "manual" });
    return { status: response.status, body: await response.json().catch(() => undefined) };
  } catch (error) {
    const { cause } = error as { readonly cause?: { readonly code?: string; readonly message?: string } };
    return { failed: cause?.code ?? cause?.message ?? "no answer in time" };
  }
}

async function askThroughServer(kubectl: Kubectl, path: string): Promise<Reply> {
  const answer = await kubectl.run(["get", "--raw", path]);
  if (answer.code !== 0) return { failed: reasonOf(answer) };
  try {
    return { status: 200, body: JSON.parse(answer.stdout) as unknown };
  } catch {
    return { failed: "no health, but something else" };
  }
}
