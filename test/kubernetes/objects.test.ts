import { App, describeEnvironment, DtapMode } from "../../lib";
import { kubernetesObjects } from "../../lib/engine/objects";
import { eks, sample } from "../support/samples";

const subject = { cluster: eks, namespace: "mendix", name: "orders" };

describe("kubernetesObjects", () => {
  const request = {
    subject,
    mount: { kind: "SecretProviderClass", provider: "aws", parameters: { region: "eu-west-1" } },
    serviceAccountAnnotations: { role: "arn" },
    podLabels: { team: "shop" },
    app: {
      spec: { sourceURL: "oci-image://r/a:1", runtimeDeploymentPodAnnotations: { own: "kept" } },
      imagePullSecrets: [],
    },
    restart: "12345678",
  } as const;

  it("share one name in one namespace, and carry the vendor's annotations as strings", () => {
    expect(kubernetesObjects(request)).toEqual([
      {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: {
          name: "orders",
          namespace: "mendix",
          annotations: { "privatecloud.mendix.com/environment-account": "true", role: "arn" },
        },
      },
      {
        apiVersion: "secrets-store.csi.x-k8s.io/v1",
        kind: "SecretProviderClass",
        metadata: {
          name: "orders",
          namespace: "mendix",
          annotations: { "privatecloud.mendix.com/environment-class": "true" },
        },
        spec: { provider: "aws", parameters: { region: "eu-west-1" } },
      },
      {
        apiVersion: "privatecloud.mendix.com/v1alpha1",
        kind: "MendixApp",
        metadata: { name: "orders", namespace: "mendix" },
        spec: {
          sourceURL: "oci-image://r/a:1",
          customPodLabels: { general: { team: "shop" } },
          allowOverrideSecretsWithSecretStoreCSIDriver: true,
          runtimeDeploymentPodAnnotations: { own: "kept", "mendix-secret-store/restart": "12345678" },
        },
      },
    ]);
  });

  it("make no MendixApp where the portal owns it", () => {
    expect(
      kubernetesObjects({ ...request, app: { spec: undefined, imagePullSecrets: [] } }).map(({ kind }) => kind),
    ).toEqual(["ServiceAccount", "SecretProviderClass"]);
  });

  it("make no SecretProviderClass where a Secret is mounted", () => {
    const kinds = kubernetesObjects({ ...request, mount: { kind: "Secret" } }).map(({ kind }) => kind);
    expect(kinds).toEqual(["ServiceAccount", "MendixApp"]);
  });
});

describe("App", () => {
  const specOf = (app: App, operator = "2.25.1") =>
    describeEnvironment(sample({ app, versions: { operator, mendix: "10.24.14" } })).objects.find(
      ({ kind }) => kind === "MendixApp",
    )?.["spec"];

  it("standalone declares the fields of the MendixApp", () => {
    const app = App.standalone({
      sourceUrl: "https://packages.example.com/orders.mda",
      appUrl: "orders.example.com",
      replicas: 0,
      dtapMode: DtapMode.DEVELOPMENT,
    });
    expect(specOf(app)).toEqual({
      sourceURL: "https://packages.example.com/orders.mda",
      appURL: "orders.example.com",
      replicas: 0,
      runtime: { dtapMode: "D" },
      allowOverrideSecretsWithSecretStoreCSIDriver: true,
      runtimeDeploymentPodAnnotations: {
        "mendix-secret-store/restart": expect.stringMatching(/^[0-9a-f]{8}$/) as string,
      },
    });
  });

  it("standalone runs in production mode, and tells older Operators the runtime's version", () => {
    const app = App.standalone({ sourceUrl: "oci-image://registry/orders:1" });
    expect(specOf(app, "2.15.1")).toMatchObject({ runtime: { dtapMode: "P" }, mendixRuntimeVersion: "10.24.14" });
    expect(specOf(app, "2.16.0")).not.toHaveProperty("mendixRuntimeVersion");
  });

  it("connected makes everything but the MendixApp, and says what is done in the portal", () => {
    const { objects, steps, problems } = describeEnvironment(sample({ app: App.connected() }));
    expect(problems).toEqual([]);
    expect(objects.map(({ kind }) => kind)).toEqual(["ServiceAccount", "SecretProviderClass"]);
    expect(steps.map(({ as, does }) => `${as}: ${does}`)).toEqual([
      "in the Mendix portal: Switch on Enable Secrets Store for the namespace.",
      "in the Mendix portal: Create the environment under this internal name, without a database plan and without a storage plan.",
      "in the Mendix portal: Restart the app after a change that does not apply live.",
    ]);
  });
});
