import {
  AwsSecretsManager,
  describeEnvironment,
  ExternalSecret,
  Irsa,
  SecretValue,
  SecretStoreKind,
  type ExternalSecretProps,
  Vault,
} from "../../lib";
import { AzureKeyVault } from "../../lib/azure";
import { GoogleSecretManager } from "../../lib/google";
import { SecretStore, type StoreContext } from "../../lib/core/parts";
import { clusterSample } from "../support/kubernetes-samples";
import { problemOf, resourcesOf, synthesize } from "../support/synthesize";

const TENANT = "11111111-2222-3333-4444-555555555555";

const environment = (props: Partial<ExternalSecretProps> = {}, changes: Parameters<typeof clusterSample>[0] = {}) =>
  clusterSample({
    store: new ExternalSecret({ store: new AwsSecretsManager(), secretStore: "aws", ...props }),
    ...changes,
  });
const objectOf = (props?: Partial<ExternalSecretProps>) =>
  describeEnvironment(environment(props)).objects.find(({ kind }) => kind === "ExternalSecret");

/** A store that does not say where its values lie. */
class SilentStore extends SecretStore {
  readonly title = "Silent";

  describe(context: StoreContext) {
    return Object.assign(new AwsSecretsManager().describe(context), { remoteValues: {} });
  }

  bind(): void {
    return;
  }
}

