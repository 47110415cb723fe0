import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { App, describeEnvironment, MendixSecretStoreEnvironment } from "../../lib";
import { apiServer, ApiServer } from "../../engines/api-server";
import { changesOf, provider, terraform, Workspace } from "../../engines/terraform";
import { clusterSample } from "../support/kubernetes-samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { expectHidden } from "./support/canary";
import { ClusterStore } from "./support/cluster-store";
import { describeWith } from "./support/missing";

jest.setTimeout(300_000);

const CANARY = "canary-91ac-objects";
const APP = {
  apiVersion: "privatecloud.mendix.com/v1alpha1",
  kind: "MendixApp",
  metadata: { name: "orders", namespace: "mendix" },
  spec: {
    sourceURL: "https://old.example.com/app.mda",
    replicas: 4,
    runtime: { mxAdminPassword: Buffer.from(CANARY).toString("base64"), logAutosubscribeLevel: "INFO" },
  },
};

const ACCOUNT = {
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: {
    name: "orders",
    namespace: "mendix",
    annotations: { "privatecloud.mendix.com/environment-account": "true" },
  },
};

const props = clusterSample({
  store: new ClusterStore(),
  app: App.standalone({ sourceUrl: "oci-image://registry.example.com/orders:1.4.2" }),
  takeOver: ["objects/ServiceAccount", { resource: "objects/MendixApp", holdsNoSecret: true }],
});

describeWith([terraform, provider("kubernetes"), apiServer], "an object that kubectl apply made", () => {
  let server: ApiServer;
  let workspace: Workspace;

  beforeAll(async () => {
    server = await ApiServer.start();
    server.createNamespace("mendix");
    for (const object of [APP, ACCOUNT]) server.kubectl(["apply", "-f", "-"], JSON.stringify(object));
    workspace = new Workspace();
  });

  afterAll(async () => {
    workspace.remove();
    await server.stop();
  });

  const app = () =>
    server.get<{ metadata: { uid: string }; spec: Record<string, unknown> }>("mendixapp", "mendix", "orders");

  it("equals its declaration field by field after the steps and the import, and keeps its uid", () => {
    const before = app().metadata.uid;
    const { steps, objects } = describeEnvironment(props);
    steps.filter(({ does }) => does.includes("--server-side")).forEach(({ does }) => server.shell(does));
    const declared = objects.find(({ kind }) => kind === "MendixApp");
    expect(app().spec).toEqual(declared?.["spec"]);

    const stack = newStack();
    new KubernetesProvider(stack, "kubernetes", { configPath: server.kubeconfig });
    new MendixSecretStoreEnvironment(stack, "environment", props);
    workspace.write(synthesizeStack(stack));
    workspace.init();
    const plan = workspace.run(["plan", "-no-color", "-out=plan.bin"]);
    const shown = workspace.run(["show", "-json", "plan.bin"]);
    workspace.apply();
    // The provider wants a second apply after an import.
    workspace.apply();
    expectHidden(CANARY, [plan, shown, workspace.state, JSON.stringify(app())]);
    expect(app().spec).toEqual(declared?.["spec"]);
    expect(app().metadata.uid).toBe(before);
    const account = server.get<{ metadata: { annotations?: object } }>("serviceaccount", "mendix", "orders");
    expect(account.metadata.annotations).toMatchObject(ACCOUNT.metadata.annotations);
    expect(changesOf(workspace.plan())).toEqual([]);
  });
});
