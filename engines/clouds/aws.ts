import * as http from "node:http";
import type { MiniStack } from "../ministack";
import type { CloudAnswer, CloudRequest, HttpAnswer } from "./cloud-server";
import { verifiedClaims, type Issuer } from "./tokens";

export const AWS_HOSTS = ["sts", "secretsmanager", "ssm"].map((service) => `${service}.eu-west-1.amazonaws.com`);

/**
 * AWS's regional endpoints in front of MiniStack. Two things are done here that AWS does and MiniStack does not: a web
 * identity token's signature is verified, and an audience that is a list of one counts as that one.
 */
export class AwsFront {
  constructor(
    private readonly issuer: Issuer,
    private readonly upstream: MiniStack,
  ) {}

  async answer(request: CloudRequest): Promise<CloudAnswer> {
    const form = new URLSearchParams(request.body.toString("utf8"));
    if (form.get("Action") !== "AssumeRoleWithWebIdentity") return this.forward(request, request.body);
    const token = form.get("WebIdentityToken") ?? "..";
    const claims = verifiedClaims(token, this.issuer);
    if (typeof claims === "string") return invalidToken(claims);
    if (claims.aud.length === 1) form.set("WebIdentityToken", withAudience(token, claims.aud[0] ?? ""));
    return this.forward(request, Buffer.from(form.toString()));
  }

  private async forward({ host, method, url, headers }: CloudRequest, body: Buffer): Promise<HttpAnswer> {
    const own = Object.entries(headers).filter(
      ([name]) => !/^(:|connection$|transfer-encoding$|content-length$)/.test(name),
    );
    const { hostname, port } = new URL(this.upstream.endpoint);
    const sent = {
      ...Object.fromEntries(own),
      host,
      "content-length": String(body.length),
    } as http.OutgoingHttpHeaders;
    return new Promise((resolve, reject) => {
      // No connection is kept: this process waits for programs, and the other side closes one meanwhile.
      const options = { agent: false, hostname, port, method, path: url.pathname + url.search, headers: sent };
      const upstream = http.request(options, (response) => void collect(response).then(resolve, reject));
      upstream.on("error", reject).end(body);
    });
  }
}

async function collect(response: http.IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const kept = Object.entries(response.headers).filter(([name]) => /^(content-type|x-amz.*)$/.test(name));
  return {
    status: response.statusCode ?? 500,
    body: Buffer.concat(chunks),
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
  };
}

/** MiniStack reads the claims and checks no signature: the signature was checked here. */
function withAudience(token: string, aud: string): string {
  const [header = "", body = "", signature = ""] = token.split(".");
  const claims = JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as object;
  return [header, Buffer.from(JSON.stringify({ ...claims, aud })).toString("base64url"), signature].join(".");
}

function invalidToken(why: string): HttpAnswer {
  const message = `Couldn't retrieve verification key from your identity provider: ${why}`;
  const error = `<Error><Type>Sender</Type><Code>InvalidIdentityToken</Code><Message>${message}</Message></Error>`;
  const body = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${error}</ErrorResponse>`;
  return { status: 400, body, headers: { "content-type": "text/xml" } };
}
