import { VaultServer } from "../../../test/engines/support/openbao";
import type { Question } from "../oracle";
import type { VaultDocuments } from "./documents";
import { API_SERVER } from "./needs";
import { LOGIN } from "./questions";
import { TokenReview } from "./token-review";
import { ClusterKey, type Claims } from "./tokens";

/** Requests that change nothing: they are made, and Vault has to do as it says. */
const METHODS: Readonly<Record<string, string>> = { read: "GET", list: "LIST" };

/** A real server that has one environment's role and policies at a time, and is asked with tokens of its pods. */
export class PolicyServer {
  static async start(): Promise<PolicyServer> {
    const key = new ClusterKey();
    const review = await TokenReview.start(key);
    return new PolicyServer(await VaultServer.start(), review, key);
  }

  private readonly foreignKey = new ClusterKey();
  private readonly mounts = new Set<string>();
  private deployed?: VaultDocuments;
  private token = "";

  private constructor(
    private readonly vault: VaultServer,
    private readonly review: TokenReview,
    private readonly key: ClusterKey,
  ) {}

  /** Whether Vault allows it. `pod` is who the environment's own pod is. */
  async allows(documents: VaultDocuments, question: Question, pod: Claims): Promise<boolean> {
    if (this.deployed !== documents) await this.deploy(documents, pod);
    if (question.action !== LOGIN) return this.may(question);
    const { key, ...claims } = question.context as unknown as Claims & { readonly key: string };
    return (await this.logIn(documents, claims, key === "other" ? this.foreignKey : this.key)) !== "";
  }

  async stop(): Promise<void> {
    await this.vault.stop();
    await this.review.stop();
  }

  private async deploy(documents: VaultDocuments, pod: Claims): Promise<void> {
    const { method, mount, roleName, role, policies } = documents;
    if (!this.mounts.has(mount)) await this.write(`sys/auth/${mount}`, { type: method });
    this.mounts.add(mount);
    this.review.apiAudiences = [pod.issuer, API_SERVER];
    await this.write(`auth/${mount}/config`, this.configOf(method, pod));
    for (const [name, policy] of Object.entries(policies)) await this.write(`sys/policies/acl/${name}`, { policy });
    // A role that is there keeps what is not said again.
    await this.vault.request("DELETE", `auth/${mount}/role/${roleName}`);
    await this.write(`auth/${mount}/role/${roleName}`, role);
    this.deployed = documents;
    this.token = await this.logIn(documents, pod, this.key);
  }

  private configOf(method: VaultDocuments["method"], { issuer }: Claims): unknown {
    if (method === "jwt") return { jwt_validation_pubkeys: [this.key.publicPem], bound_issuer: issuer };
    return {
      kubernetes_host: this.review.url,
      token_reviewer_jwt: this.key.token({ issuer, audience: issuer, namespace: "vault", account: "vault" }),
      disable_local_ca_jwt: true,
    };
  }

  private async write(path: string, body: unknown): Promise<void> {
    const { status, errors } = await this.vault.request("POST", path, body);
    if (status >= 300) throw new Error(`POST ${path}: ${status} ${errors.join("; ")}`);
  }

  private async logIn({ mount, roleName }: VaultDocuments, claims: Claims, key: ClusterKey): Promise<string> {
    return (await this.vault.login(mount, roleName, key.token(claims))).token;
  }

  private async may({ action, resource }: Question): Promise<boolean> {
    if (this.token === "") return false;
    const { data } = await this.vault.request("POST", "sys/capabilities", { token: this.token, paths: [resource] });
    const allowed = (data[resource] as readonly string[]).includes(action);
    const method = METHODS[action];
    if (method === undefined) return allowed;
    const { status } = await this.vault.request(method, resource, undefined, this.token);
    if ((status !== 403) !== allowed) throw new Error(`${method} ${resource}: ${status}, and it says ${allowed}`);
    return allowed;
  }
}
