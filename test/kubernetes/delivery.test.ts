import {
  App,
  Delivery,
  describeEnvironment,
  GitOps,
  KubernetesSecret,
  MendixSecretStoreEnvironment,
  type FluxProps,
} from "../../lib";
import { ticketsProd } from "../../stacks/samples-vault";
import { ClusterStore } from "../engines/support/cluster-store";
import { clusterSample } from "../support/kubernetes-samples";
import { newStack, problemOf, problemsOf, resourcesOf, synthesize } from "../support/synthesize";

const app = App.standalone({ sourceUrl: "oci-image://registry.example.com/orders:1.4.2" });
const environment = (delivery: Delivery, changes: Parameters<typeof clusterSample>[0] = {}) =>
  clusterSample({ store: new ClusterStore(), app, delivery, ...changes });
const taken = (resource: string) => ({ takeOver: [{ resource, holdsNoSecret: true }] });
const manifestsOf = (delivery: Delivery, changes: Parameters<typeof clusterSample>[0] = {}) =>
  new MendixSecretStoreEnvironment(newStack(), "environment", environment(delivery, changes)).manifests;

describe("delivery by Terraform", () => {
  it("owns what it declares, leaves what others add, and takes nothing by force", () => {
    const manifests = resourcesOf(synthesize(environment(Delivery.terraform())), "kubernetes_manifest");
    expect(manifests.map((manifest) => manifest["field_manager"])).toEqual(
      Array(3).fill({ name: "cdktf-mendix-secret-store", force_conflicts: false }),
    );
    expect(manifests.every((manifest) => !JSON.stringify(manifest["manifest"]).includes("environment-"))).toBe(true);
    const [account] = resourcesOf(synthesize(environment(Delivery.terraform())), "kubernetes_annotations").filter(
      ({ kind }) => kind === "ServiceAccount",
    );
    expect(account).toEqual({
      annotations: { "privatecloud.mendix.com/environment-account": "true" },
      api_version: "v1",
      depends_on: [expect.stringMatching(/^kubernetes_manifest\.environment_objects_ServiceAccount_/)],
      field_manager: "cdktf-mendix-secret-store-annotations",
      force: true,
      kind: "ServiceAccount",
      metadata: { name: "orders", namespace: "mendix" },
    });
  });

  it("imports what it takes over, and then takes it by force", () => {
    const adopted = synthesize(environment(Delivery.terraform(), taken("objects/MendixApp")));
    expect((adopted as { import?: unknown }).import).toEqual([
      {
        id: "apiVersion=privatecloud.mendix.com/v1alpha1,kind=MendixApp,namespace=mendix,name=orders",
        to: expect.stringContaining("MendixApp") as string,
      },
    ]);
    const forced = resourcesOf(adopted, "kubernetes_manifest").map(
      (manifest) => (manifest["field_manager"] as { force_conflicts: boolean }).force_conflicts,
    );
    expect(forced.sort()).toEqual([false, false, true]);
  });

  it("imports no MendixApp before somebody has taken the secrets out, by a command that it gives", () => {
    const { fix } = problemOf(environment(Delivery.terraform(), { takeOver: ["objects"] }));
    const [, patch = ""] =
      /kubectl patch mendixapp orders --namespace mendix --type=merge --patch '(.*)' /.exec(fix) ?? [];
    expect(JSON.parse(patch)).toEqual({
      metadata: { annotations: { "kubectl.kubernetes.io/last-applied-configuration": null } },
      spec: {
        runtime: {
          mxAdminPassword: null,
          debuggerPassword: null,
          microflowConstants: null,
          customConfiguration: null,
          clientCertificates: null,
        },
      },
    });
  });

  it("never imports what holds a value: of all that it makes, objects without a secret alone", () => {
    const imports =
      (synthesize(environment(Delivery.terraform(), taken("objects"))) as { import?: readonly { to: string }[] })
        .import ?? [];
    expect(imports.map(({ to }) => to.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "kubernetes_manifest.environment_objects_ServiceAccount",
      "kubernetes_manifest.environment_objects_SecretProviderClass",
      "kubernetes_manifest.environment_objects_MendixApp",
    ]);
    const secret = { store: new KubernetesSecret(), takeOver: ["store/secret"] };
    expect(problemsOf(environment(Delivery.terraform(), secret))).toEqual(["MX-TAKE-OVER-SECRET takeOver[0]"]);
  });

  it("waits for the runtime when told to", () => {
    const synthesized = synthesize(environment(Delivery.terraform({ waitForReady: "20m" })));
    const [waiting, ...others] = resourcesOf(synthesized, "kubernetes_manifest").filter(({ wait }) => wait);
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({
      wait: { fields: { "status.runtimeStatus": "Ready" } },
      timeouts: { create: "20m", update: "20m" },
    });
  });

  it.each([
    ["MX-TAKE-OVER takeOver[0]", {}, { takeOver: ["objects/ExternalSecret"] }],
    ["MX-TAKE-OVER-SECRET takeOver", {}, { takeOver: ["objects/MendixApp"] }],
    ["MX-KUBERNETES-VALUE delivery.waitForReady", { waitForReady: "soon" }, {}],
    ["MX-DELIVERY-WAIT delivery.waitForReady", { waitForReady: "20m" }, { app: App.connected() }],
    [
      "MX-DELIVERY-WAIT delivery.waitForReady",
      { waitForReady: "20m" },
      { app: App.standalone({ sourceUrl: "https://example.com/a.mda", replicas: 0 }) },
    ],
  ])("reports %s", (problem, props, changes) => {
    expect(problemsOf(environment(Delivery.terraform(props), changes))).toEqual([problem]);
  });
});

