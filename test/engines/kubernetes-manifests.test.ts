import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import {
  App,
  AwsSecretsManager,
  Delivery,
  ExternalSecret,
  GitOps,
  MendixSecretStoreEnvironment,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import type { KubernetesObject } from "../../lib/core/kubernetes-object";
import { ALL_APP_PROPS, OTHER_APP_PROPS, clusterSample } from "../support/kubernetes-samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { apiServer, ApiServer } from "./support/api-server";
import { ClusterStore } from "./support/cluster-store";
import { describeWith } from "./support/missing";
import { provider, terraform, Workspace } from "./support/terraform";

jest.setTimeout(300_000);

describeWith([apiServer], "delivery by manifests", () => {
  let server: ApiServer;
  let directory: string;

  beforeAll(async () => {
    server = await ApiServer.start();
    server.createNamespace("mendix");
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "manifests-"));
  });

  afterEach(() => server.emptyNamespace("mendix"));

  afterAll(async () => {
    fs.rmSync(directory, { recursive: true });
    await server.stop();
  });

  /** Writes an environment's manifests and returns their folder. */
  function write(props: MendixSecretStoreEnvironmentProps): string {
    const { manifests } = new MendixSecretStoreEnvironment(newStack(), "environment", props);
    for (const [name, text] of Object.entries(manifests)) {
      fs.mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
      fs.writeFileSync(path.join(directory, name), text);
    }
    return path.join(directory, props.cluster.name, props.namespace, props.name);
  }

  const apply = (folder: string) =>
    server.kubectl(["apply", "--server-side", "--field-manager=git", "--kustomize", folder]);
  const diff = (folder: string) =>
    server.tryKubectl(["diff", "--server-side", "--field-manager=git", "--kustomize", folder]);

  const sample = (changes: Partial<MendixSecretStoreEnvironmentProps> = {}) =>
    clusterSample({ store: new ClusterStore(), delivery: Delivery.manifests({ directory: "manifests" }), ...changes });

  it.each([
    ["every field of the app", sample()],
    ["Argo CD's sync waves", sample({ delivery: Delivery.manifests({ directory: "m", gitOps: GitOps.argoCd() }) })],
    ["the portal's app", sample({ app: App.connected({ imagePullSecrets: ["registry"] }) })],
    ["an ExternalSecret", sample({ store: new ExternalSecret({ store: new ClusterStore(), secretStore: "aws" }) })],
    [
      "an ExternalSecret of AWS Secrets Manager",
      sample({ store: new ExternalSecret({ store: new AwsSecretsManager(), secretStore: "aws" }) }),
    ],
  ])("applies, and differs in nothing afterwards: %s", (_title, props) => {
    const folder = write(props);
    apply(folder);
    expect(diff(folder)).toMatchObject({ code: 0, stdout: "" });
  });

  it("leaves the fields that are owned by others to them", () => {
    const folder = write(
      sample({ app: App.standalone({ ...OTHER_APP_PROPS, ownedByOthers: ["sourceURL", "replicas"] }) }),
    );
    apply(folder);
    const change = JSON.stringify({ spec: { sourceURL: ALL_APP_PROPS.sourceUrl, replicas: 5 } });
    server.kubectl(["patch", "mendixapp", "orders", "-n", "mendix", "--type=merge", "-p", change]);
    expect(diff(folder)).toMatchObject({ code: 0, stdout: "" });
    apply(folder);
    expect(server.get<KubernetesObject>("mendixapp", "mendix", "orders")["spec"]).toMatchObject({ replicas: 5 });
  });

  it("merges its part of the OperatorConfiguration and keeps the rest", () => {
    const configuration = {
      apiVersion: "privatecloud.mendix.com/v1alpha1",
      kind: "OperatorConfiguration",
      metadata: { name: "mendix-operator-configuration", namespace: "mendix" },
      spec: { endpoint: { type: "ingress" }, customPodLabels: { general: { own: "1" } } },
    };
    server.kubectl(["create", "-f", "-"], JSON.stringify(configuration));
    const props = sample({ app: App.connected({ automountServiceAccountToken: true }) });
    const { blueprint } = new MendixSecretStoreEnvironment(newStack(), "environment", props);
    const step = blueprint.steps.find(({ does }) => does.startsWith("kubectl patch"));
    const run = spawnSync("sh", ["-c", step?.does ?? "false"], {
      env: { ...process.env, KUBECONFIG: server.kubeconfig },
    });
    expect(run.status).toBe(0);
    expect(
      server.get<KubernetesObject>("operatorconfiguration", "mendix", "mendix-operator-configuration")["spec"],
    ).toEqual({
      endpoint: { type: "ingress" },
      customPodLabels: { general: { own: "1" } },
      runtimeAutomountServiceAccountToken: true,
    });
  });

  describeWith([terraform, provider("kubernetes")], "beside Terraform", () => {
    it("makes the same objects, field by field", () => {
      const props = sample();
      const kinds = ["serviceaccount", "secretproviderclass", "mendixapp"];
      const stored = () => kinds.map((kind) => withoutServerFields(server.get(kind, "mendix", "orders")));
      apply(write(props));
      const byKubectl = stored();
      server.emptyNamespace("mendix");

      const stack = newStack();
      new KubernetesProvider(stack, "kubernetes", { configPath: server.kubeconfig });
      new MendixSecretStoreEnvironment(stack, "environment", { ...props, delivery: Delivery.terraform() });
      const workspace = new Workspace();
      workspace.write(synthesizeStack(stack));
      workspace.init();
      workspace.apply();
      workspace.remove();
      expect(stored()).toEqual(byKubectl);
    });
  });

  it("takes the vendor's own sample", () => {
    const sampleApp = {
      apiVersion: "privatecloud.mendix.com/v1alpha1",
      kind: "MendixApp",
      metadata: { name: "orders", namespace: "mendix" },
      spec: {
        mendixRuntimeVersion: "9.4.0.24572",
        allowOverrideSecretsWithSecretStoreCSIDriver: true,
        replicas: 1,
        resources: { limits: { cpu: "1", memory: "512Mi" }, requests: { cpu: "100m", memory: "512Mi" } },
        runtime: {
          customConfiguration: '{"ScheduledEventExecution":"NONE","MicroflowConstants":"{\\"A.B\\":\\"Awesome\\"}"}',
          dtapMode: "D",
          logAutosubscribeLevel: "INFO",
          runtimeLicense: {},
        },
        runtimeMetricsConfiguration: {},
        sourceURL: "oci-image://registry.example.com/app:1",
        sourceVersion: "0.0.0.87",
      },
    };
    server.kubectl(["apply", "--server-side", "-f", "-"], JSON.stringify(sampleApp));
    expect(server.get<KubernetesObject>("mendixapp", "mendix", "orders")["spec"]).toEqual(sampleApp.spec);
  });
});

/** What the server adds is different in every run. */
function withoutServerFields(object: KubernetesObject): unknown {
  const { name, namespace, annotations, labels } = object.metadata;
  return { ...object, metadata: { name, namespace, annotations, labels } };
}
