import { App } from "cdktf";
import { DeclaredStack } from "../../lib/declaration";
import { declaredStackText } from "../../lib/write/directory/declared";
import { stableJson } from "../../lib/write/directory/stable-json";
import { toYaml } from "../../lib/core/yaml";
import { CLUSTERS, ORDERS, problemIn, problemsIn, read } from "../support/declarations";

interface Written {
  readonly provider: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/** The providers of a declaration's stack. */
function providersOf(orders: string, clusters = CLUSTERS) {
  const { environments, problems } = read({ "clusters.yaml": clusters, "orders.yaml": orders });
  expect(problems).toEqual([]);
  return environments[0]?.stack.providers;
}

const other = `prod:\n  other:\n    context: current\n    issuer: https://k8s.example.com\n    oidcProviderArn: arn:aws:iam::111122223333:oidc-provider/k8s.example.com\n`;
const usEast = ORDERS.replace("awsSecretsManager: {}", "awsSecretsManager: { region: us-east-1 }").replace(
  "bucket: acme-files",
  "bucket: acme-files\n    region: us-east-1",
);

describe("a provider that a file does not set up", () => {
  test("acts in the cluster's region and in its account alone", () => {
    expect(providersOf(ORDERS)?.["aws"]).toEqual({ region: "eu-west-1", allowed_account_ids: ["111122223333"] });
  });

  test("acts in the store's region, where the cluster has none", () => {
    expect(providersOf(usEast, other)?.["aws"]).toMatchObject({ region: "us-east-1" });
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
      prod: {
        aks: {
          context: "current",
          issuer: `https://westeurope.oic.prod-aks.azure.com/${tenant}/${tenant}/`,
          subscription,
        },
      },
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

describe("a provider's place", () => {
  const set = (text: string) => `${ORDERS}terraform:\n  providers:\n${text}`;

  test("is added to what a file says of it, and never changed", () => {
    const aws = providersOf(set("    aws: { region: eu-west-1, default_tags: [{ tags: { team: shop } }] }\n"))?.["aws"];
    expect(aws).toEqual({
      region: "eu-west-1",
      allowed_account_ids: ["111122223333"],
      default_tags: [{ tags: { team: "shop" } }],
    });
  });

  test.each(["skip_requesting_account_id: true", 'forbidden_account_ids: ["999988887777"]'])(
    "has no allowed account beside %s",
    (argument) => {
      const aws = providersOf(set(`    aws:\n      ${argument}\n`))?.["aws"];
      expect(aws).not.toHaveProperty("allowed_account_ids");
      expect(aws).toMatchObject({ region: "eu-west-1" });
    },
  );

  test("is refused where another account is allowed", () => {
    expect(problemIn(set('    aws:\n      allowed_account_ids: ["999988887777"]\n'))).toMatchObject({
      code: "MX-PLACE",
      prop: "terraform.providers.aws.allowed_account_ids",
      location: expect.stringMatching(/orders\.yaml:\d+:\d+$/) as string,
      fix: 'Write allowed_account_ids: ["111122223333"], or leave it out.',
    });
  });
});

describe("providers by alias", () => {
  const key = "arn:aws:kms:eu-west-1:444455556666:key/1";
  const central = ORDERS.replace(
    "awsSecretsManager: {}",
    `awsSecretsManager:\n    account: "444455556666"\n    kmsKeyArn: ${key}\n    provider: aws.central`,
  );
  const list = `terraform:
  providers:
    aws:
      - default_tags: [{ tags: { team: shop } }]
      - alias: central
        assume_role: [{ role_arn: "arn:aws:iam::444455556666:role/{cluster}-deployer" }]
`;

  test("act each in the place of what it makes, and are both in the stack", () => {
    const { environments, problems } = read({ "orders.yaml": central + list });
    expect(problems).toEqual([]);
    const [declared] = environments;
    if (declared === undefined) throw new Error("nothing is declared");
    const { provider, resource } = JSON.parse(declaredStackText(declared)) as Written;
    expect(provider["aws"]).toEqual([
      { region: "eu-west-1", allowed_account_ids: ["111122223333"], default_tags: [{ tags: { team: "shop" } }] },
      {
        alias: "central",
        region: "eu-west-1",
        allowed_account_ids: ["444455556666"],
        assume_role: [{ role_arn: "arn:aws:iam::444455556666:role/prod-deployer" }],
      },
    ]);
    const used = (type: string) => new Set(Object.values(resource[type] ?? {}).map((one) => one["provider"]));
    expect(used("aws_secretsmanager_secret")).toEqual(new Set(["aws.central"]));
    expect(used("aws_iam_role")).toEqual(new Set([undefined]));
    const app = new App();
    new DeclaredStack(app, declared);
    const [stack] = app.node.children;
    expect(stableJson((stack as DeclaredStack).toTerraform())).toContain('"alias": "central"');
  });

  test("are refused where there is none of that name", () => {
    expect(problemIn(central)).toMatchObject({
      code: "MX-PLACE",
      prop: "store.provider",
      message: 'terraform.providers.aws has no provider "aws.central".',
    });
  });

  test("are refused where the role that they assume is of another account", () => {
    const wrong = list.replace("444455556666:role", "777788889999:role");
    expect(problemIn(central + wrong)).toMatchObject({
      code: "MX-PLACE",
      message:
        'The provider aws.central acts in the account "777788889999", and the secrets would be made there, not in "444455556666".',
    });
  });

  test("are needed where two accounts are meant", () => {
    const problem = problemIn(central.replace("    provider: aws.central\n", ""));
    expect(problem).toMatchObject({ code: "MX-PLACE", prop: "store.account" });
  });

  test("tell what is wrong in a list with its line", () => {
    expect(problemIn(`${ORDERS}terraform:\n  providers:\n    aws:\n      - central\n`)).toMatchObject({
      code: "MX-PROP",
      prop: "terraform.providers.aws[0]",
    });
  });
});

describe("placeholders", () => {
  test("stand for what they name, everywhere below terraform", () => {
    const providers = providersOf(
      `${ORDERS}terraform:\n  providers:\n    aws: { profile: "{cluster}-{account}-{region}-{namespace}-{name}-{stack}" }\n`,
    );
    expect(providers?.["aws"]).toMatchObject({ profile: "prod-111122223333-eu-west-1-mendix-orders-orders" });
  });

  test.each([
    ["{clutser}", '"{clutser}" stands for nothing. Did you mean cluster?'],
    ["{project}", "The cluster says no project that {project} could stand for."],
  ])("that stand for nothing are refused: %s", (text, message) => {
    const backend = `${ORDERS}terraform:\n  backend:\n    s3: { bucket: acme, key: "${text}/{name}", region: eu-west-1 }\n`;
    expect(problemIn(backend)).toMatchObject({ code: "MX-PLACEHOLDER", prop: "terraform.backend.s3.key", message });
    expect(problemIn(`${ORDERS}terraform:\n  providers:\n    aws: { profile: "${text}" }\n`)).toMatchObject({
      code: "MX-PLACEHOLDER",
      prop: "terraform.providers.aws.profile",
    });
  });
});

describe("a cluster", () => {
  const reachedBy = (access: string) => {
    const clusters = CLUSTERS.replace("context: current", access);
    return read({ "clusters.yaml": clusters, "orders.yaml": ORDERS });
  };

  test.each([
    ["its context", "context: prod", { config_path: "~/.kube/config", config_context: "prod" }],
    ["whichever is current, where that is meant", "context: current", { config_path: "~/.kube/config" }],
    [
      "a command that prints credentials",
      "server: https://api.example.com\n    certificateAuthorityData: Y2E=\n    exec: { command: aws, args: [eks, get-token, --cluster-name, prod] }",
      {
        host: "https://api.example.com",
        cluster_ca_certificate: "ca",
        exec: [
          {
            api_version: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: ["eks", "get-token", "--cluster-name", "prod"],
          },
        ],
      },
    ],
    ["the surroundings of the runner", "credentials: environment", {}],
  ])("is reached by %s", (_, access, expected) => {
    const { environments, problems } = reachedBy(access);
    expect(problems).toEqual([]);
    expect(environments[0]?.stack.providers["kubernetes"]).toEqual(expected);
  });

  test("without a word on how it is reached gets nothing from Terraform, and manifests all the same", () => {
    const { problems } = reachedBy("region: eu-west-1");
    expect(problems).toMatchObject([{ code: "MX-CLUSTER-ACCESS", prop: "cluster.context" }]);
    expect(problems[0]?.location).toMatch(/clusters\.yaml:/);
    const clusters = CLUSTERS.replace("context: current", "region: eu-west-1");
    const delivered = `${ORDERS}delivery: { manifests: { directory: manifests } }\n`;
    expect(read({ "clusters.yaml": clusters, "orders.yaml": delivered }).problems).toEqual([]);
    const own = `${ORDERS}terraform:\n  providers:\n    kubernetes: { config_context: mine }\n`;
    expect(read({ "clusters.yaml": clusters, "orders.yaml": own }).problems).toEqual([]);
  });

  test.each([
    ["server: https://api.example.com", "cluster.server"],
    ["server: api.example.com\n    credentials: environment", "cluster.server"],
    ["exec: { command: aws }\n    credentials: environment", "cluster.exec"],
    ["context: prod\n    server: https://api.example.com\n    credentials: environment", "cluster.server"],
    ['context: ""', "cluster.context"],
  ])("that is reached by %j is refused at %s", (access, prop) => {
    expect(reachedBy(access).problems).toMatchObject([{ code: "MX-CLUSTER-ACCESS", prop }]);
  });

  test("of another context than the provider's is refused", () => {
    const clusters = CLUSTERS.replace("context: current", "context: prod");
    const own = `${ORDERS}terraform:\n  providers:\n    kubernetes: { config_context: test }\n`;
    expect(read({ "clusters.yaml": clusters, "orders.yaml": own }).problems).toMatchObject([
      { code: "MX-PLACE", prop: "terraform.providers.kubernetes.config_context" },
    ]);
  });
});

describe("a namespace of Vault", () => {
  const vault = ORDERS.replace(
    "awsSecretsManager: {}",
    "vault: { address: 'https://vault.example.com', namespace: admin/mendix }",
  );

  test("is the full path: the token's own is not put in front", () => {
    expect(providersOf(vault)?.["vault"]).toEqual({ set_namespace_from_token: false });
    expect(providersOf(vault.replace(", namespace: admin/mendix", ""))?.["vault"]).toEqual({});
  });

  test("is not the provider's as well, which would be put in front of it", () => {
    const problem = problemIn(`${vault}terraform:\n  providers:\n    vault: { namespace: admin }\n`);
    expect(problem).toMatchObject({ code: "MX-VAULT-NAMESPACE", prop: "terraform.providers.vault.namespace" });
    expect(problem.message).toContain('everything would be made in "admin/admin/mendix"');
  });
});
