import * as http2 from "node:http2";
import * as net from "node:net";

/** What came of a call: status 0 is success, and the others are those of gRPC. */
export interface GrpcResult {
  readonly status: number;
  readonly message: string;
}

/** A call with one message and one answer, over a unix socket. */
export async function callGrpc(socket: string, method: string, message: Buffer): Promise<GrpcResult> {
  const session = http2.connect("http://localhost", { createConnection: () => net.connect(socket) });
  try {
    return await new Promise<GrpcResult>((resolve, reject) => {
      session.once("error", reject);
      const request = session.request({
        ":method": "POST",
        ":path": method,
        "content-type": "application/grpc",
        te: "trailers",
      });
      let headers: http2.IncomingHttpHeaders = {};
      const collect = (more: http2.IncomingHttpHeaders) => (headers = { ...headers, ...more });
      request.on("response", collect).on("trailers", collect).on("error", reject).resume();
      request.on("end", () => resolve(resultOf(headers)));
      request.end(frameOf(message));
    });
  } finally {
    session.destroy();
  }
}

function resultOf(headers: http2.IncomingHttpHeaders): GrpcResult {
  return {
    status: Number(headers["grpc-status"] ?? 2),
    message: decodeURIComponent(String(headers["grpc-message"] ?? "")),
  };
}

/** A message as gRPC sends it: uncompressed, with its length before it. */
function frameOf(message: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}

/** The message of a request's body. */
export function messageOf(body: Buffer): Buffer {
  return body.subarray(5, 5 + body.readUInt32BE(1));
}

/** Answers a call: with a message, or with a status other than 0 and what is wrong. */
export function answerGrpc(response: http2.Http2ServerResponse, answer: Buffer | GrpcResult): void {
  const { status, message } = "status" in answer ? answer : { status: 0, message: "" };
  response.writeHead(200, { "content-type": "application/grpc" });
  response.addTrailers({ "grpc-status": String(status), "grpc-message": encodeURIComponent(message) });
  response.end("status" in answer ? Buffer.alloc(0) : frameOf(answer));
}
