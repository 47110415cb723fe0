import * as http from "node:http";
import type { AddressInfo } from "node:net";
import type { ClusterKey } from "./tokens";

interface Request {
  readonly spec: { readonly token: string; readonly audiences?: readonly string[] };
}

interface Claims {
  readonly sub: string;
  readonly aud: readonly string[];
  readonly "kubernetes.io": { readonly serviceaccount: { readonly uid: string } };
}

/**
 * The one question that Vault's `kubernetes` method asks an API server: whose is this token? It is answered as
 * Kubernetes documents it, so that no API server is needed to see what Vault makes of the answer.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/
 */
export class TokenReview {
  static async start(key: ClusterKey): Promise<TokenReview> {
    const review = new TokenReview(key);
    await new Promise<void>((resolve) => review.server.listen(0, "127.0.0.1", resolve));
    return review;
  }

  /** Audiences of the API server itself: those of a request that names none. */
  apiAudiences: readonly string[] = [];

  private readonly server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const status = this.statusOf(JSON.parse(Buffer.concat(chunks).toString("utf8")) as Request);
      response.writeHead(201, { "Content-Type": "application/json" });
      response.end(JSON.stringify({ apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", status }));
    });
  });

  private constructor(private readonly key: ClusterKey) {}

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private statusOf({ spec }: Request): Readonly<Record<string, unknown>> {
    const claims = this.key.read(spec.token) as Claims | undefined;
    if (!claims) return { authenticated: false, error: "the token is of another cluster" };
    const asked = spec.audiences?.length ? spec.audiences : this.apiAudiences;
    const audiences = claims.aud.filter((audience) => asked.includes(audience));
    if (audiences.length === 0) return { authenticated: false, error: "the token is for another audience" };
    const { uid } = claims["kubernetes.io"].serviceaccount;
    const groups = ["system:serviceaccounts", "system:authenticated"];
    return { authenticated: true, audiences, user: { username: claims.sub, uid, groups } };
  }
}
