import * as http from "node:http";
import type { AddressInfo } from "node:net";

interface Version {
  readonly data: string;
  state: "ENABLED" | "DISABLED" | "DESTROYED";
}

interface Binding {
  readonly role: string;
  readonly members: string[];
}

interface Secret {
  readonly body: Readonly<Record<string, unknown>>;
  readonly versions: Version[];
  policy: { bindings?: Binding[] };
}

type Body = Readonly<Record<string, unknown>>;
type Answer = readonly [status: number, body: object];

/** The role that reads values. */
const ACCESSOR = "roles/secretmanager.secretAccessor";

const NOT_FOUND: Answer = [404, { error: { code: 404, message: "not found", status: "NOT_FOUND" } }];
const RESOURCE =
  /^\/v1\/(projects\/[^/]+\/(?:locations\/[^/]+\/)?secrets)(?:\/([\w-]+))?(?:\/versions\/(\d+))?(?::(\w+))?$/;

/**
 * As much of Google Secret Manager's REST interface as the Terraform provider calls, in memory. It records every
 * change, and whether a pod that reads the latest version could have done so at that moment.
 *
 * @see https://cloud.google.com/secret-manager/docs/reference/rest
 */
export class FakeSecretManager {
  static async start(): Promise<FakeSecretManager> {
    const fake = new FakeSecretManager();
    await new Promise<void>((resolve) => fake.server.listen(0, "127.0.0.1", resolve));
    return fake;
  }

  readonly secrets = new Map<string, Secret>();
  /** Changes in order: `addVersion projects/acme/secrets/a`. */
  readonly changes: string[] = [];
  /** Moments at which a secret that had a version could not be read. */
  readonly gaps: string[] = [];
  private readonly server = http.createServer((request, response) => void this.handle(request, response));

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1/`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** A secret that is there before Terraform comes, with members of its own. */
  put(name: string, value: string, reader: string): void {
    const bindings = [{ role: ACCESSOR, members: [reader] }];
    const versions: Version[] = [{ data: Buffer.from(value).toString("base64"), state: "ENABLED" }];
    this.secrets.set(name, { body: { name, replication: { automatic: {} } }, versions, policy: { bindings } });
  }

  /** What a member reads as the latest version: the newest one, whatever its state. */
  read(name: string, member: string): string | undefined {
    const latest = this.version(name, "latest");
    if (!this.mayAccess(name, [member]) || latest?.state !== "ENABLED") return undefined;
    return Buffer.from(latest.data, "base64").toString("utf8");
  }

  /** Whether one of some members may read the versions of a secret. */
  mayAccess(name: string, members: readonly string[]): boolean {
    const bindings = this.secrets.get(name)?.policy.bindings ?? [];
    return bindings.some(
      (binding) => binding.role === ACCESSOR && binding.members.some((one) => members.includes(one)),
    );
  }

  /** A version by its number, or the latest one. */
  version(name: string, version: string): (Version & { readonly number: number }) | undefined {
    const versions = this.secrets.get(name)?.versions ?? [];
    const number = version === "latest" ? versions.length : Number(version);
    const found = versions[number - 1];
    return found && { ...found, number };
  }

  membersOf(name: string): readonly string[] {
    return (this.secrets.get(name)?.policy.bindings ?? []).flatMap(({ members }) => members);
  }

  private async handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const url = new URL(request.url ?? "/", "http://localhost");
    const [status, body] = this.answer(request.method ?? "GET", url, text === "" ? {} : (JSON.parse(text) as Body));
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  private answer(method: string, url: URL, body: Body): Answer {
    const [, parent = "", id, version, verb] = RESOURCE.exec(url.pathname) ?? [];
    const name = `${parent}/${id ?? url.searchParams.get("secretId") ?? ""}`;
    if (method === "POST" && parent !== "" && id === undefined) return this.create(name, body);
    const secret = this.secrets.get(name);
    if (!secret) return NOT_FOUND;
    if (version !== undefined) return this.onVersion(name, secret, Number(version), verb);
    if (verb === "getIamPolicy") return [200, secret.policy];
    if (verb === "setIamPolicy") return this.setPolicy(name, secret, body);
    if (verb === "addVersion") return this.addVersion(name, secret, body);
    if (method === "DELETE") return this.remove(name);
    return [200, secret.body];
  }

  private create(name: string, body: Body): Answer {
    if (this.secrets.has(name)) return [409, { error: { code: 409, message: "exists", status: "ALREADY_EXISTS" } }];
    const secret = { body: { ...body, name }, versions: [], policy: {} };
    this.secrets.set(name, secret);
    this.changed(`create ${name}`);
    return [200, secret.body];
  }

  private remove(name: string): Answer {
    this.secrets.delete(name);
    this.changed(`delete ${name}`);
    return [200, {}];
  }

  private addVersion(name: string, secret: Secret, body: Body): Answer {
    const { data = "" } = (body["payload"] ?? {}) as { data?: string };
    if (Buffer.from(data, "base64").length > 65_536) return [400, { error: { code: 400, message: "too large" } }];
    if (data === "") return [400, { error: { code: 400, message: "Field [payload] is required." } }];
    secret.versions.push({ data, state: "ENABLED" });
    this.changed(`addVersion ${name}`);
    return [200, versionBody(name, secret, secret.versions.length)];
  }

  private setPolicy(name: string, secret: Secret, body: Body): Answer {
    secret.policy = body["policy"] as Secret["policy"];
    this.changed(`setIamPolicy ${name}`);
    return [200, secret.policy];
  }

  private onVersion(name: string, secret: Secret, number: number, verb: string | undefined): Answer {
    const version = secret.versions[number - 1];
    if (!version) return NOT_FOUND;
    const states = { enable: "ENABLED", disable: "DISABLED", destroy: "DESTROYED" } as const;
    const next = states[verb as keyof typeof states];
    if (next && next !== version.state) {
      version.state = next;
      this.changed(`${verb} ${name}/versions/${number}`);
    }
    const payload = verb === "access" ? { payload: { data: version.data } } : {};
    return [200, { ...versionBody(name, secret, number), ...payload }];
  }

  private changed(change: string): void {
    this.changes.push(change);
    for (const [name, { versions }] of this.secrets) {
      if (versions.length > 0 && versions.at(-1)?.state !== "ENABLED") this.gaps.push(`${name} after ${change}`);
    }
  }
}

function versionBody(name: string, secret: Secret, number: number): object {
  const state = secret.versions[number - 1]?.state;
  return { name: `${name}/versions/${number}`, createTime: "2026-01-01T00:00:00Z", state };
}
