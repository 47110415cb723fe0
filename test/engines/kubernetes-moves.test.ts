import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { App, MendixSecretStoreEnvironment, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { clusterSample } from "../support/kubernetes-samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { apiServer, ApiServer } from "../../engines/api-server";
import { ClusterStore } from "./support/cluster-store";
import { describeWith } from "./support/missing";
import { provider, terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(300_000);

const app = (replicas: number) =>
  App.standalone({ sourceUrl: "oci-image://registry.example.com/orders:1.4.2", replicas });

describeWith([terraform, provider("kubernetes"), apiServer], "an object in the cluster", () => {
  let server: ApiServer;
  let workspace: Workspace;

  beforeAll(async () => {
    server = await ApiServer.start();
    server.createNamespace("mendix");
    server.createNamespace("other");
    workspace = new Workspace();
    write({ app: app(1) });
    workspace.init();
    workspace.apply();
  });

  afterAll(async () => {
    workspace.remove();
    server.emptyNamespace("mendix");
    await server.stop();
  });

  function write(changes: Partial<MendixSecretStoreEnvironmentProps>): void {
    const stack = newStack();
    new KubernetesProvider(stack, "kubernetes", { configPath: server.kubeconfig });
    new MendixSecretStoreEnvironment(stack, "environment", clusterSample({ store: new ClusterStore(), ...changes }));
    workspace.write(synthesizeStack(stack));
  }

  /** Actions of the plan by the kind of object. */
  function planned(changes: Partial<MendixSecretStoreEnvironmentProps>): readonly string[] {
    write({ app: app(1), ...changes });
    const { resource_changes: resources = [] } = workspace.plan();
    return resources
      .filter(({ change }) => change.actions.join() !== "no-op")
      .map(({ type, change }) => `${type} ${change.actions.join()}`);
  }

  it("changes in place where its spec does", () => {
    expect(planned({ app: app(2) })).toEqual(["kubernetes_manifest update"]);
  });

  it("is destroyed and made anew in another namespace, with its annotations", () => {
    const changes = planned({ namespace: "other" });
    expect(changes.filter((change) => change.startsWith("kubernetes_manifest"))).toEqual(
      Array(3).fill("kubernetes_manifest delete,create"),
    );
    expect(changes.filter((change) => change.startsWith("kubernetes_annotations"))).toEqual(
      Array(2).fill("kubernetes_annotations delete,create"),
    );
  });
});
