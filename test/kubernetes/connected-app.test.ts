import { App, Cluster, describeEnvironment } from "../../lib";
import { clusterSample } from "../support/kubernetes-samples";
import { problemsOf } from "../support/synthesize";
import { ClusterStore } from "../engines/support/cluster-store";

/** A store that labels the pods, as a cloud's identity does. */
class LabellingStore extends ClusterStore {
  override describe(context: Parameters<ClusterStore["describe"]>[0]) {
    const share = super.describe(context);
    share.podLabels["azure.workload.identity/use"] = "true";
    return share;
  }
}

describe("a connected app", () => {
  it("makes everything but the MendixApp, and says what to do in the portal", () => {
    const { objects, steps, operatorConfiguration } = describeEnvironment(
      clusterSample({ store: new ClusterStore(), app: App.connected() }),
    );
    expect(objects.map(({ kind }) => kind)).toEqual(["ServiceAccount", "SecretProviderClass"]);
    expect(steps.map(({ as }) => as)).toEqual(Array(3).fill("in the Mendix portal"));
    expect(operatorConfiguration).toBeUndefined();
  });

  it("takes pod labels to the Operator's configuration", () => {
    const { operatorConfiguration, steps } = describeEnvironment(
      clusterSample({ store: new LabellingStore(), app: App.connected({ automountServiceAccountToken: false }) }),
    );
    expect(operatorConfiguration).toEqual({
      apiVersion: "privatecloud.mendix.com/v1alpha1",
      kind: "OperatorConfiguration",
      metadata: { name: "mendix-operator-configuration", namespace: "mendix" },
      spec: {
        runtimeAutomountServiceAccountToken: false,
        customPodLabels: { general: { "azure.workload.identity/use": "true" } },
      },
    });
    expect(steps.at(-1)?.does).toBe("kubectl rollout restart deployment/mendix-operator --namespace mendix");
  });

  it("refuses by name what only the MendixApp can carry", () => {
    const props = { replicas: 2, appUrl: "orders.example.com", imagePullSecrets: ["registry"] };
    expect(problemsOf(clusterSample({ app: App.connected(props as object) }))).toEqual([
      "MX-APP-CONNECTED app.replicas",
      "MX-APP-CONNECTED app.appUrl",
    ]);
  });
});

test("an Operator in global mode is restarted where it runs, and configured in the namespace of the app", () => {
  const cluster = Cluster.other({ name: "prod", globalOperatorNamespace: "mendix-operator" });
  const app = App.connected({ automountServiceAccountToken: true });
  const { operatorConfiguration, steps } = describeEnvironment(
    clusterSample({ cluster, store: new ClusterStore(), app }),
  );
  expect(operatorConfiguration?.metadata.namespace).toBe("mendix");
  expect(steps.slice(-2).map(({ does }) => does)).toEqual([
    expect.stringMatching(/^kubectl patch operatorconfiguration mendix-operator-configuration --namespace mendix /),
    "kubectl rollout restart deployment/mendix-operator --namespace mendix-operator",
  ]);
});
