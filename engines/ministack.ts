import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import * as path from "node:path";
import { callAws } from "./aws-json";
import type { Engine } from "./engine";
import { findProgram, freePort, ServerProcess } from "./process";

const program = findProgram(process.env["MINISTACK"], "ministack");

/** An AWS emulator that enforces trust and permission policies. */
export const ministack: Engine = {
  name: "MiniStack",
  found: process.env["AWS_ENDPOINT_URL"] !== undefined || program !== undefined,
  install: "pip install ministack",
};

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const REGION = "eu-west-1";

/** What Python runs before MiniStack. */
const PYTHON = path.join(process.cwd(), "engines/python");

/** MiniStack on a port of its own, or the emulator that `AWS_ENDPOINT_URL` names. */
export class MiniStack {
  static async start(account: string): Promise<MiniStack> {
    const given = process.env["AWS_ENDPOINT_URL"];
    if (given) return new MiniStack(given, account, undefined);
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const server = new ServerProcess(program ?? "ministack", [], {
      AUTH: "true",
      PYTHONPATH: [PYTHON, process.env["PYTHONPATH"]].filter(Boolean).join(path.delimiter),
      BIND_HOST: "127.0.0.1",
      GATEWAY_PORT: String(port),
      // Both would listen on every interface, at ports that two emulators could not share.
      IOT_MTLS_ENABLED: "0",
      SFTP_ENABLED: "0",
    });
    await server.ready(async () => (await fetch(`${endpoint}/_ministack/health`)).ok);
    return new MiniStack(endpoint, account, server);
  }

  /** A twelve-digit access key is the root of that account. */
  readonly root: Credentials;

  private constructor(
    readonly endpoint: string,
    readonly account: string,
    private readonly server: ServerProcess | undefined,
  ) {
    this.root = { accessKeyId: account, secretAccessKey: "test" };
  }

  /** What Terraform needs to deploy to it. */
  get environment(): Readonly<Record<string, string>> {
    return {
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_ACCESS_KEY_ID: this.root.accessKeyId,
      AWS_SECRET_ACCESS_KEY: this.root.secretAccessKey,
      AWS_REGION: REGION,
      AWS_S3_USE_PATH_STYLE: "true",
    };
  }

  secrets(credentials: Credentials = this.root): SecretsManagerClient {
    return new SecretsManagerClient(this.client(credentials));
  }

  /** Calls an action of Systems Manager: `GetParameters`. */
  async ssm(action: string, input: object, credentials: Credentials = this.root) {
    const call = { endpoint: this.endpoint, region: REGION, service: "ssm", target: `AmazonSSM.${action}`, input };
    return callAws(call, credentials);
  }

  iam(credentials: Credentials = this.root): IAMClient {
    return new IAMClient(this.client(credentials));
  }

  s3(credentials: Credentials = this.root): S3Client {
    return new S3Client({ ...this.client(credentials), forcePathStyle: true });
  }

  sts(credentials: Credentials = this.root): STSClient {
    return new STSClient(this.client(credentials));
  }

  /** Credentials as a pod gets them: its token exchanged for a session of the role. */
  async assumeWithToken(roleArn: string, claims: Readonly<Record<string, string>>): Promise<Credentials> {
    const request = { RoleArn: roleArn, RoleSessionName: "pod", WebIdentityToken: unsignedToken(claims) };
    const { Credentials: session } = await this.sts().send(new AssumeRoleWithWebIdentityCommand(request));
    return {
      accessKeyId: session?.AccessKeyId ?? "",
      secretAccessKey: session?.SecretAccessKey ?? "",
      sessionToken: session?.SessionToken ?? "",
    };
  }

  /** Forgets everything, names that a recovery window keeps included. */
  async reset(): Promise<void> {
    await fetch(`${this.endpoint}/_ministack/reset`, { method: "POST" });
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }

  private client(credentials: Credentials) {
    return { endpoint: this.endpoint, region: REGION, credentials, maxAttempts: 1 };
  }
}

/** The emulator reads the claims and checks no signature. */
function unsignedToken(claims: Readonly<Record<string, string>>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256", kid: "test" })}.${part({ exp: 4_102_444_800, ...claims })}.${part("signature")}`;
}
