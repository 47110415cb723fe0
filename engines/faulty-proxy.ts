import * as http from "node:http";
import type { AddressInfo } from "node:net";

/** A proxy before a store that refuses chosen calls. */
export class FaultyProxy {
  static async start(target: string): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target);
    await new Promise<void>((resolve) => proxy.server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  private refused: string | undefined;
  private refusing: RegExp | undefined;
  private mostBytes = Infinity;
  private refusedBody: RegExp | undefined;
  private readonly cut = new Map<string, () => void>();
  private readonly server: http.Server;

  private constructor(private readonly target: string) {
    this.server = http.createServer((request, response) => void this.handle(request, response));
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Refuses the next call of an action. */
  refuseOnce(action: string): void {
    this.refused = action;
  }

  /** Refuses every call of some actions, until it is told otherwise. */
  refuse(actions: RegExp | undefined): void {
    this.refusing = actions;
  }

  /** Refuses every body of more bytes, for a limit of the service that its emulator does not know. */
  refuseLarger(bytes: number): void {
    this.mostBytes = bytes;
  }

  /** Refuses every body of some kind, for a rule of the service that its emulator does not know. */
  refuseBody(body: RegExp): void {
    this.refusedBody = body;
  }

  /** Does the next call of an action and never answers it: who called is interrupted, and hangs up. */
  cutShort(action: string, interrupt: () => void): void {
    this.cut.set(action, interrupt);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const action = actionOf(request, body.toString("utf8"));
    const unfit = body.length > this.mostBytes || this.refusedBody?.test(body.toString("utf8"));
    if (action === this.refused || this.refusing?.test(action) || unfit) {
      if (action === this.refused) this.refused = undefined;
      refuse(response, request);
      return;
    }
    const interrupt = this.cut.get(action);
    this.cut.delete(action);
    const url = new URL(request.url ?? "/", this.target);
    const forwarded = http.request(url, { method: request.method, headers: request.headers }, (answer) => {
      if (interrupt) {
        interrupt();
        answer.resume();
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.end(body);
  }
}

/** AWS's JSON services name the action in a header, its query services in the body; others in method and path. */
function actionOf(request: http.IncomingMessage, body: string): string {
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") return target.split(".").at(-1) ?? "";
  return new URLSearchParams(body).get("Action") ?? `${request.method} ${request.url}`;
}

function refuse(response: http.ServerResponse, request: http.IncomingMessage): void {
  if (request.headers["x-amz-target"]) {
    response.writeHead(400, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify({ __type: "AccessDeniedException", message: "refused by the test" }));
    return;
  }
  response.writeHead(403, { "content-type": "text/xml" });
  response.end(
    "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>refused by the test</Message></Error></ErrorResponse>",
  );
}
