import { rootCertificates } from "node:tls";
import { isDeepStrictEqual } from "node:util";
import { VaultServer } from "../../../engines/openbao";
import type { Evaluate, Question } from "../oracle";
import type { VaultDocuments } from "./documents";
import { API_SERVER } from "./needs";
import { LOGIN } from "./questions";
import { TokenReview } from "./token-review";
import { ClusterKey, type Claims } from "./tokens";
import type { VaultCase } from "./vault";

/** Paths that are asked about at once: most mutants are caught by the first ones. */
const BATCH = 24;

/** Requests that change nothing. */
const METHODS: Readonly<Record<string, string>> = { read: "GET", list: "LIST" };

/** A real server that has one environment's role and policies at a time, and is asked with tokens of its pods. */
export class PolicyServer {
  static async start(): Promise<PolicyServer> {
    const vault = await VaultServer.start();
    const key = new ClusterKey();
    return new PolicyServer(vault, await TokenReview.start(key), key);
  }

  private readonly foreignKey = new ClusterKey();
  /** Whose tokens each auth method takes. */
  private readonly issuers = new Map<string, string>();
  private readonly policies = new Map<string, string>();
  private deployed?: VaultDocuments | undefined;
  private token = "";
  /** What the token may do, by path, as far as it was asked for. */
  private readonly capabilities = new Map<string, readonly string[]>();

  private constructor(
    private readonly vault: VaultServer,
    private readonly review: TokenReview,
    private readonly key: ClusterKey,
  ) {}

  /** What Vault says of one environment's documents, and of its mutants. */
  evaluator({ pod, questions, documents: own }: VaultCase): Evaluate<VaultDocuments> {
    const paths = [...new Set(questions.map(({ resource }) => resource))];
    // Another environment's role may say the same, and its token is none of this one.
    this.deployed = undefined;
    return async (documents, question) => {
      if (this.deployed !== documents) await this.deploy(documents, pod);
      if (question.action === LOGIN) return this.mayLogIn(documents, question);
      const allowed =
        this.token !== "" && (await this.capabilitiesOn(question.resource, paths)).includes(question.action);
      if (documents === own) await this.confirm(question, allowed);
      return allowed;
    };
  }

  async stop(): Promise<void> {
    await this.vault.stop();
    await this.review.stop();
  }

  /** Writes what differs from what is there: a policy counts at once, for tokens that are given out already, too. */
  private async deploy(documents: VaultDocuments, pod: Claims): Promise<void> {
    await this.configure(documents, pod);
    for (const [name, policy] of Object.entries(documents.policies)) {
      if (this.policies.get(name) === policy) continue;
      await this.write(`sys/policies/acl/${name}`, { policy });
      this.policies.set(name, policy);
    }
    if (!isDeepStrictEqual(this.deployed?.role, documents.role)) {
      this.token = (await this.replaceRole(documents)) ? await this.logIn(documents, pod, this.key) : "";
    }
    this.capabilities.clear();
    this.deployed = documents;
  }

  /** Whether Vault takes the role. One that is there keeps what is not said again. */
  private async replaceRole({ mount, roleName, role }: VaultDocuments): Promise<boolean> {
    const path = `auth/${mount}/role/${roleName}`;
    await this.vault.request("DELETE", path);
    return (await this.vault.request("POST", path, role)).status < 300;
  }

  private async configure({ method, mount }: VaultDocuments, pod: Claims): Promise<void> {
    if (this.issuers.get(mount) === pod.issuer) return;
    // It may be there already; what it is asked next shows whether it is the right one.
    if (!this.issuers.has(mount)) await this.vault.request("POST", `sys/auth/${mount}`, { type: method });
    this.issuers.set(mount, pod.issuer);
    this.review.apiAudiences = [pod.issuer, API_SERVER];
    await this.write(`auth/${mount}/config`, this.configOf(method, pod));
  }

  private configOf(method: VaultDocuments["method"], { issuer }: Claims): unknown {
    if (method === "jwt") return { jwt_validation_pubkeys: [this.key.publicPem], bound_issuer: issuer };
    return {
      kubernetes_host: this.review.url,
      // Asked for, and not used: the stand-in speaks plain HTTP.
      kubernetes_ca_cert: rootCertificates[0],
      disable_local_ca_jwt: true,
      token_reviewer_jwt: this.key.token({ issuer, audience: issuer, namespace: "vault", account: "vault" }),
    };
  }

  private async write(path: string, body: unknown): Promise<void> {
    const { status, errors } = await this.vault.request("POST", path, body);
    if (status >= 300) throw new Error(`POST ${path}: ${status} ${errors.join("; ")}`);
  }

  private async logIn({ mount, roleName }: VaultDocuments, claims: Claims, key: ClusterKey): Promise<string> {
    return (await this.vault.login(mount, roleName, key.token(claims))).token;
  }

  private async mayLogIn(documents: VaultDocuments, { context }: Question): Promise<boolean> {
    const { key, ...claims } = context as unknown as Claims & { readonly key: string };
    return (await this.logIn(documents, claims, key === "other" ? this.foreignKey : this.key)) !== "";
  }

  private async capabilitiesOn(path: string, all: readonly string[]): Promise<readonly string[]> {
    if (!this.capabilities.has(path)) {
      const from = all.indexOf(path);
      const body = { token: this.token, paths: all.slice(from, from + BATCH) };
      const { data } = await this.vault.request("POST", "sys/capabilities", body);
      for (const asked of body.paths) this.capabilities.set(asked, data[asked] as readonly string[]);
    }
    return this.capabilities.get(path) ?? [];
  }

  /** Makes the request, where it changes nothing: Vault has to do as it says. */
  private async confirm({ action, resource }: Question, allowed: boolean): Promise<void> {
    const method = METHODS[action];
    if (method === undefined) return;
    const { status } = await this.vault.request(method, resource, undefined, this.token);
    if ((status !== 403) !== allowed) throw new Error(`${method} ${resource}: ${status}, and it says ${allowed}`);
  }
}
