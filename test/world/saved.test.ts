import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { findSecrets } from "../../lib/testing/secrets";
import { cli, folderOf } from "../support/terminal";
import { CANARY, type Written } from "./support/cluster";
import { declarationsOf, ISSUER, needsOf } from "./support/declared";
import { deployedCluster } from "./support/deployed";
import { EMPTY, FakeKubectl } from "./support/fake-kubectl";

jest.setTimeout(60_000);

const folder = folderOf(declarationsOf(ISSUER));
const objects = deployedCluster(needsOf("prod"));

afterAll(() => fs.rmSync(folder, { recursive: true }));

/** Saved as `kubectl get KINDS -o yaml` prints it. */
function saved(kept: (object: Written) => boolean = () => true): string {
  const list = { apiVersion: "v1", kind: "List", items: objects.filter(kept) };
  return folderOf({ "dump.yaml": stringify(list, { aliasDuplicateObjects: false }) });
}

const verify = (from: string, ...names: string[]) => cli(["verify", ...names, "-d", folder, "--from", from]);

describe("verify --from", () => {
  it("reads what somebody saved, and shows no value of it", async () => {
    const dump = saved();
    expect(findSecrets([CANARY], dump).length).toBeGreaterThan(0);
    const { code, out } = await verify(dump, "shop");
    expect([code, out]).toEqual([0, expect.stringMatching(/right {4}Keys that are mounted +all 12 of 1 pod/)]);
    const all = await cli(["verify", "--all", "-d", folder, "--from", dump, "--json"]);
    expect(all.err).toContain("Name one.");
    const { out: plain } = await verify(dump, "plain");
    expect(plain).toMatch(/right {4}Secret +its 12 keys/);
    expect(findSecrets([CANARY], out + plain)).toEqual([]);
    fs.rmSync(dump, { recursive: true });
  });

  it("says which kinds were not saved, instead of calling them absent", async () => {
    const dump = saved(({ kind }) => kind !== "Pod");
    const { code, out } = await verify(dump, "shop");
    expect([code, out]).toEqual([0, expect.stringMatching(/unknown {2}Pods +not seen: no Pod is in the files\./)]);
    fs.rmSync(dump, { recursive: true });
  });

  it.each([
    ["a file that is not there", "nowhere.yaml", /^There is no file nowhere\.yaml\.\n$/],
    ["what is no YAML", undefined, /^.*bad\.yaml can't be read as YAML or JSON \(at line 1, column \d+\)\.\n$/],
  ])("tells %s in a sentence, without what stands in it", async (_what, name, says) => {
    const bad = folderOf({ "bad.yaml": `a: [${CANARY}: {` });
    const { code, err } = await verify(name ?? path.join(bad, "bad.yaml"), "shop");
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
    expect(err).not.toContain(CANARY);
    fs.rmSync(bad, { recursive: true });
  });
});

describe("collect", () => {
  const items = (...kinds: string[]) =>
    JSON.stringify({ kind: "List", items: objects.filter(({ kind }) => kinds.includes(kind)) });
  const kubectl = new FakeKubectl([
    { to: "get pods", out: items("Pod") },
    {
      to: "get serviceaccounts,",
      out: items(
        "ServiceAccount",
        "SecretProviderClass",
        "SecretProviderClassPodStatus",
        "MendixApp",
        "OperatorConfiguration",
      ),
    },
    { to: "get nodes", out: items("Node", "CSIDriver", "CSINode") },
    { to: "get daemonsets", out: items("DaemonSet", "Deployment") },
    ...EMPTY,
  ]);
  const target = folderOf({});
  const asked = ["-d", folder, "--context", "test", "--kubectl", kubectl.program];

  afterAll(() => {
    kubectl.remove();
    fs.rmSync(target, { recursive: true });
  });

  it("writes a folder that says the same as the cluster, without a value, for its owner's eyes", async () => {
    const output = path.join(target, "collected");
    const { code, out } = await cli(["collect", "shop", ...asked, "-o", output]);
    expect([code, out]).toEqual([0, expect.stringContaining("collected/SecretProviderClass.yaml\n")]);
    expect(findSecrets([CANARY], output)).toEqual([]);
    expect(fs.statSync(output).mode & 0o777).toBe(0o700);
    for (const name of fs.readdirSync(output)) expect(fs.statSync(path.join(output, name)).mode & 0o777).toBe(0o600);
    expect(fs.readFileSync(path.join(output, "Pod.yaml"), "utf8")).not.toContain("orders-master-0");
    expect(fs.readFileSync(path.join(output, "README.md"), "utf8")).toContain("| SecretProviderClass.yaml | shop |");
    const live = await cli(["verify", "shop", ...asked]);
    expect(await verify(output, "shop")).toEqual(live);
    expect(await cli(["collect", "shop", ...asked, "-o", output])).toMatchObject({
      code: 2,
      err: expect.stringContaining("is there already") as string,
    });
  });
});
