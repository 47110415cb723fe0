import * as crypto from "node:crypto";
import type { Credentials } from "./ministack";

/** One call of a JSON service of AWS, for services whose client is not worth a dependency. */
export interface AwsCall {
  readonly endpoint: string;
  readonly region: string;
  /** Name of the service in signatures: `ssm`. */
  readonly service: string;
  /** Action as the header has it: `AmazonSSM.GetParameters`. */
  readonly target: string;
  readonly input: object;
}

/** What the service refused, by the code that it gives. */
export class AwsError extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Signs a call and sends it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
 */
export async function callAws(call: AwsCall, credentials: Credentials): Promise<Readonly<Record<string, unknown>>> {
  const body = JSON.stringify(call.input);
  const response = await fetch(call.endpoint, { method: "POST", headers: headersOf(call, body, credentials), body });
  const answer: unknown = await response.json();
  if (response.ok) return answer as Readonly<Record<string, unknown>>;
  const { __type: type = String(response.status), message = "" } = answer as { __type?: string; message?: string };
  throw new AwsError(type.split("#").at(-1) ?? type, message);
}

function headersOf({ endpoint, region, service, target }: AwsCall, body: string, credentials: Credentials) {
  const time = `${new Date().toISOString().replace(/[-:]|\.\d{3}/g, "")}`;
  const date = time.slice(0, 8);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signed = {
    "content-type": "application/x-amz-json-1.1",
    host: new URL(endpoint).host,
    "x-amz-date": time,
    ...(sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken }),
    "x-amz-target": target,
  };
  const names = Object.keys(signed).join(";");
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const request = ["POST", "/", "", lines.join(""), names, digest(body)].join("\n");
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", time, scope, digest(request)].join("\n");
  const key = [date, region, service, "aws4_request"].reduce<crypto.BinaryLike>(
    (secret, part) => crypto.createHmac("sha256", secret).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  const signature = crypto.createHmac("sha256", key).update(text).digest("hex");
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  const { host: _, ...sent } = signed;
  return { ...sent, authorization };
}

function digest(text: string): string {
  return crypto.createHash("sha256").update(text).digest("hex");
}
