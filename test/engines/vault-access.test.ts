import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import { parse } from "yaml";
import { Cluster, MendixSecretStoreEnvironment, SecretValue, VaultAuth, VaultLogin } from "../../lib";
import { newStack, synthesizeStack } from "../support/synthesize";
import { vaultSample } from "../vault/sample";
import { ApiServer, apiServer } from "../../engines/api-server";
import { describeWith } from "./support/missing";
import { vaultServer, VaultServer } from "../../engines/openbao";
import { provider, terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(180_000);

const SECRETS = {
  TF_VAR_orders_database_password: "database-password-of-orders",
  TF_VAR_orders_storage_secret_access_key: "storage-key-of-orders",
};

/** The objects of a SecretProviderClass, as the CSI provider reads them. */
interface MountedObject {
  readonly objectName: string;
  readonly secretPath: string;
  readonly secretKey: string;
}

interface SecretProviderClass {
  readonly spec: { readonly provider: string; readonly parameters: Readonly<Record<string, string>> };
}

describeWith(
  [terraform, provider("vault"), provider("kubernetes"), provider("random"), vaultServer, apiServer],
  "a pod of an environment in Vault",
  () => {
    let kubernetes: ApiServer;

    beforeAll(async () => {
      kubernetes = await ApiServer.start();
      for (const namespace of ["mendix", "other"]) kubernetes.createNamespace(namespace);
      kubernetes.createServiceAccount("mendix", "shop");
      kubernetes.createServiceAccount("other", "orders");
      // The steps that the auth methods print.
      for (const group of ["mendix", "other"]) {
        const binding = ["clusterrolebinding", `review-${group}`, "--clusterrole=system:auth-delegator"];
        kubernetes.kubectl(["create", ...binding, `--group=system:serviceaccounts:${group}`]);
      }
      const discovery = ["issuer-discovery", "--clusterrole=system:service-account-issuer-discovery"];
      kubernetes.kubectl(["create", "clusterrolebinding", ...discovery, "--group=system:unauthenticated"]);
    });

    afterAll(() => kubernetes.stop());

    describe.each([VaultLogin.JWT, VaultLogin.SELF_REVIEW, VaultLogin.REVIEWER_TOKEN])("by the login %s", (login) => {
      let vault: VaultServer;
      let prerequisites: Workspace | undefined;
      let workspace: Workspace;
      let parameters: Readonly<Record<string, string>>;
      let token: string;

      beforeAll(async () => {
        vault = await VaultServer.start();
        if (login === VaultLogin.REVIEWER_TOKEN) await configureReviewer();
        else deploy((prerequisites = new Workspace(vault.environment)), authMethod());
        deploy((workspace = new Workspace(vault.environment)), environment(SecretValue.generated()));
        await vault.request("POST", "secret/data/prod/mendix/shop", { data: { neighbour: "neighbour" } });
        parameters = kubernetes.get<SecretProviderClass>("secretproviderclass", "mendix", "orders").spec.parameters;
        token = (await logIn("mendix", "orders")).token;
      });

      afterAll(async () => {
        workspace.run(["destroy", "-no-color", "-auto-approve"], SECRETS);
        prerequisites?.run(["destroy", "-no-color", "-auto-approve"]);
        for (const each of [workspace, prerequisites]) each?.remove();
        await vault.stop();
      });

      const cluster = () => Cluster.other({ name: "prod", issuer: kubernetes.issuer });

      function deploy(into: Workspace, configuration: unknown): void {
        into.write(configuration);
        into.init();
        into.apply(SECRETS);
      }

      function authMethod(): unknown {
        const stack = newStack("prerequisites");
        new VaultProvider(stack, "vault", { address: vault.address });
        const outside = { kubernetesHost: kubernetes.url, kubernetesCaCert: kubernetes.caCertificate };
        const way = login === VaultLogin.JWT ? { issuerCaCert: kubernetes.caCertificate } : outside;
        new VaultAuth(stack, "auth", { cluster: cluster(), login, ...way });
        return synthesizeStack(stack);
      }

      function environment(adminPassword?: SecretValue): unknown {
        const stack = newStack("orders");
        new VaultProvider(stack, "vault", { address: vault.address });
        new KubernetesProvider(stack, "kubernetes", { configPath: kubernetes.kubeconfig });
        const changes = { cluster: cluster(), ...(adminPassword ? { adminPassword } : {}) };
        const props = vaultSample({ login, address: vault.address }, changes);
        new MendixSecretStoreEnvironment(stack, "environment", props);
        return synthesizeStack(stack);
      }

      /** Through the API: the write-only argument of the reviewer's token needs a newer provider than the bound one. */
      async function configureReviewer(): Promise<void> {
        await vault.request("POST", "sys/auth/kubernetes", { type: "kubernetes" });
        await vault.request("POST", "auth/kubernetes/config", {
          kubernetes_host: kubernetes.url,
          kubernetes_ca_cert: kubernetes.caCertificate,
          disable_local_ca_jwt: true,
          token_reviewer_jwt: kubernetes.token("mendix", "shop", kubernetes.issuer),
        });
      }

      const logIn = (namespace: string, name: string, audience = parameters["audience"] ?? "") =>
        vault.login(
          parameters["vaultAuthMountPath"] ?? "",
          parameters["roleName"] ?? "",
          kubernetes.token(namespace, name, audience),
        );
      const mounted = () => parse(parameters["objects"] ?? "") as readonly MountedObject[];

      it("reads every file that it mounts", async () => {
        const files = await Promise.all(
          mounted().map(async ({ objectName, secretPath, secretKey }) => {
            const { data } = await vault.request("GET", secretPath, undefined, token);
            return [objectName, (data["data"] as Record<string, unknown>)[secretKey]] as const;
          }),
        );
        expect(Object.fromEntries(files)).toEqual({
          "database-host": "db.example.com:5432",
          "database-jdbc-url": "jdbc:postgresql://db.example.com:5432/orders?sslmode=require",
          "database-name": "orders",
          "database-password": "database-password-of-orders",
          "database-type": "PostgreSQL",
          "database-username": "orders",
          "mx-admin-password": expect.stringMatching(/^.{32}$/),
          "mx-runtime-com.mendix.storage.s3.Region": "us-east-1",
          "storage-access-key-id": "orders",
          "storage-bucket-name": "orders",
          "storage-endpoint": "https://minio.example.com:9000",
          "storage-secret-access-key": "storage-key-of-orders",
          "storage-service-name": "com.mendix.storage.s3",
        });
      });

      it.each([
        ["another ServiceAccount of its namespace", "mendix", "shop", undefined],
        ["a ServiceAccount of its name in another namespace", "other", "orders", undefined],
        ["its own ServiceAccount for another audience", "mendix", "orders", "https://elsewhere.example.com"],
      ])("is refused as %s", async (_who, namespace, name, audience) => {
        const response = await logIn(namespace, name, audience);
        expect(response).toMatchObject({ token: "", status: expect.any(Number) });
        expect(response.status).toBeGreaterThanOrEqual(400);
      });

      it("is refused with a token that somebody made up", async () => {
        const [header, claims] = kubernetes.token("mendix", "orders", parameters["audience"] ?? "").split(".");
        const forged = `${header}.${claims}.${Buffer.from("forged").toString("base64url")}`;
        const response = await vault.login(
          parameters["vaultAuthMountPath"] ?? "",
          parameters["roleName"] ?? "",
          forged,
        );
        expect(response.token).toBe("");
      });

      it.each([
        ["read a neighbour's entry", "GET", "secret/data/prod/mendix/shop"],
        ["read below an entry of its own", "GET", "secret/data/prod/mendix/orders/other"],
        ["list its entries", "LIST", "secret/metadata/prod/mendix/orders"],
        ["read what Vault knows of an entry", "GET", "secret/metadata/prod/mendix/orders"],
        ["write an entry of its own", "POST", "secret/data/prod/mendix/orders"],
        ["delete an entry of its own", "DELETE", "secret/data/prod/mendix/orders"],
        ["destroy its versions", "POST", "secret/destroy/prod/mendix/orders"],
        ["read its own policy", "GET", "sys/policies/acl/prod.mendix.orders"],
        ["read its own role", "GET", "auth/kubernetes/role/prod.mendix.orders"],
      ])("may not %s", async (_what, method, path) => {
        const body = method === "POST" ? { data: { changed: "yes" }, versions: [1] } : undefined;
        expect((await vault.request(method, path, body, token)).status).toBe(403);
      });

      it("is told to mount no entry that is gone when a key is dropped", () => {
        workspace.write(environment());
        const lines = workspace.apply(SECRETS).split("\n");
        const told = lines.findIndex((line) => /_SecretProviderClass_.*Modifications complete/.test(line));
        expect(told).toBeGreaterThan(-1);
        expect(lines.findIndex((line) => /mx-admin-password_entry.*Destroying/.test(line))).toBeGreaterThan(told);
      });
    });
  },
);
