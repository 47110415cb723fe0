import { Testing } from "cdktf";
import { Cluster, InvalidDeclarationError } from "../../lib";
import type { ManifestValue } from "../../lib/core/kubernetes-object";
import {
  CsiDriver,
  CsiProvider,
  describeClusterPrerequisites,
  MendixClusterPrerequisites,
  type VaultCsiProviderProps,
  type ClusterPrerequisitesProps,
} from "../../lib/cluster";
import { eks } from "../support/samples";
import { newStack, resourcesOf, synthesizeStack } from "../support/synthesize";
import { DOCUMENTED_VALUES } from "./chart-values";

const aks = Cluster.aks({ name: "prod", issuer: "https://westeurope.oic.prod-aks.azure.com/t/i/" });
const gke = Cluster.gke({ name: "prod", project: "acme-prod", projectNumber: "123456789012" });
const google = CsiProvider.google({ chart: "../charts/gcp" });

const describeWith = (props: Partial<ClusterPrerequisitesProps>) =>
  describeClusterPrerequisites({ cluster: eks, providers: [CsiProvider.aws()], ...props });
const problemsOf = (props: Partial<ClusterPrerequisitesProps>) =>
  describeWith(props).problems.map(({ code, prop }) => `${code} ${prop}`);

function synthesize(props: Partial<ClusterPrerequisitesProps>) {
  const stack = newStack("cluster");
  new MendixClusterPrerequisites(stack, "prerequisites", { cluster: eks, providers: [CsiProvider.aws()], ...props });
  return synthesizeStack(stack);
}

/** Paths of the single values and lists in a tree of values. */
function pathsOf(value: ManifestValue, path: readonly string[] = []): readonly string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [path.join(".")];
  return Object.entries(value).flatMap(([key, item]) => pathsOf(item as ManifestValue, [...path, key]));
}

