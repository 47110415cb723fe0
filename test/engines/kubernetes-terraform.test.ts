import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import {
  App,
  Delivery,
  describeEnvironment,
  MendixSecretStoreEnvironment,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import type { KubernetesObject } from "../../lib/core/kubernetes-object";
import { ALL_APP_PROPS, clusterSample } from "../support/kubernetes-samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { apiServer, ApiServer } from "../../engines/api-server";
import { ClusterStore } from "./support/cluster-store";
import { describeWith } from "./support/missing";
import { changesOf, provider, terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(300_000);

const SOURCE = "oci-image://registry.example.com/orders:1.4.2";

describeWith([terraform, provider("kubernetes"), apiServer], "delivery by Terraform", () => {
  let server: ApiServer;
  let workspace: Workspace;

  beforeAll(async () => {
    server = await ApiServer.start();
    server.createNamespace("mendix");
  });

  afterAll(() => server.stop());

  beforeEach(() => {
    workspace = new Workspace();
  });

  afterEach(() => {
    workspace.remove();
    server.emptyNamespace("mendix");
  });

  const props = (changes: Partial<MendixSecretStoreEnvironmentProps> = {}) =>
    clusterSample({ store: new ClusterStore(), ...changes });

  /** An app with few fields. */
  const small = (changes: Parameters<typeof App.standalone>[0] = { sourceUrl: SOURCE }) =>
    props({ app: App.standalone(changes) });

  function write(environment: MendixSecretStoreEnvironmentProps): void {
    const stack = newStack();
    new KubernetesProvider(stack, "kubernetes", { configPath: server.kubeconfig });
    new MendixSecretStoreEnvironment(stack, "environment", environment);
    workspace.write(synthesizeStack(stack));
  }

  function deploy(environment: MendixSecretStoreEnvironmentProps): void {
    write(environment);
    workspace.init();
    workspace.apply();
  }

  const spec = () => server.get<{ spec: Record<string, unknown> }>("mendixapp", "mendix", "orders").spec;
  const patch = (change: unknown) =>
    server.kubectl(["patch", "mendixapp", "orders", "-n", "mendix", "--type=merge", "-p", JSON.stringify(change)]);

  it("stores every object as it was declared, and plans nothing the second time", () => {
    const environment = props();
    deploy(environment);
    for (const object of describeEnvironment(environment).objects) {
      const stored = server.get<KubernetesObject>(object.kind, "mendix", "orders");
      const { annotations = {} } = stored.metadata;
      expect({ kind: stored.kind, spec: stored["spec"], annotations }).toEqual({
        kind: object.kind,
        spec: object["spec"],
        annotations: object.metadata.annotations ?? {},
      });
    }
    const account = server.get<KubernetesObject>("serviceaccount", "mendix", "orders");
    expect(account["imagePullSecrets"]).toEqual([{ name: "registry" }]);
    expect(changesOf(workspace.plan())).toEqual([]);
  });

  it("leaves alone what others annotate and label, and brings back what the Operator lives by", () => {
    deploy(small({ sourceUrl: SOURCE, limits: { cpu: "1" } }));
    const objects = "mendixapp,serviceaccount,secretproviderclass";
    server.kubectl(["annotate", objects, "orders", "-n", "mendix", "example.com/foreign=1"]);
    server.kubectl(["label", objects, "orders", "-n", "mendix", "example.com/foreign=1"]);
    patch({ spec: { runtimeDeploymentPodAnnotations: { "example.com/foreign": "1" } } });
    expect(changesOf(workspace.plan())).toEqual([]);

    server.kubectl(["annotate", "sa", "orders", "-n", "mendix", "privatecloud.mendix.com/environment-account-"]);
    server.kubectl([
      "annotate",
      "secretproviderclass",
      "orders",
      "-n",
      "mendix",
      "--overwrite",
      "privatecloud.mendix.com/environment-class=false",
    ]);
    workspace.apply();
    expect(server.get<KubernetesObject>("sa", "mendix", "orders").metadata.annotations).toEqual({
      "example.com/foreign": "1",
      "privatecloud.mendix.com/environment-account": "true",
    });
    expect(server.get<KubernetesObject>("secretproviderclass", "mendix", "orders").metadata.annotations).toEqual({
      "example.com/foreign": "1",
      "privatecloud.mendix.com/environment-class": "true",
    });
    expect(changesOf(workspace.plan())).toEqual([]);
  });

  it("names who else changed a field instead of fighting, and takes it back when told to", () => {
    deploy(small());
    patch({ spec: { sourceURL: "oci-image://registry.example.com/orders:9.9.9" } });
    const { code, output } = workspace.try(["apply", "-auto-approve", "-no-color"]);
    expect(code).toBe(1);
    expect(output).toMatch(/conflict with \\"kubectl-patch\\"[^]*\.spec\.sourceURL/);

    write({ ...small(), delivery: Delivery.terraform({ forceConflicts: true }) });
    workspace.apply();
    expect(spec()).toMatchObject({ sourceURL: SOURCE });
  });

  it("leaves fields to those who own them", () => {
    const owned = { ownedByOthers: ["sourceURL", "replicas", "runtime.logLevels"] };
    deploy(small(owned));
    patch({ spec: { sourceURL: SOURCE, replicas: 3, runtime: { logLevels: { Core: "DEBUG" } } } });
    expect(changesOf(workspace.plan())).toEqual([]);

    write(small({ ...owned, appUrl: "orders.example.com" }));
    workspace.apply();
    expect(spec()).toMatchObject({
      sourceURL: SOURCE,
      replicas: 3,
      appURL: "orders.example.com",
      runtime: { logLevels: { Core: "DEBUG" } },
    });
    expect(changesOf(workspace.plan())).toEqual([]);
  });

  it("takes over objects that exist already", () => {
    const existing = { name: "orders", namespace: "mendix" };
    const app = { apiVersion: "privatecloud.mendix.com/v1alpha1", kind: "MendixApp", metadata: existing };
    const old = { ...app, spec: { sourceURL: "https://old.example.com/app.mda", replicas: 4 } };
    server.kubectl(["create", "-f", "-"], JSON.stringify(old));
    server.createServiceAccount("mendix", "orders");
    deploy({
      ...small(),
      takeOver: ["objects/ServiceAccount", { resource: "objects/MendixApp", holdsNoSecret: true }],
    });
    // The provider wants a second apply after an import.
    workspace.apply();
    expect(spec()).toMatchObject({
      sourceURL: SOURCE,
      replicas: 4,
      allowOverrideSecretsWithSecretStoreCSIDriver: true,
    });
    expect(changesOf(workspace.plan())).toEqual([]);
  });

  it("waits until the runtime is ready", () => {
    const waiting = (replicas: number, waitForReady: string) => ({
      ...small({ sourceUrl: SOURCE, replicas }),
      delivery: Delivery.terraform({ waitForReady }),
    });
    deploy(small());
    write(waiting(2, "3s"));
    expect(workspace.try(["apply", "-auto-approve", "-no-color"])).toMatchObject({
      code: 1,
      output: expect.stringContaining("timed out waiting on field matchers") as string,
    });

    const status = JSON.stringify({ status: { runtimeStatus: "Ready" } });
    const command = ["patch", "mendixapp", "orders", "-n", "mendix", "--subresource=status", "--type=merge"];
    server.kubectl([...command, "-p", status]);
    write(waiting(3, "20m"));
    workspace.apply();
    expect(spec()).toMatchObject({ replicas: 3 });
    expect(changesOf(workspace.plan())).toEqual([]);
  });

  it("applies a value that is known only after the apply, also when it changes", () => {
    const parameters = () =>
      server.get<{ spec: { parameters: unknown } }>("secretproviderclass", "mendix", "orders").spec.parameters;
    deploy({ ...small(), store: new ClusterStore("client-1") });
    expect(parameters()).toMatchObject({ clientID: "client-1" });
    write({ ...small(), store: new ClusterStore("client-2") });
    workspace.apply();
    expect(parameters()).toMatchObject({ clientID: "client-2" });
    expect(changesOf(workspace.plan())).toEqual([]);
  });

  it("destroys the app before what it reads", () => {
    deploy(props({ app: App.standalone(ALL_APP_PROPS) }));
    const output = workspace.run(["destroy", "-auto-approve", "-no-color"]);
    const destroyed = [...output.matchAll(/objects_(\w+?)_\w+: Destruction complete/g)].map(([, kind]) => kind);
    expect(destroyed.filter((kind) => !kind?.includes("annotations"))).toEqual([
      "MendixApp",
      "SecretProviderClass",
      "ServiceAccount",
    ]);
  });
});