describe("delivery by manifests", () => {
  it("is one file for each object, and a kustomization", () => {
    const files = manifestsOf(Delivery.manifests({ directory: "manifests" }));
    expect(Object.keys(files)).toEqual([
      "prod/mendix/orders/service-account.yaml",
      "prod/mendix/orders/secret-provider-class.yaml",
      "prod/mendix/orders/mendix-app.yaml",
      "prod/mendix/orders/kustomization.yaml",
    ]);
    expect(files["prod/mendix/orders/kustomization.yaml"]).toBe(
      [
        "apiVersion: kustomize.config.k8s.io/v1beta1",
        "kind: Kustomization",
        "resources:",
        "  - service-account.yaml",
        "  - secret-provider-class.yaml",
        "  - mendix-app.yaml",
        "",
      ].join("\n"),
    );
    expect(files["prod/mendix/orders/service-account.yaml"]).toBe(
      [
        "apiVersion: v1",
        "kind: ServiceAccount",
        "metadata:",
        "  name: orders",
        "  namespace: mendix",
        "  annotations:",
        '    privatecloud.mendix.com/environment-account: "true"',
        "",
      ].join("\n"),
    );
  });

  it("is the same every time", () => {
    const delivery = Delivery.manifests({ directory: "manifests" });
    expect(manifestsOf(delivery)).toEqual(manifestsOf(delivery));
  });

  it("tells Argo CD the order", () => {
    const files = manifestsOf(Delivery.manifests({ directory: "manifests", gitOps: GitOps.argoCd() }));
    const waves = Object.values(files).map((text) => /sync-wave: "(\d)"/.exec(text)?.[1]);
    expect(waves).toEqual(["0", "1", "2", undefined]);
  });

  it("tells Flux the order, in a Kustomization that kustomize itself does not list", () => {
    const flux = GitOps.flux({ source: "platform", dependsOn: ["csi-driver"] });
    const files = manifestsOf(Delivery.manifests({ directory: "./manifests", gitOps: flux }));
    expect(files["prod/mendix/orders/flux-kustomization.yaml"]).toBe(
      [
        "apiVersion: kustomize.toolkit.fluxcd.io/v1",
        "kind: Kustomization",
        "metadata:",
        "  name: mendix-orders",
        "  namespace: flux-system",
        "spec:",
        "  dependsOn:",
        "    - name: csi-driver",
        "  interval: 10m",
        "  path: ./manifests/prod/mendix/orders",
        "  prune: false",
        "  sourceRef:",
        "    kind: GitRepository",
        "    name: platform",
        "",
      ].join("\n"),
    );
    expect(files["prod/mendix/orders/kustomization.yaml"]).not.toContain("flux");
  });

  it("writes the part of the OperatorConfiguration beside them", () => {
    const connected = { app: App.connected({ automountServiceAccountToken: true }) };
    const files = manifestsOf(Delivery.manifests({ directory: "manifests" }), connected);
    expect(files["prod/mendix/orders/operator-configuration.yaml"]).toContain(
      "runtimeAutomountServiceAccountToken: true",
    );
    expect(files["prod/mendix/orders/kustomization.yaml"]).not.toContain("operator-configuration");
  });

  it("holds no secret", () => {
    const delivery = Delivery.manifests({ directory: "manifests" });
    expect(JSON.stringify(manifestsOf(delivery))).not.toMatch(/var\.|TfToken/);
  });

  it("can't know what only the cloud knows", () => {
    const delivery = Delivery.manifests({ directory: "manifests" });
    expect(problemOf(environment(delivery, { store: new ClusterStore("id") }))).toMatchObject({
      code: "MX-MANIFEST-UNKNOWN",
      message: "The SecretProviderClass needs the client id, and a manifest is written before an apply.",
    });
  });

  it("lets Terraform make it first, and its output say what to declare", () => {
    const delivery = Delivery.manifests({ directory: "manifests", beforeFirstApply: true });
    const props = { ...ticketsProd, delivery };
    const { problems, steps, creates, warnings } = describeEnvironment(props);
    expect(problems).toEqual([]);
    expect(steps.at(-1)).toMatchObject({
      does: "Declare the client id of the managed identity as (client id of the managed identity, known after apply), and take beforeFirstApply out.",
    });
    expect(creates).not.toHaveProperty("ServiceAccount");
    expect(warnings).toContain("No manifests are written before the first apply.");
    const [output] = Object.values(synthesize(props).output ?? {});
    expect(JSON.stringify(output)).toMatch(/as \$\{azurerm_user_assigned_identity\.\w+\.client_id\}, and take/);
  });

  it("writes them when everything is known, and says so", () => {
    const delivery = Delivery.manifests({ directory: "manifests", beforeFirstApply: true });
    expect(problemOf(environment(delivery))).toMatchObject({
      code: "MX-MANIFEST-UNKNOWN",
      prop: "delivery.beforeFirstApply",
    });
  });

  it.each([["/manifests"], [""], ["C:\\manifests"], ["\\\\share"]])("does not write to %j", (directory) => {
    expect(problemOf(environment(Delivery.manifests({ directory }))).code).toBe("MX-MANIFEST-DIRECTORY");
  });

  it.each<[string, FluxProps]>([
    ["delivery.gitOps.source", { source: "My Source" }],
    ["delivery.gitOps.dependsOn[0]", { source: "platform", dependsOn: ["_"] }],
    ["delivery.gitOps.namespace", { source: "platform", namespace: "" }],
    ["delivery.gitOps.interval", { source: "platform", interval: "10 minutes" }],
  ])("reports %s", (prop, flux) => {
    const delivery = Delivery.manifests({ directory: "manifests", gitOps: GitOps.flux(flux) });
    expect(problemsOf(environment(delivery))).toEqual([`MX-KUBERNETES-VALUE ${prop}`]);
  });

  it("leaves a plain Secret to Terraform, and delivers the rest", () => {
    const { objects } = describeEnvironment(clusterSample({ delivery: Delivery.manifests({ directory: "m" }) }));
    expect(objects.map(({ kind }) => kind)).toEqual(["ServiceAccount", "MendixApp"]);
  });
});
