import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ApiServer, apiServer } from "../../engines/api-server";
import { Authority, openssl } from "../../engines/clouds/authority";
import { CsiNode } from "../../engines/csi/csi-node";
import { mounts } from "../../engines/csi/mount-namespace";
import { csiDriver } from "../../engines/csi/providers";
import { KubernetesNode, NODE_ENGINES } from "../../engines/node/kubernetes-node";
import { StandInOperator } from "../../engines/node/operator";
import { terraform } from "../../engines/terraform";
import { aws } from "./support/mounts/aws";
import { azure } from "./support/mounts/azure";
import { wayOf } from "./support/mounts/deployment";
import { google } from "./support/mounts/google";
import { kubernetes } from "./support/mounts/kubernetes";
import { vault } from "./support/mounts/vault";
import { describeWith } from "./support/missing";
import { declaration, DUMMIES, EXPECTED, VARIABLES, written, type Declaration } from "./support/mounts/declared";
import type { MountStore, RunningStore } from "./support/mounts/store";
import { Pods } from "./support/pods";

jest.setTimeout(300_000);

/** A pod of the environment that the command line wrote, on a real node. */
function describePods(store: MountStore): void {
  const engines = [terraform, apiServer, mounts, openssl, csiDriver, ...NODE_ENGINES, ...store.engines];
  describeWith(engines, `a pod that reads ${store.title} (${wayOf(store.providers)})`, () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "pods-"));
    let api: ApiServer;
    let running: RunningStore;
    let node: KubernetesNode;
    let pods: Pods;
    let operator: StandInOperator;

    const deploy = async (changes: Declaration = {}, variables = VARIABLES) => {
      const environment = declaration({ ...running.props, ...changes });
      await running.deployment.deploy(await written(running.clusters, environment), variables);
      operator.reconcile("mendix", "orders");
    };
    const constants = (more: Declaration) => ({ constants: { ...(declaration()["constants"] as object), ...more } });

    beforeAll(async () => {
      api = await ApiServer.start(store.issuerPath);
      api.createNamespace("mendix");
      CsiNode.install(api);
      const authority = new Authority(directory);
      running = await store.start(api, authority);
      node = await KubernetesNode.start(api, running.installed, authority.file);
      pods = new Pods(api, node);
      operator = new StandInOperator(api);
      await deploy();
    });

    afterAll(async () => {
      await node?.stop();
      running?.deployment.stop();
      await running?.stop();
      await api?.stop();
      fs.rmSync(directory, { recursive: true, force: true });
    });

    it("starts, and finds every file byte for byte as declared", async () => {
      expect(await pods.filesOf("orders")).toMatchObject(EXPECTED);
    });

    it("gets the new credentials of the file storage while it runs", async () => {
      const { uid } = pods.named("orders");
      const { s3Compatible } = declaration()["storage"] as { s3Compatible: object };
      const storage = { s3Compatible: { ...s3Compatible, secretAccessKey: { fromVariable: { revision: 2 } } } };
      await deploy({ storage }, { ...(store.oneDocument ? VARIABLES : DUMMIES), ...NEW_KEY });
      const expected = { ...EXPECTED, "storage-secret-access-key": "key-2" };
      expect(await pods.filesOf("orders", expected)).toMatchObject(expected);
      expect(pods.named("orders").uid).toBe(uid);
    });

    it("is restarted by a changed constant, and by nothing else", async () => {
      const { uid } = pods.named("orders");
      await deploy(constants({ "Awkward.Dollar": "changed" }));
      const expected = { ...EXPECTED, "mx-const-Awkward.Dollar": "changed" };
      expect(await pods.filesOf("orders", expected)).toMatchObject(expected);
      const restarted = pods.named("orders").uid;
      expect(restarted).not.toBe(uid);
      operator.reconcile("mendix", "orders");
      expect(pods.named("orders").uid).toBe(restarted);
    });

    it("goes on when its entry was deleted by hand, and another does not start", async () => {
      const { uid } = pods.named("orders");
      const spec = operator.podOf("mendix", "orders");
      await running.deleteEntryOf("database-password");
      expect(await pods.failureOf("another", "orders", spec)).toMatch(
        /^MountVolume.SetUp failed for volume "secrets" : /,
      );
      expect(pods.named("orders")).toMatchObject({ uid, phase: "Running" });
    });
  });
}

const NEW_KEY = { TF_VAR_orders_storage_secret_access_key: "key-2" };

[kubernetes, azure, google, vault, aws].forEach(describePods);
