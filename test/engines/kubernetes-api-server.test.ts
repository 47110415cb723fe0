import { apiServer, ApiServer } from "../../engines/api-server";
import { describeWith } from "./support/missing";

describeWith([apiServer], "API server", () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await ApiServer.start();
    server.createNamespace("mendix");
  }, 90_000);

  afterAll(() => server.stop());

  test("issues tokens of a ServiceAccount for an audience", () => {
    server.createServiceAccount("mendix", "orders");
    const [, payload = ""] = server.token("mendix", "orders", "vault").split(".");
    expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toMatchObject({
      iss: server.issuer,
      aud: ["vault"],
      sub: "system:serviceaccount:mendix:orders",
    });
    expect(server.caCertificate).toContain("BEGIN CERTIFICATE");
    expect(server.url).toMatch(/^https:/);
  });

  test("refuses a field that the MendixApp's documents don't have", () => {
    const app = (spec: unknown) =>
      JSON.stringify({
        apiVersion: "privatecloud.mendix.com/v1alpha1",
        kind: "MendixApp",
        metadata: { name: "orders", namespace: "mendix" },
        spec,
      });
    const apply = (spec: unknown) => server.tryKubectl(["apply", "--server-side", "--filename=-"], app(spec));
    expect(apply({ replicas: 1 })).toMatchObject({ code: 0 });
    expect(apply({ replica: 1 }).stderr).toContain("replica");
    expect(apply({ runtime: { dtapMode: "X" } }).stderr).toContain("dtapMode");
  });
});
