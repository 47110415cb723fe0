import * as http2 from "node:http2";
import { answerGrpc, messageOf } from "../csi/grpc";
import { fieldsOf, lengthField, textOf } from "../csi/protobuf";

/** PluginInfo's type of a CSI driver. */
const CSI_PLUGIN = "CSIPlugin";

/**
 * What the driver's node-driver-registrar does: tells the kubelet's watcher of plugins who the driver is and where.
 *
 * @see https://github.com/kubernetes/kubelet/blob/master/pkg/apis/pluginregistration/v1/api.proto
 */
export class Registrar {
  static async start(socket: string, driver: string, endpoint: string): Promise<Registrar> {
    const registrar = new Registrar(driver, endpoint);
    await new Promise<void>((resolve) => registrar.server.listen(socket, resolve));
    return registrar;
  }

  /** What the kubelet said of the registration. */
  registered = false;
  /** Why it refused. */
  refused = "";
  private readonly sessions = new Set<http2.ServerHttp2Session>();
  private readonly server = http2.createServer((request, response) => void this.answer(request, response));

  private constructor(
    private readonly driver: string,
    private readonly endpoint: string,
  ) {
    this.server.on("session", (session) => this.sessions.add(session));
  }

  async stop(): Promise<void> {
    for (const session of this.sessions) session.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: http2.Http2ServerRequest, response: http2.Http2ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.url.endsWith("/GetInfo")) return answerGrpc(response, this.info());
    const status = messageOf(Buffer.concat(chunks));
    this.registered = fieldsOf(status).some(({ number, value }) => number === 1 && value === 1);
    this.refused = textOf(status, 2);
    answerGrpc(response, Buffer.alloc(0));
  }

  private info(): Buffer {
    const fields = [CSI_PLUGIN, this.driver, this.endpoint, "1.0.0"];
    return Buffer.concat(fields.map((text, index) => lengthField(index + 1, text)));
  }
}