describe("an ExternalSecret", () => {
  it("copies every key from where the store holds it, into a Secret that the Operator knows", () => {
    const object = objectOf({ secretStoreKind: SecretStoreKind.CLUSTER_SECRET_STORE, refreshInterval: "5m" });
    expect(object).toMatchObject({
      apiVersion: "external-secrets.io/v1",
      metadata: { name: "orders", namespace: "mendix" },
      spec: {
        refreshInterval: "5m",
        secretStoreRef: { kind: "ClusterSecretStore", name: "aws" },
        target: {
          name: "orders",
          creationPolicy: "Owner",
          template: { metadata: { annotations: { "privatecloud.mendix.com/environment-secret": "true" } } },
        },
      },
    });
    const { data } = object?.["spec"] as { data: unknown[] };
    expect(data).toContainEqual({
      secretKey: "database-host",
      remoteRef: { key: "prod/mendix/orders", property: "database-host" },
    });
    expect(data).toContainEqual({
      secretKey: "database-password",
      remoteRef: { key: "prod/mendix/orders/database-password" },
    });
  });

  it("stands where a SecretProviderClass would, never beside one", () => {
    const kinds = describeEnvironment(environment()).objects.map(({ kind }) => kind);
    expect(kinds).toEqual(["ServiceAccount", "ExternalSecret", "MendixApp"]);
  });

  it.each<[string, SecretStore, object, object]>([
    [
      "Vault",
      new Vault({ address: "https://vault.example.com:8200" }),
      { key: "secret/prod/mendix/orders", property: "database-host" },
      { key: "secret/prod/mendix/orders/database-password", property: "database-password" },
    ],
    [
      "Azure Key Vault",
      new AzureKeyVault({ location: "westeurope", resourceGroupName: "rg", tenantId: TENANT, purgeProtection: true }),
      { key: "database-host" },
      { key: "database-password" },
    ],
    [
      "Google Secret Manager",
      new GoogleSecretManager({ project: "acme-prod" }),
      { key: "prod-mendix-orders-database-host" },
      { key: "prod-mendix-orders-database-password" },
    ],
  ])("says where %s holds a setting and a secret", (_title, store, setting, secret) => {
    const { data } = objectOf({ store })?.["spec"] as { data: unknown[] };
    expect(data).toContainEqual({ secretKey: "database-host", remoteRef: setting });
    expect(data).toContainEqual({ secretKey: "database-password", remoteRef: secret });
  });

  it.each(["shared", "projects/acme-prod/secrets/shared"])(
    "names an existing secret %s of the project by its id",
    (entry) => {
      const store = new GoogleSecretManager({ project: "acme-prod" });
      const constants = { "Shop.Key": SecretValue.external({ entry, property: "key" }) };
      const props = environment({ store }, { constants });
      const object = describeEnvironment(props).objects.find(({ kind }) => kind === "ExternalSecret");
      const { data } = object?.["spec"] as { data: unknown[] };
      expect(data).toContainEqual({
        secretKey: "mx-const-Shop.Key",
        remoteRef: { key: "shared", property: "key" },
      });
      expect(describeEnvironment(props).problems).toEqual([]);
    },
  );

  it("refuses a secret of another project, which the SecretStore can't name", () => {
    const store = new GoogleSecretManager({ project: "acme-prod" });
    const constants = { "Shop.Key": SecretValue.external({ entry: "projects/acme-other/secrets/shared" }) };
    expect(problemOf(environment({ store }, { constants })).code).toBe("MX-EXTERNAL-SECRET");
  });

  it("needs the Operator that reads a Secret, not the one that reads through the driver", () => {
    const gates = describeEnvironment(environment()).gates.map(({ gate }) => gate);
    expect(gates).toContain("kubernetes-secret-without-driver");
    expect(gates).not.toContain("csi-secret-store");
  });

  it("leaves the entries to their store", () => {
    const synthesized = synthesize(environment());
    expect(resourcesOf(synthesized, "aws_secretsmanager_secret")).toHaveLength(3);
    expect(resourcesOf(synthesized, "aws_iam_role_policy")).toEqual([]);
  });

  it("says which permissions the SecretStore's identity needs", () => {
    const { steps, grants } = describeEnvironment(environment());
    expect(grants).toEqual([]);
    expect(steps).toContainEqual({
      as: "as the owner of the SecretStore aws",
      does: expect.stringMatching(
        /^Grant its identity: secretsmanager:DescribeSecret, secretsmanager:GetSecretValue on arn:.*:secret:prod\/mendix\/orders-\?{6}, /,
      ) as string,
      note: "before the app starts: without it no Secret is made",
    });
  });

  describe("over Vault", () => {
    const store = new Vault({ address: "https://vault.example.com:8200" });
    const kindsOf = (props: Partial<ExternalSecretProps>) =>
      Object.keys(synthesize(environment({ store, ...props })).resource ?? {});
    const stepOf = (props: Partial<ExternalSecretProps>) =>
      describeEnvironment(environment({ store, ...props })).steps.find(
        ({ as }) => as === "as the owner of the SecretStore aws",
      );

    it("makes the policy for the SecretStore's identity, and no role for a pod that does not log in", () => {
      expect(kindsOf({})).toContain("vault_policy");
      expect(kindsOf({})).not.toContain("vault_kubernetes_auth_backend_role");
      expect(stepOf({})?.does).toBe("Grant its identity: the Vault policy prod.mendix.orders.");
      expect(describeEnvironment(environment({ store })).storeLogin).toBeUndefined();
    });

    it("names the paths where no policy is made", () => {
      const existing = new Vault({ existingRole: "orders", audience: "vault" });
      expect(stepOf({ store: existing })?.does).toBe(
        "Grant its identity: read on secret/data/prod/mendix/orders, secret/data/prod/mendix/orders/database-password, secret/data/prod/mendix/orders/storage-secret-access-key.",
      );
    });

    it("makes the role where the SecretStore acts as the environment's ServiceAccount, and says how it logs in", () => {
      const props = { usesEnvironmentServiceAccount: true };
      expect(kindsOf(props)).toContain("vault_kubernetes_auth_backend_role");
      expect(stepOf(props)?.does).toBe(
        'Let it log in at auth/kubernetes as the role prod.mendix.orders, with serviceAccountRef orders and audiences: ["vault"].',
      );
    });
  });

  it("leaves the permission with the environment's identity where the SecretStore acts as it", () => {
    const props = environment({ usesEnvironmentServiceAccount: true }, { identity: new Irsa() });
    expect(describeEnvironment(props).grants.map(({ purpose }) => purpose)).toEqual(["secret-store"]);
  });

  it("refuses a store that does not say where its values lie", () => {
    expect(problemOf(environment({ store: new SilentStore() }))).toMatchObject({
      code: "MX-EXTERNAL-SECRET",
      prop: "store.store",
    });
  });

  it("refuses a copy of a copy", () => {
    const copy = new ExternalSecret({ store: new AwsSecretsManager(), secretStore: "aws" });
    expect(problemOf(environment({ store: copy }))).toMatchObject({ code: "MX-EXTERNAL-SECRET", prop: "store.store" });
  });

  it("refuses names and intervals that no API server takes", () => {
    expect(problemOf(environment({ secretStore: "My Store" })).prop).toBe("store.secretStore");
    expect(problemOf(environment({ refreshInterval: "hourly" })).prop).toBe("store.refreshInterval");
    expect(problemOf(environment({ secretStoreKind: "secretstore" as SecretStoreKind }))).toMatchObject({
      code: "MX-CHOICE",
      prop: "store.secretStoreKind",
    });
  });
});
