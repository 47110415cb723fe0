import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Cluster } from "../../lib";
import { CsiDriver, CsiProvider, MendixClusterPrerequisites } from "../../lib/cluster";
import { newStack, synthesizeStack } from "../support/synthesize";
import { apiServer, ApiServer } from "../../engines/api-server";
import { describeWith } from "./support/missing";
import { changesOf, provider, terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(300_000);

/** A chart whose one object shows the values that reached it; no node runs that could run a real one. */
const CHART = {
  "Chart.yaml": "apiVersion: v2\nname: provider\nversion: 0.1.0\n",
  "templates/values.yaml":
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: values\ndata:\n  values: {{ .Values | toJson | quote }}\n",
};

const engines = [terraform, provider("helm"), provider("kubernetes"), apiServer];

describeWith(engines, "prerequisites of a cluster", () => {
  let server: ApiServer;
  let workspace: Workspace;
  let chart: string;

  beforeAll(async () => {
    server = await ApiServer.start();
    server.createNamespace("csi");
    workspace = new Workspace();
    chart = fs.mkdtempSync(path.join(os.tmpdir(), "chart-"));
    fs.mkdirSync(path.join(chart, "templates"));
    for (const [name, text] of Object.entries(CHART)) fs.writeFileSync(path.join(chart, name), text);
    const stack = newStack("cluster");
    new KubernetesProvider(stack, "kubernetes", { configPath: server.kubeconfig });
    new HelmProvider(stack, "helm", { kubernetes: { configPath: server.kubeconfig } });
    new MendixClusterPrerequisites(stack, "prerequisites", {
      cluster: Cluster.gke({ name: "prod", project: "acme-prod", projectNumber: "123456789012" }),
      driver: CsiDriver.installed({ tokenAudiences: ["acme-prod.svc.id.goog"] }),
      providers: [CsiProvider.google({ chart })],
      driverNamespace: "csi",
      namespaces: ["mendix"],
    });
    workspace.write(synthesizeStack(stack));
    workspace.init();
    workspace.apply();
  });

  afterAll(async () => {
    workspace.remove();
    fs.rmSync(chart, { recursive: true });
    await server.stop();
  });

  it("bring the chart's values to the cluster, and are not planned again", () => {
    const { data } = server.get<{ data: { values: string } }>("configmap", "csi", "values");
    expect(JSON.parse(data.values)).toEqual({ tolerations: [{ operator: "Exists" }] });
    expect(server.kubectl(["get", "namespace", "mendix", "--output=name"]).trim()).toBe("namespace/mendix");
    expect(changesOf(workspace.plan())).toEqual([]);
  });

  it("keep a namespace, whatever is in it", () => {
    const { code, output } = workspace.try(["destroy", "-auto-approve", "-no-color"]);
    expect(code).toBe(1);
    expect(output).toContain("lifecycle.prevent_destroy");
  });
});
