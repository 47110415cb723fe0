import * as fs from "node:fs";
import * as path from "node:path";
import { apiServer, ApiServer } from "../../engines/api-server";
import { provider, terraform, Workspace, type Plan } from "../../engines/terraform";
import { readClass } from "../../lib/stores/classes";
import { loadDeclarations } from "../../lib/declaration/folder";
import { cli, folderOf } from "../support/terminal";
import { describeWith } from "./support/missing";

jest.setTimeout(300_000);

interface Live {
  readonly metadata: { readonly uid: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>>;
}

const FIXTURES = path.join(process.cwd(), "test/world/adopt/environments");
const STORES = [
  ["aws", "objects"],
  ["vault", "objects"],
  ["kubernetes", ""],
] as const;

/** What a plan would do, by the kind of object: anything but annotations is found there already. */
function changesIn({ resource_changes: changes = [] }: Plan): readonly string[] {
  return changes.map(({ type, change }) => `${type} ${change.actions.join("+")}`).sort();
}

describeWith([terraform, provider("kubernetes"), apiServer], "an environment that kubectl made, adopted", () => {
  const before = process.cwd();
  let server: ApiServer;
  let folder: string;
  let workspace: Workspace;

  beforeAll(async () => {
    server = await ApiServer.start();
    server.createNamespace("mendix");
    process.env["KUBECONFIG"] = server.kubeconfig;
  }, 120_000);

  afterAll(async () => {
    await server.stop();
  });

  beforeEach(() => {
    folder = folderOf({});
    process.chdir(folder);
    workspace = new Workspace({ KUBE_CONFIG_PATH: server.kubeconfig });
  });

  afterEach(() => {
    process.chdir(before);
    workspace.remove();
    fs.rmSync(folder, { recursive: true });
    const kinds = "serviceaccount,secretproviderclass,mendixapp,secret";
    server.kubectl(["delete", kinds, "orders", "--namespace", "mendix", "--ignore-not-found"]);
  });

  const live = (kind: string) => server.get<Live>(kind, "mendix", "orders");

  /** Files that a pod would find: what its provider's parser reads of the class, documents as a whole left out. */
  const files = (store: string) =>
    store === "kubernetes"
      ? []
      : readClass(store, (live("secretproviderclass").spec["parameters"] ?? {}) as Record<string, string>)
          ?.files.filter(({ document }) => !document)
          .map(({ file, object, property }) => [file, object, property]);

  it.each(STORES)(
    "on %s: nothing to destroy or replace, then nothing to do, and equal field by field",
    async (store) => {
      server.kubectl(["apply", "--filename", path.join(FIXTURES, `${store}.yaml`)]);
      const [uid, mounted] = [live("mendixapp").metadata.uid, files(store)];
      const adopted = await cli(["adopt", "--namespace", "mendix", "--context", "test", "--cluster", "prod"]);
      expect(adopted).toMatchObject({ code: 0, err: "" });
      for (const name of fs.readdirSync("environments")) {
        const text = fs.readFileSync(`environments/${name}`, "utf8");
        fs.writeFileSync(`environments/${name}`, text.replace(/["']TODO: .*, like ([^"'\n]*)["']$/gm, '"$1"'));
      }
      expect((await cli(["validate"])).out).toContain("no problem");
      const { environments } = loadDeclarations("environments");
      const { steps, objects } = environments[0]?.blueprint ?? { steps: [], objects: [] };
      for (const { does } of steps.filter((step) => step.does.includes("--server-side"))) server.shell(does);

      await cli(["synth"]);
      const { terraform: block, ...written } = JSON.parse(
        fs.readFileSync("cdktf.out/stacks/orders/cdk.tf.json", "utf8"),
      ) as { readonly terraform: object };
      const here = { ...block, backend: { local: { path: "terraform.tfstate" } } };
      workspace.write({ ...written, terraform: here, provider: { kubernetes: [{ config_path: server.kubeconfig }] } });
      workspace.init();
      const plan = workspace.plan();
      expect(changesIn(plan).filter((change) => !/^kubernetes_\w+ (create|no-op|update)$/.test(change))).toEqual([]);
      expect(changesIn(plan).filter((change) => change.startsWith("kubernetes_manifest create"))).toEqual(
        store === "kubernetes" ? ["kubernetes_manifest create"] : [],
      );
      workspace.apply();
      workspace.apply();
      expect(changesIn(workspace.plan()).filter((change) => !change.endsWith(" no-op"))).toEqual([]);

      expect(live("mendixapp").metadata.uid).toBe(uid);
      expect(files(store)).toEqual(mounted);
      for (const { kind, metadata, spec } of objects) {
        const { metadata: found, spec: own } = live(kind.toLowerCase());
        expect(own).toEqual(spec);
        expect(found.annotations ?? {}).toMatchObject(metadata.annotations ?? {});
      }
    },
  );
});
