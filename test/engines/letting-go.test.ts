import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { App, Delivery, MendixSecretStoreEnvironment, type MendixSecretStoreEnvironmentProps } from "../../lib";
import type { KubernetesObject } from "../../lib/core/kubernetes-object";
import { clusterSample } from "../support/kubernetes-samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { apiServer, ApiServer } from "../../engines/api-server";
import { ClusterStore } from "./support/cluster-store";
import { describeWith } from "./support/missing";
import { provider, terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(600_000);

const KINDS = ["ServiceAccount", "SecretProviderClass", "MendixApp"] as const;

const standalone = App.standalone({ sourceUrl: "oci-image://registry.example.com/orders:1.4.2" });
const taken = (resource: string) => ({ takeOver: [{ resource, holdsNoSecret: true }] });

// `TERRAFORM_BINARY_NAME` names the tool: both have to forget alike.
describeWith([terraform, provider("kubernetes"), apiServer], "what leaves Terraform", () => {
  let server: ApiServer;
  let workspace: Workspace;

  beforeAll(async () => {
    server = await ApiServer.start();
    server.createNamespace("mendix");
  });

  afterAll(() => server.stop());

  beforeEach(() => {
    workspace = new Workspace();
    apply({ app: standalone }, true);
  });

  afterEach(() => {
    workspace.remove();
    server.emptyNamespace("mendix");
  });

  function apply(changes: Partial<MendixSecretStoreEnvironmentProps>, first = false): string {
    const stack = newStack();
    new KubernetesProvider(stack, "kubernetes", { configPath: server.kubeconfig });
    new MendixSecretStoreEnvironment(stack, "environment", clusterSample({ store: new ClusterStore(), ...changes }));
    workspace.write(synthesizeStack(stack));
    if (first) workspace.init();
    return workspace.apply();
  }

  const uid = (kind: string) => server.get<{ metadata: { uid: string } }>(kind, "mendix", "orders").metadata.uid;
  const uids = () => KINDS.map(uid);

  it("goes on with the portal, and comes back by import", () => {
    const before = uids();
    apply({ app: App.connected() });
    expect(uids()).toEqual(before);
    expect(workspace.addresses("kubernetes_manifest").filter(([address]) => /MendixApp/.test(address))).toEqual([]);

    apply({ app: standalone, ...taken("objects/MendixApp") });
    expect(uids()).toEqual(before);
    expect(workspace.addresses("kubernetes_manifest")).toHaveLength(KINDS.length);
  });

  it("goes on with whoever applies the manifests, annotations included, and comes back by import", () => {
    const before = uids();
    const annotations = () => server.get<KubernetesObject>("sa", "mendix", "orders").metadata.annotations;
    const annotated = annotations();
    apply({ app: standalone, delivery: Delivery.manifests({ directory: "manifests", appliedByTerraform: true }) });
    expect(uids()).toEqual(before);
    expect(annotations()).toEqual(annotated);
    expect(workspace.addresses("kubernetes_manifest")).toEqual([]);

    apply({ app: standalone, ...taken("objects") });
    expect(uids()).toEqual(before);
    expect(annotations()).toEqual(annotated);
  });
});
