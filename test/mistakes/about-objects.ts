import { App, describeEnvironment } from "../../lib";
import { CsiProvider, describeClusterPrerequisites } from "../../lib/cluster";
import { eks, sample } from "../support/samples";
import { googleSample, PRINCIPAL } from "../support/samples-google";
import { resourcesOf, synthesize } from "../support/synthesize";
import { byIam, manifestOf, objectOf, refusals, stepsOf } from "./looked-up";
import type { Mistake } from "./mistake";

const APP = {
  apiVersion: "privatecloud.mendix.com/v1alpha1",
  kind: "MendixApp",
  metadata: { name: "orders", namespace: "mendix" },
  spec: {
    sourceURL: "oci-image://registry.example.com/orders:1.4.2",
    runtime: { dtapMode: "P" },
    allowOverrideSecretsWithSecretStoreCSIDriver: true,
    runtimeDeploymentPodAnnotations: {
      "mendix-secret-store/restart": expect.stringMatching(/^[0-9a-f]{8}$/) as string,
    },
  },
};

const PLAN = { database: { servicePlan: "postgres" } };

/** Where the vendor's pages mislead about Kubernetes objects and versions. */
export const MISTAKES_ABOUT_OBJECTS: readonly Mistake[] = [
  {
    row: 4,
    page: "has a SecretProviderClass of v1alpha1",
    instead: "writes v1",
    actual: () => (objectOf(sample(), "SecretProviderClass") as { apiVersion: string }).apiVersion,
    expected: "secrets-store.csi.x-k8s.io/v1",
  },
  {
    row: 24,
    page: "ends the MendixApp in EOF, and has a principal without the dot before svc.id.goog",
    instead: "writes YAML that is the object, and builds the principal",
    actual: () => [
      manifestOf(googleSample(), "mendix-app.yaml"),
      resourcesOf(synthesize(googleSample()), "google_secret_manager_secret_iam_member")[0]?.["member"],
    ],
    expected: [APP, PRINCIPAL],
  },
  {
    row: 25,
    page: "lost annotations and API versions",
    instead: "has the vendor's annotations, as texts, on both objects",
    actual: () => [objectOf(googleSample(), "ServiceAccount"), objectOf(googleSample(), "SecretProviderClass")],
    expected: [
      {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: {
          name: "orders",
          namespace: "mendix",
          annotations: { "privatecloud.mendix.com/environment-account": "true" },
        },
      },
      expect.objectContaining({
        metadata: {
          name: "orders",
          namespace: "mendix",
          annotations: { "privatecloud.mendix.com/environment-class": "true" },
        },
      }),
    ],
  },
  {
    row: 26,
    page: "promises rotation, installs the driver without it, and syncs Kubernetes Secrets that nobody uses",
    instead: "asks for rotation or installs the driver with it, and mounts files only",
    actual: () => [
      describeClusterPrerequisites({ cluster: eks, providers: [CsiProvider.aws()] }).releases[0]?.values,
      stepsOf(googleSample(), "Secrets Store CSI driver with rotation on").length,
      Object.keys((objectOf(sample(), "SecretProviderClass") as { spec: object }).spec),
    ],
    expected: [
      expect.objectContaining({
        enableSecretRotation: true,
        rotationPollInterval: "2m",
        syncSecret: { enabled: false },
      }),
      1,
      ["provider", "parameters"],
    ],
  },
  {
    row: 27,
    page: "has a MendixApp with Mendix 9.4, doubly encoded constants and an undocumented sourceVersion",
    instead: "writes no such field, and refuses a runtime that its features do not work with",
    actual: () => [
      objectOf(sample(), "MendixApp"),
      refusals({ ...byIam, versions: { operator: "2.25.1", mendix: "9.4.0" } }),
    ],
    expected: [
      APP,
      [
        "MX-GATE database.authentication: RDS IAM authentication needs Operator 2.10.1 (yours 2.25.1) and Mendix 9.22.0 (yours 9.4.0). Upgrade and write the new version under versions, or take database.authentication out.",
        "MX-GATE storage: S3 without static keys needs Operator 2.9.0 (yours 2.25.1) and Mendix 9.20.0 (yours 9.4.0). Upgrade and write the new version under versions, or write another storage.",
      ],
    ],
  },
  {
    row: 28,
    page: "says on one page that plans can't be combined with a store, and on another that they can",
    instead: "has a MendixApp without plans, and refuses one",
    actual: () => [
      Object.keys((objectOf(sample(), "MendixApp") as { spec: object }).spec).sort(),
      refusals(sample({ app: App.standalone({ sourceUrl: APP.spec.sourceURL, rawSpec: PLAN }) })),
    ],
    expected: [
      Object.keys(APP.spec).sort(),
      [
        "MX-APP-RAW app.rawSpec.database: database can't be set by the raw part. Write database: Database.postgresql({ ... }) on the environment; plans and a store exclude each other.",
      ],
    ],
  },
  {
    row: 31,
    page: "knows only one Operator in each namespace",
    instead: "takes every namespace that an Operator manages",
    actual: () => [refusals(sample({ namespace: "shop" })), refusals(sample({ namespace: "default" }))],
    expected: [
      [],
      [
        'MX-NAME namespace: "default" is the namespace of everything that names none. Write the namespace that the Operator manages.',
      ],
    ],
  },
  {
    row: 32,
    page: "adds PreferRolling and a pod disruption budget by hand",
    instead: "leaves both to the Operator",
    actual: () => describeEnvironment(sample()).objects.map(({ kind }) => kind),
    expected: ["ServiceAccount", "SecretProviderClass", "MendixApp"],
  },
  {
    row: 33,
    page: 'asks for an app "created in Mendix 9.20"',
    instead: "compares the version that runs",
    actual: () => [
      refusals(sample({ versions: { operator: "2.25.1", mendix: "9.19.0" } })),
      refusals(sample({ versions: { operator: "2.25.1", mendix: "9.20.0.12345" } })),
    ],
    expected: [
      [
        "MX-GATE storage: S3 without static keys needs Operator 2.9.0 (yours 2.25.1) and Mendix 9.20.0 (yours 9.19.0). Upgrade and write the new version under versions, or write another storage.",
      ],
      [],
    ],
  },
];
