import { App, describeEnvironment, SecretValue } from "../../lib";
import type { ManifestValue } from "../../lib/core/kubernetes-object";
import { clusterSample } from "../support/kubernetes-samples";
import { problemsOf } from "../support/synthesize";

const environment = (rawSpec: Readonly<Record<string, ManifestValue>>) =>
  clusterSample({ app: App.standalone({ sourceUrl: "https://example.com/a.mda", replicas: 1, rawSpec }) });
const specOf = (rawSpec: Readonly<Record<string, ManifestValue>>) =>
  describeEnvironment(environment(rawSpec)).objects.find(({ kind }) => kind === "MendixApp")?.["spec"];

describe("the raw part of a MendixApp", () => {
  it("is merged last and deeply", () => {
    expect(specOf({ replicas: 5, runtime: { newField: { a: 1 } }, list: ["x"] })).toMatchObject({
      replicas: 5,
      runtime: { dtapMode: "P", newField: { a: 1 } },
      list: ["x"],
    });
  });

  it("can't take away the restart trigger", () => {
    const trigger = { "mendix-secret-store/restart": "mine", own: "kept" };
    expect(specOf({ runtimeDeploymentPodAnnotations: trigger })).toMatchObject({
      runtimeDeploymentPodAnnotations: {
        "mendix-secret-store/restart": expect.stringMatching(/^[0-9a-f]{8}$/) as string,
        own: "kept",
      },
    });
  });

  it.each<[string, Readonly<Record<string, ManifestValue>>]>([
    ["allowOverrideSecretsWithSecretStoreCSIDriver", { allowOverrideSecretsWithSecretStoreCSIDriver: false }],
    ["database", { database: { servicePlan: "plan" } }],
    ["storage", { storage: { servicePlan: "plan" } }],
    ["tls.key", { tls: { key: "k" } }],
    ["tls.certificate", { tls: { certificate: "c" } }],
    ["runtime.mxAdminPassword", { runtime: { mxAdminPassword: "p" } }],
    ["runtime.debuggerPassword", { runtime: { debuggerPassword: "p" } }],
    ["runtime.microflowConstants", { runtime: { microflowConstants: { "A.B": "x" } } }],
    ["runtime.customConfiguration", { runtime: { customConfiguration: "{}" } }],
    ["runtime.environmentVariables", { runtime: { environmentVariables: [{ name: "A", value: "x" }] } }],
    ["runtime.clientCertificates", { runtime: { clientCertificates: [{ key: "k", password: "p" }] } }],
    ["runtime.runtimeLicense.key", { runtime: { runtimeLicense: { type: "offline", id: "1", key: "k" } } }],
  ])("can't set %s", (path, raw) => {
    expect(problemsOf(environment(raw))).toEqual([`MX-APP-RAW app.rawSpec.${path}`]);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ["runtime.newPassword", { runtime: { newPassword: "p" } }],
    ["proxy.apiToken", { proxy: { apiToken: "t" } }],
    ["list.0.clientSecret", { list: [{ clientSecret: "s" }] }],
    ["newField", { newField: SecretValue.fromVariable() }],
  ])("can't carry a secret in a field that comes later: %s", (path, raw) => {
    expect(problemsOf(environment(raw as Readonly<Record<string, ManifestValue>>))).toEqual([
      `MX-SECRET-PLAIN app.rawSpec.${path}`,
    ]);
  });

  it("can refer to a Secret", () => {
    expect(
      problemsOf(environment({ proxy: { passwordSecretName: "s", secretKeyRef: { name: "s", key: "k" } } })),
    ).toEqual([]);
  });
});
