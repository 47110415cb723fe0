import * as crypto from "node:crypto";
import * as http2 from "node:http2";
import type { Socket } from "node:net";
import { answerGrpc, type GrpcResult } from "../csi/grpc";
import type { Authority } from "./authority";

export interface CloudRequest {
  readonly host: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** An answer over HTTP: an object goes as JSON, a text as it is. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: object | string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Bytes are a message of gRPC, and a result is one of its refusals. */
export type CloudAnswer = HttpAnswer | GrpcResult | Buffer;

/** What a cloud answers, by the host that is asked. */
export type Cloud = (request: CloudRequest) => CloudAnswer | Promise<CloudAnswer>;

/**
 * Host names of a cloud, served with TLS on the port that clients can't be told to leave, at a loopback address of its
 * own. Who should come here gets its `hosts` line and its authority.
 */
export class CloudServer {
  static async start(authority: Authority, names: readonly string[], cloud: Cloud): Promise<CloudServer> {
    const started = new CloudServer(authority, names, cloud);
    await new Promise<void>((resolve, reject) => {
      started.server.once("error", reject).listen(443, started.address, resolve);
    });
    return started;
  }

  /** While this is set, connections break. */
  private isDown = false;
  /** Line of a hosts file. */
  readonly hosts: string;
  private readonly address = `127.${[1, 2, 3].map(() => crypto.randomInt(1, 255)).join(".")}`;
  private readonly server: http2.Http2SecureServer;
  private readonly open = new Set<Socket>();

  private constructor(
    authority: Authority,
    names: readonly string[],
    private readonly cloud: Cloud,
  ) {
    this.hosts = `${this.address} ${names.join(" ")}`;
    const certificate = authority.certificate(names);
    this.server = http2.createSecureServer(
      { ...certificate, allowHTTP1: true },
      (request, response) => void this.handle(request, response),
    );
    this.server.on("connection", (socket: Socket) => {
      if (this.isDown) socket.destroy();
      this.open.add(socket);
    });
  }

  set down(down: boolean) {
    this.isDown = down;
    if (down) this.destroyConnections();
  }

  async stop(): Promise<void> {
    this.destroyConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** A fault of ours is an answer: it shows in the message of who asked. */
  private async ask(request: CloudRequest): Promise<CloudAnswer> {
    try {
      return await this.cloud(request);
    } catch (error) {
      return { status: 500, body: String(error) };
    }
  }

  private destroyConnections(): void {
    for (const socket of this.open) socket.destroy();
    this.open.clear();
  }

  private async handle(request: http2.Http2ServerRequest, response: http2.Http2ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const host = (request.authority || request.headers.host || "").replace(/:\d+$/, "").toLowerCase();
    const url = new URL(request.url, `https://${host}`);
    const { method, headers } = request;
    const asked = { host, method, url, headers, body: Buffer.concat(chunks) };
    answer(response, await this.ask(asked));
  }
}

function answer(response: http2.Http2ServerResponse, given: CloudAnswer): void {
  if (!("body" in given)) return answerGrpc(response, given);
  const { status, body, headers = {} } = given;
  const plain = typeof body === "string" || body instanceof Buffer;
  response.writeHead(status, { ...(plain ? {} : { "content-type": "application/json; charset=utf-8" }), ...headers });
  response.end(plain ? body : JSON.stringify(body));
}
