import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import type { MiniStack } from "../ministack";
import { verifiedClaims, type Issuer } from "./tokens";

/** Which role the pods of a ServiceAccount get. */
export interface PodIdentityAssociation {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: string;
}

const AUDIENCE = "pods.eks.amazonaws.com";

/**
 * The EKS Pod Identity agent with the service behind it: it looks for the association of the token's ServiceAccount and
 * assumes its role with the tags of the pod. The agent has a fixed link-local address, so this is the proxy of who asks.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
export class PodIdentityAgent {
  /** @param associations What the cluster's associations are at the moment. */
  static async start(
    issuer: Issuer,
    aws: MiniStack,
    cluster: string,
    associations: () => readonly PodIdentityAssociation[],
  ): Promise<PodIdentityAgent> {
    const agent = new PodIdentityAgent(issuer, aws, cluster, associations);
    await new Promise<void>((resolve) => agent.server.listen(0, "127.0.0.1", resolve));
    return agent;
  }

  private readonly server = http.createServer((request, response) => {
    void this.answer(request.url ?? "", request.headers.authorization ?? "").then(([status, body]) =>
      response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body)),
    );
  });

  private constructor(
    private readonly issuer: Issuer,
    private readonly aws: MiniStack,
    private readonly cluster: string,
    private readonly associations: () => readonly PodIdentityAssociation[],
  ) {}

  /** Address for `HTTP_PROXY`. */
  get proxy(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(url: string, token: string): Promise<readonly [status: number, body: string | object]> {
    if (!url.endsWith("/v1/credentials")) return [404, "404 page not found"];
    const claims = verifiedClaims(token, this.issuer);
    if (typeof claims === "string") return [400, `InvalidTokenException: ${claims}`];
    if (!claims.aud.includes(AUDIENCE)) return [400, `InvalidTokenException: its audience is ${claims.aud.join(",")}`];
    const [, , namespace = "", name = ""] = claims.sub.split(":");
    const found = this.associations().find((one) => one.namespace === namespace && one.serviceAccount === name);
    if (!found) return [404, `ResourceNotFoundException: no association for ${namespace}/${name}`];
    return this.session(found);
  }

  private async session({ namespace, serviceAccount, roleArn }: PodIdentityAssociation) {
    const tags = {
      "eks-cluster-arn": `arn:aws:eks:eu-west-1:${this.aws.account}:cluster/${this.cluster}`,
      "eks-cluster-name": this.cluster,
      "kubernetes-namespace": namespace,
      "kubernetes-service-account": serviceAccount,
    };
    const request = new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: `eks-${this.cluster}`,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    });
    try {
      const { Credentials: given } = await this.aws.sts().send(request);
      const body = {
        AccessKeyId: given?.AccessKeyId,
        SecretAccessKey: given?.SecretAccessKey,
        Token: given?.SessionToken,
        AccountId: this.aws.account,
        Expiration: given?.Expiration?.toISOString(),
      };
      return [200, body] as const;
    } catch (error) {
      return [403, `AccessDeniedException: ${String(error)}`] as const;
    }
  }
}