describe("prerequisites of a cluster", () => {
  it("install the driver with the provider's tokens, and the provider without a driver of its own", () => {
    expect(describeWith({}).releases).toEqual([
      {
        name: "secrets-store-csi-driver",
        namespace: "kube-system",
        repository: "https://kubernetes-sigs.github.io/secrets-store-csi-driver/charts",
        chart: "secrets-store-csi-driver",
        version: "1.6.0",
        values: {
          enableSecretRotation: true,
          rotationPollInterval: "2m",
          syncSecret: { enabled: false },
          tokenRequests: [{ audience: "sts.amazonaws.com" }, { audience: "pods.eks.amazonaws.com" }],
          linux: { tolerations: [{ operator: "Exists" }] },
        },
      },
      {
        name: "secrets-store-csi-driver-provider-aws",
        namespace: "kube-system",
        repository: "https://aws.github.io/secrets-store-csi-driver-provider-aws",
        chart: "secrets-store-csi-driver-provider-aws",
        version: "3.1.1",
        values: { "secrets-store-csi-driver": { install: false }, tolerations: [{ operator: "Exists" }] },
      },
    ]);
  });

  it("hand out the tokens of every store that the cluster serves", () => {
    const providers = [CsiProvider.aws(), CsiProvider.azure(), CsiProvider.vault({ audience: "vault-prod" }), google];
    expect(describeWith({ cluster: gke, providers }).audiences).toEqual([
      "sts.amazonaws.com",
      "pods.eks.amazonaws.com",
      "api://AzureADTokenExchange",
      "vault-prod",
      "acme-prod.svc.id.goog",
    ]);
  });

  it("set only what the charts document at the pinned version", () => {
    const vault = CsiProvider.vault({ address: "https://vault.example.com:8200", caSecretName: "vault-ca" });
    const providers = [CsiProvider.aws(), CsiProvider.azure(), vault, google];
    for (const { chart, version, values } of describeWith({ cluster: gke, providers }).releases) {
      const documented = DOCUMENTED_VALUES[chart];
      expect(version ?? documented?.version).toBe(documented?.version);
      expect(Object.keys(documented?.values ?? {})).toEqual(expect.arrayContaining([...pathsOf(values)]));
    }
  });

  it("run Vault's caching agent only where it knows the address, with the CA that the provider has", () => {
    const valuesOf = (props: VaultCsiProviderProps) =>
      describeWith({ providers: [CsiProvider.vault(props)] }).releases.at(-1)?.values;
    expect(valuesOf({})).toMatchObject({ csi: { agent: { enabled: false } } });
    expect(valuesOf({})).not.toHaveProperty("global");
    expect(valuesOf({ address: "https://vault.example.com:8200", caSecretName: "vault-ca" })).toMatchObject({
      global: { externalVaultAddr: "https://vault.example.com:8200" },
      csi: {
        agent: { enabled: true, extraArgs: ["-ca-path=/vault/tls"] },
        volumeMounts: [{ name: "vault-ca", mountPath: "/vault/tls", readOnly: true }],
      },
    });
  });

  it("are made in order, with namespaces that nobody deletes by mistake", () => {
    const synthesized = synthesize({ namespaces: ["mendix"], createOidcProvider: true });
    expect(resourcesOf(synthesized, "kubernetes_namespace_v1")).toEqual([
      { metadata: { name: "mendix" }, lifecycle: { prevent_destroy: true } },
    ]);
    expect(resourcesOf(synthesized, "aws_iam_openid_connect_provider")).toEqual([
      { url: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC", client_id_list: ["sts.amazonaws.com"] },
    ]);
    const releaseOf = (chart: string) =>
      resourcesOf(synthesized, "helm_release").find((release) => release["chart"] === chart);
    const driver = releaseOf("secrets-store-csi-driver");
    const provider = releaseOf("secrets-store-csi-driver-provider-aws");
    expect(driver).toMatchObject({ atomic: true, version: "1.6.0" });
    expect(driver?.["depends_on"]).toBeUndefined();
    expect(provider?.["depends_on"]).toEqual([expect.stringMatching(/^helm_release\..*secrets-store-csi-driver_/)]);
    expect(synthesized.terraform).toMatchObject({
      required_version: ">= 1.11.0",
      required_providers: { helm: { version: ">= 3.1.1, < 4.0.0" } },
    });
  });

  it("leave out what an add-on brings", () => {
    const onAks = describeWith({ cluster: aks, driver: CsiDriver.aksAddOn(), providers: [CsiProvider.azure()] });
    expect(onAks.releases).toEqual([]);
    expect(onAks.steps[0]?.does).toContain("azure-keyvault-secrets-provider");
    const onEks = describeWith({ driver: CsiDriver.eksAddOn(), providers: [CsiProvider.aws(), CsiProvider.vault()] });
    expect(onEks.releases.map(({ name }) => name)).toEqual(["vault"]);
    const installed = CsiDriver.installed({ tokenAudiences: ["sts.amazonaws.com"] });
    expect(describeWith({ driver: installed }).releases.map(({ chart }) => chart)).toEqual([
      "secrets-store-csi-driver-provider-aws",
    ]);
  });

  it("warn where rotation is off", () => {
    const { releases, warnings } = describeWith({ driver: CsiDriver.helm({ rotation: false }) });
    expect(releases[0]?.values).toMatchObject({ enableSecretRotation: false });
    expect(warnings).toHaveLength(1);
  });

  it("mount Vault's CA where a SecretProviderClass can name it", () => {
    const [, vault] = describeWith({ providers: [CsiProvider.vault({ caSecretName: "vault-ca" })] }).releases;
    expect(vault?.values["csi"]).toMatchObject({
      volumes: [{ name: "vault-ca", secret: { secretName: "vault-ca" } }],
      volumeMounts: [{ name: "vault-ca", mountPath: "/vault/tls", readOnly: true }],
    });
  });

  it.each<[string, string, Partial<ClusterPrerequisitesProps>]>([
    ["MX-CSI-DRIVER driver", "secrets-store-gke.csi.k8s.io", { cluster: gke, driver: CsiDriver.gkeAddOn() }],
    [
      "MX-CSI-DRIVER driver.useNodeIdentity",
      "every pod on it",
      { cluster: aks, driver: CsiDriver.aksAddOn({ useNodeIdentity: true }), providers: [CsiProvider.azure()] },
    ],
    ["MX-CSI-DRIVER driver", "of the kind AKS", { cluster: aks, driver: CsiDriver.eksAddOn() }],
    [
      "MX-CSI-AUDIENCE providers[0]",
      "needs api://AzureADTokenExchange",
      { driver: CsiDriver.eksAddOn(), providers: [CsiProvider.azure()] },
    ],
    [
      "MX-CSI-AUDIENCE providers[0]",
      "needs acme-prod.svc.id.goog",
      { cluster: gke, driver: CsiDriver.installed({ tokenAudiences: ["vault"] }), providers: [google] },
    ],
    ["MX-CSI-AUDIENCE providers[0]", "no audience", { driver: CsiDriver.installed({ tokenAudiences: [] }) }],
    ["MX-CSI-PROVIDER providers[1]", "twice", { providers: [CsiProvider.aws(), CsiProvider.aws()] }],
    ["MX-CSI-PROVIDER providers[0]", "workload pool", { providers: [google] }],
    [
      "MX-CSI-PROVIDER providers[0].chart",
      "No public",
      { cluster: gke, providers: [CsiProvider.google({ chart: "" })] },
    ],
    [
      "MX-VAULT-ADDRESS providers[0].address",
      "vault.example.com",
      { providers: [CsiProvider.vault({ address: "http://vault.example.com" })] },
    ],
    ["MX-KUBERNETES-VALUE driver.rotationInterval", "duration", { driver: CsiDriver.helm({ rotationInterval: "2" }) }],
    ["MX-NAME namespaces[0]", "DNS label", { namespaces: ["Mendix"] }],
    ["MX-NAME driverNamespace", "DNS label", { driverNamespace: "" }],
    [
      "MX-CLUSTER-PROVIDER createOidcProvider",
      "names no IAM OIDC provider",
      { cluster: Cluster.eks({ name: "prod" }), createOidcProvider: true },
    ],
  ])("report %s: %s", (problem, message, props) => {
    const { problems } = describeWith(props);
    expect(problemsOf(props)).toContain(problem);
    expect(problems.map((found) => found.message).join("\n")).toContain(message);
    expect(problems.every(({ fix }) => fix.length > 0)).toBe(true);
  });

  it("let the Google provider make its own token where the driver hands out none", () => {
    const driver = CsiDriver.installed({ tokenAudiences: [] });
    expect(problemsOf({ cluster: gke, driver, providers: [google] })).toEqual([]);
  });

  it("are declared once for a cluster", () => {
    const stack = newStack("cluster");
    for (const id of ["one", "two"]) {
      new MendixClusterPrerequisites(stack, id, { cluster: eks, providers: [CsiProvider.aws()] });
    }
    expect(() => Testing.synth(stack)).toThrow(/MX-COLLISION {2}The CSI driver/);
  });

  it("throw at synthesis, and make nothing", () => {
    const stack = newStack("cluster");
    new MendixClusterPrerequisites(stack, "prerequisites", {
      cluster: gke,
      driver: CsiDriver.gkeAddOn(),
      providers: [google],
    });
    expect(() => Testing.synth(stack)).toThrow(InvalidDeclarationError);
  });
});

test("a JavaScript caller's slip is a problem, not a stack trace", () => {
  const slips: readonly object[] = [{}, { cluster: eks }, { cluster: eks, providers: [CsiProvider.aws] }];
  for (const props of slips) {
    const { problems } = describeClusterPrerequisites(props as ClusterPrerequisitesProps);
    expect(problems.map(({ code }) => code)).toEqual(["MX-PROP"]);
  }
});
