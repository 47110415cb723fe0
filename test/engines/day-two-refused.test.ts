import { apiServer, ApiServer } from "../../engines/api-server";
import { FaultyProxy } from "../../engines/faulty-proxy";
import { FakeSecretManager } from "../../engines/secret-manager";
import { provider, terraform } from "../../engines/terraform";
import { PLACEHOLDER } from "../../lib/core/placeholder";
import { DayTwo, given, noCloud } from "./support/day-two";
import { describeWith } from "./support/missing";

jest.setTimeout(300_000);

describeWith([terraform, provider("google")], "rotate on Google", () => {
  it("is refused, and applied again writes the value", async () => {
    const google = await FakeSecretManager.start();
    const proxy = await FaultyProxy.start(google.endpoint);
    const endpoint = google.endpoint.replace(/^http:\/\/[^/]+/, proxy.endpoint);
    const day = new DayTwo(
      {
        "clusters.yaml": 'prod: { gke: { project: acme-prod, projectNumber: "123456789012" } }\n',
        "orders.yaml": noCloud({
          store: "googleSecretManager: {}",
          identity: "identity: { gkeWorkloadIdentity: {} }\n",
          more: "delivery: { manifests: { directory: manifests } }\n",
          providers: `google: { project: acme-prod, secret_manager_custom_endpoint: "${endpoint}" }`,
        }),
      },
      { GOOGLE_OAUTH_ACCESS_TOKEN: "token-of-the-test" },
    );
    const password = () =>
      google.read(
        "projects/acme-prod/secrets/prod-mendix-orders-database-password",
        "principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/mendix/sa/orders",
      );
    try {
      await day.applied(given("first"));
      await day.run("rotate", "orders", "--all");
      proxy.refuse(/:addVersion/);
      expect((await day.apply(given("second"))).code).toBe(1);
      proxy.refuse(undefined);
      expect(password()).toBe("first");
      await day.applied(given("second"));
      expect(password()).toBe("second");
      expect(await day.changes(given(PLACEHOLDER))).toEqual([]);
    } finally {
      day.remove();
      await Promise.all([proxy.stop(), google.stop()]);
    }
  });
});

describeWith([terraform, provider("kubernetes"), apiServer], "rotate of a Kubernetes Secret", () => {
  it("is refused, stops every plan, and is raised again", async () => {
    const server = await ApiServer.start();
    const day = new DayTwo(
      {
        "clusters.yaml": "prod: { other: {} }\n",
        "orders.yaml": noCloud({
          store: "kubernetesSecret: {}",
          providers: `kubernetes: { config_path: ${server.kubeconfig} }`,
        }),
      },
      {},
    );
    const password = () => {
      const { data } = server.get<{ data: Readonly<Record<string, string>> }>("secret", "mendix", "orders");
      return Buffer.from(data["database-password"] ?? "", "base64").toString();
    };
    const uid = () => server.get<{ metadata: { uid: string } }>("mendixapp", "mendix", "orders").metadata.uid;
    try {
      server.createNamespace("mendix");
      await day.applied(given("first"));
      const before = uid();
      await day.run("rotate", "orders", "database-password");
      // One placeholder stops the write of the whole document.
      expect((await day.apply({ ...given("second"), ...{ TF_VAR_orders_database_password: PLACEHOLDER } })).code).toBe(
        1,
      );
      expect(password()).toBe("first");
      const stopped = (await day.apply(given("second"))).output.replace(/[\s\u2502]+/g, " ");
      expect(stopped).toContain("Raise the revision of one of its secrets by one");
      await day.run("rotate", "orders", "database-password");
      await day.applied(given("second"));
      expect([password(), uid()]).toEqual(["second", before]);
      expect(await day.changes(given(PLACEHOLDER))).toEqual([]);
    } finally {
      await day.workspace.attempt(["destroy", "-no-color", "-auto-approve"], given(PLACEHOLDER));
      day.remove();
      await server.stop();
    }
  });
});
