import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ApiServer, apiServer } from "../../engines/api-server";
import { Authority, openssl } from "../../engines/clouds/authority";
import { CsiNode } from "../../engines/csi/csi-node";
import { mounts } from "../../engines/csi/mount-namespace";
import { csiDriver } from "../../engines/csi/providers";
import { terraform } from "../../engines/terraform";
import { aws, awsPodIdentity } from "./support/mounts/aws";
import { azure } from "./support/mounts/azure";
import { wayOf } from "./support/mounts/deployment";
import { google } from "./support/mounts/google";
import { vault } from "./support/mounts/vault";
import { describeWith } from "./support/missing";
import {
  AWKWARD,
  declaration,
  DUMMIES,
  EXPECTED,
  VARIABLES,
  written,
  type Declaration,
} from "./support/mounts/declared";
import type { MountStore, RunningStore } from "./support/mounts/store";

jest.setTimeout(300_000);

const POD = { namespace: "mendix", serviceAccount: "orders", secretProviderClass: "orders" };

/** What the real driver and the store's real provider mount of an environment that the command line wrote. */
function describeMounts(store: MountStore): void {
  const engines = [terraform, apiServer, mounts, openssl, csiDriver, ...store.engines];
  describeWith(engines, `a mount from ${store.title} (${wayOf(store.providers)})`, () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "mounts-"));
    let api: ApiServer;
    let running: RunningStore;
    let node: CsiNode;

    const deploy = async (changes: Declaration = {}, variables = VARIABLES) =>
      running.deployment.deploy(
        await written(running.clusters, declaration({ ...running.props, ...changes })),
        variables,
      );
    const constants = (more: Declaration) => ({ constants: { ...(declaration()["constants"] as object), ...more } });

    beforeAll(async () => {
      api = await ApiServer.start(store.issuerPath);
      for (const namespace of ["mendix", "other"]) api.createNamespace(namespace);
      CsiNode.install(api);
      const authority = new Authority(directory);
      running = await store.start(api, authority);
      node = await CsiNode.start(api, running.installed, authority.file);
      await deploy();
    });

    afterAll(async () => {
      await node?.stop();
      running?.deployment.stop();
      await running?.stop();
      await api?.stop();
      fs.rmSync(directory, { recursive: true, force: true });
    });

    it("holds every file byte for byte as declared", async () => {
      expect(await node.mount(POD)).toEqual({ files: expect.objectContaining(EXPECTED) });
    });

    it("is refused to another ServiceAccount of the namespace", async () => {
      apply(copyOf("serviceaccount", "mendix", "stranger"));
      expect(await node.mount({ ...POD, serviceAccount: "stranger" })).toMatchObject({
        refused: expect.stringMatching(store.refusal),
      });
    });

    it("is refused to the same name in another namespace", async () => {
      for (const kind of ["serviceaccount", "secretproviderclass"]) apply(copyOf(kind, "other"));
      expect(await node.mount({ ...POD, namespace: "other" })).toMatchObject({
        refused: expect.stringMatching(store.refusal),
      });
    });

    it("brings a changed setting and a raised revision, and no dummy", async () => {
      const password = { fromVariable: { revision: 2 } };
      const database = { postgresql: { host: "db.example.com:5432", name: "orders", username: "orders", password } };
      const changed = constants({ "Awkward.Dollar": "changed" });
      await deploy({ ...changed, database }, { ...DUMMIES, TF_VAR_orders_database_password: "second" });
      const files = { ...EXPECTED, "database-password": "second", "mx-const-Awkward.Dollar": "changed" };
      expect(await node.mount(POD)).toEqual({ files: expect.objectContaining(files) });
    });

    it("follows a key that is added, and one that is dropped", async () => {
      const { Dollar: _, ...rest } = AWKWARD;
      const kept = Object.entries({ ...rest, Added: "new" }).map(([name, text]) => [`Awkward.${name}`, text]);
      await deploy({ constants: Object.fromEntries(kept) });
      const { files = {} } = await node.mount(POD);
      expect(files).toMatchObject({ "mx-const-Awkward.Added": "new", "storage-secret-access-key": "key-1" });
      expect(Object.keys(files)).not.toContain("mx-const-Awkward.Dollar");
    });

    it("is refused when an entry was deleted by hand, and says so", async () => {
      await running.deleteEntryOf("database-password");
      expect(await node.mount(POD)).toMatchObject({ refused: expect.stringMatching(/database-password/) });
    });

    it("is refused when everything is destroyed, also to a pod that is made again", async () => {
      const objects = ["serviceaccount", "secretproviderclass"].map((kind) => copyOf(kind, POD.namespace));
      await running.deployment.destroy(DUMMIES);
      expect(api.kubectl(["get", "serviceaccount,secretproviderclass", "--namespace", "mendix"])).not.toContain(
        "orders",
      );
      for (const object of objects) apply(object);
      expect(await node.mount(POD)).toMatchObject({ refused: expect.stringMatching(/failed to mount/) });
    });

    const apply = (object: object) => api.kubectl(["apply", "--filename", "-"], JSON.stringify(object));

    /** An object of the environment, for a namespace or a name that is not its own. */
    function copyOf(kind: string, namespace: string, name = "orders"): object {
      const original = api.get<{ metadata: { annotations?: object } }>(kind, "mendix", "orders");
      return { ...original, metadata: { namespace, name, annotations: original.metadata.annotations } };
    }
  });
}

[azure, google, vault, aws, awsPodIdentity].forEach(describeMounts);
