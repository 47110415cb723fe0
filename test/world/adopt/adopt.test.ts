import * as fs from "node:fs";
import * as path from "node:path";
import { cli, folderOf } from "../../support/terminal";

const STORES = ["aws", "aws-parameters", "azure", "google", "kubernetes", "vault"] as const;
const FIXTURES = path.join(__dirname, "environments");
const MISTAKES = path.join(__dirname, "mistakes.yaml");
const folders: string[] = [];
const before = process.cwd();

/** An empty working directory, left after each test. */
function inFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = folderOf(files);
  folders.push(folder);
  process.chdir(folder);
  return folder;
}

afterEach(() => {
  process.chdir(before);
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true });
});

const fixture = (store: string) => path.join(FIXTURES, `${store}.yaml`);
const read = (file: string) => fs.readFileSync(file, "utf8");

/** Answers every open question with the example that stands in it. */
function answer(): void {
  for (const name of fs.readdirSync("environments")) {
    const file = path.join("environments", name);
    fs.writeFileSync(file, read(file).replace(/["']TODO: .*, like ([^"'\n]*)["']$/gm, '"$1"'));
  }
}

describe.each(STORES)("an environment of %s that was made as the vendor's page tells it", (store) => {
  it("is declared, and is right once the open questions are answered", async () => {
    inFolder();
    const adopted = await cli(["adopt", fixture(store)]);
    expect([adopted.code, adopted.err]).toEqual([0, ""]);
    expect(fs.readdirSync("environments")).toEqual(["clusters.yaml", "orders.yaml"]);
    const open = (await cli(["validate"])).out.match(/MX-[A-Z-]+/g);
    expect(new Set(open)).toEqual(new Set(["MX-TODO"]));
    answer();
    expect((await cli(["validate"])).out).toBe("1 environment in environments, no problem.\n");
    expect(read("environments/orders.yaml")).toMatchSnapshot();
  });

  it("has no finding", async () => {
    expect(await cli(["adopt", "--check", fixture(store)])).toEqual({
      code: 0,
      out: "1 environment: 0 wrong, 0 warnings.\n",
      err: "",
    });
  });
});

describe("adopt", () => {
  it("takes over objects by import, and makes nothing else", async () => {
    inFolder();
    await cli(["adopt", fixture("aws")]);
    answer();
    await cli(["synth"]);
    const output = JSON.parse(read("cdktf.out/stacks/orders/cdk.tf.json")) as {
      resource: Record<string, object>;
      import: readonly { id: string }[];
    };
    expect(Object.keys(output.resource).sort()).toEqual(["kubernetes_annotations", "kubernetes_manifest"]);
    expect(output.import.map(({ id }) => id.split(",")[1])).toEqual([
      "kind=ServiceAccount",
      "kind=SecretProviderClass",
      "kind=MendixApp",
    ]);
  });

  it("repeats no value: not of a Secret, not of a MendixApp, neither in files nor on the screen", async () => {
    inFolder();
    const results = [
      await cli(["adopt", MISTAKES]),
      await cli(["adopt", "--json", MISTAKES]),
      await cli(["adopt", "--check", MISTAKES]),
      await cli(["adopt", "--dry-run", fixture("kubernetes")]),
    ];
    const written = fs.readdirSync("environments").map((name) => read(path.join("environments", name)));
    const canary = "canary-secret";
    for (const text of [...written, ...results.flatMap(({ out, err }) => [out, err])]) {
      expect(text).not.toContain(canary);
      expect(text).not.toContain(Buffer.from(canary).toString("base64"));
    }
  });

  it("does not import a MendixApp that holds a secret until it is gone, and prints the patch", async () => {
    inFolder();
    const { out, code } = await cli(["adopt", MISTAKES]);
    expect(code).toBe(1);
    expect(out).toContain("kubectl patch mendixapp vaulted --namespace mendix --type=merge --patch");
    expect(read("environments/vaulted.yaml")).toMatch(/- resource: objects\/MendixApp\n$/);
    expect(out).toContain("MX-TAKE-OVER-SECRET");
  });

  it("leaves the portal's MendixApp to the portal", async () => {
    const agent = "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: mendix-agent, namespace: mendix }\n";
    const folder = inFolder({ "found/agent.yaml": agent });
    await cli(["adopt", fixture("aws"), path.join(folder, "found")]);
    expect(read("environments/orders.yaml")).toMatch(/app:\n {2}connected: \{\}\n/);
    expect(read("environments/orders.yaml")).not.toContain("objects/MendixApp");
  });

  it("overwrites nothing that a person edited, and says what differs", async () => {
    inFolder();
    await cli(["adopt", fixture("aws")]);
    answer();
    const edited = read("environments/orders.yaml").replace("replicas: 2", "replicas: 3");
    fs.writeFileSync("environments/orders.yaml", edited);
    const { out } = await cli(["adopt", fixture("aws")]);
    expect(out).toContain(
      "kept environments/orders.yaml: it is there already\n  app.standalone.replicas: the file says something else\n",
    );
    expect(read("environments/orders.yaml")).toBe(edited);
    await cli(["adopt", "--force", fixture("aws")]);
    expect(read("environments/orders.yaml")).toContain("replicas: 2");
  });

  it("writes what several environments share once, and not what the defaults say", async () => {
    const second = read(fixture("vault")).replace(/\borders\b(?=,| *$)/gm, "billing");
    const folder = inFolder({ "found/a.yaml": read(fixture("vault")), "found/b.yaml": second });
    expect((await cli(["adopt", path.join(folder, "found")])).code).toBe(0);
    const again = await cli(["adopt", path.join(folder, "found")]);
    expect(again.out.match(/^kept .*$/gm)).toEqual([
      "kept environments/orders.yaml: it is there already, and says what was found",
      "kept environments/billing.yaml: it is there already, and says what was found",
    ]);
    expect(read("environments/defaults.yaml")).toMatch(/namespace: mendix\ncluster: prod\nversions:/);
    for (const name of ["orders", "billing"]) {
      expect(read(`environments/${name}.yaml`)).not.toMatch(/^(namespace|cluster|versions):/m);
    }
    answer();
    expect((await cli(["validate"])).out).toContain("2 environments");
  });

  it.each([
    [[], "Write --namespace NAME, or files and folders"],
    [["--namespace", "mendix"], "Which cluster? Write --context NAME"],
    [["nowhere.yaml"], "There is no file nowhere.yaml."],
    [["empty.yaml"], "No environment was found: no MendixApp"],
    [["broken.yaml"], "broken.yaml:3 is no YAML"],
    [["plain.yaml"], "plain.yaml:1 is YAML, and no object of Kubernetes: it has no kind."],
  ])("says what is wrong with %j", async (parameters, sentence) => {
    inFolder({ "empty.yaml": "", "broken.yaml": "a: 1\nb: [1\n", "plain.yaml": "a: 1\n" });
    const { code, err } = await cli(["adopt", ...parameters]);
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
  });

  it("does what can be done, and says what it can't", async () => {
    const half =
      "apiVersion: privatecloud.mendix.com/v1alpha1\nkind: MendixApp\nmetadata: { name: half, namespace: mendix }\n";
    const folder = inFolder({ "found/half.yaml": half, "found/bad.yaml": "a: [" });
    const { code, out } = await cli(["adopt", fixture("vault"), path.join(folder, "found")]);
    expect(code).toBe(0);
    expect(out).toContain("mendix/half is not adopted: it has no store");
    expect(out).toMatch(/bad\.yaml:1 is no YAML/);
    expect(fs.readdirSync("environments")).toEqual(["clusters.yaml", "orders.yaml"]);
  });
});
