import { toYaml } from "../../lib/core/yaml";
import { CLUSTERS, ORDERS, problemIn, problemsIn, read } from "../support/declarations";

/** The providers of a declaration's stack. */
function providersOf(orders: string, clusters = CLUSTERS) {
  const { environments, problems } = read({ "clusters.yaml": clusters, "orders.yaml": orders });
  expect(problems).toEqual([]);
  return environments[0]?.stack.providers;
}

const other = `prod:\n  other:\n    issuer: https://k8s.example.com\n    oidcProviderArn: arn:aws:iam::111122223333:oidc-provider/k8s.example.com\n`;
const usEast = ORDERS.replace("awsSecretsManager: {}", "awsSecretsManager: { region: us-east-1 }").replace(
  "bucket: acme-files",
  "bucket: acme-files\n    region: us-east-1",
);

describe("a provider that a file does not set up", () => {
  test("acts in the cluster's region", () => {
    expect(providersOf(ORDERS)?.["aws"]).toEqual({ region: "eu-west-1" });
  });

  test("acts in the store's region, where the cluster has none", () => {
    expect(providersOf(usEast, other)?.["aws"]).toEqual({ region: "us-east-1" });
  });

  test("acts in the AKS cluster's subscription, which azurerm has to be told", () => {
    const subscription = "11111111-2222-3333-4444-555555555555";
    const tenant = "99999999-8888-7777-6666-555555555555";
    const place = { resourceGroupName: "mendix", location: "westeurope" };
    const orders = toYaml({
      name: "orders",
      namespace: "mendix",
      cluster: "prod",
      versions: { operator: "2.25.1", mendix: "10.24.14" },
      store: { azureKeyVault: { tenantId: tenant, purgeProtection: true, ...place } },
      identity: { azureWorkloadIdentity: place },
      database: {
        postgresql: { host: "db.example.com", name: "orders", username: "orders", password: { fromVariable: {} } },
      },
      storage: { azureBlob: { accountName: "acmefiles", accountKey: { fromVariable: {} }, container: "orders" } },
      app: { connected: {} },
    });
    const aks = toYaml({
      prod: { aks: { issuer: `https://westeurope.oic.prod-aks.azure.com/${tenant}/${tenant}/`, subscription } },
    });
    expect(providersOf(orders, aks)?.["azurerm"]).toEqual({ features: [{}], subscription_id: subscription });
  });
});

describe("a provider that a file sets up", () => {
  test("in another region than the store's is refused, with its line", () => {
    const problem = problemIn(`${ORDERS}terraform:\n  providers:\n    aws:\n      region: us-east-1\n`);
    expect(problem).toMatchObject({
      code: "MX-AWS-REGION",
      prop: "terraform.providers.aws.region",
      location: expect.stringMatching(/orders\.yaml:\d+:15$/) as string,
      message: 'The stack\'s aws provider acts in "us-east-1", the declaration says "eu-west-1".',
      fix: "Write region: eu-west-1, or leave it out.",
    });
  });

  test("in the store's region is right", () => {
    expect(problemsIn(`${ORDERS}terraform:\n  providers:\n    aws: { region: eu-west-1 }\n`)).toEqual([]);
  });
});
