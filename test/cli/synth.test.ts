import * as fs from "node:fs";
import * as path from "node:path";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";

/** Files of three environments; the third one's manifests are written for GitOps. */
const FILES = {
  "environments/clusters.yaml": CLUSTERS,
  "environments/a.yaml": ORDERS.replaceAll("orders", "a"),
  "environments/b.yaml": ORDERS.replaceAll("orders", "b"),
  "environments/c.yaml": `${ORDERS.replaceAll("orders", "c")}delivery:\n  manifests: { directory: manifests }\n`,
};

const stacksIn = (folder: string) => {
  const { stacks } = JSON.parse(fs.readFileSync(`${folder}/manifest.json`, "utf8")) as { stacks: object };
  return Object.keys(stacks);
};

const listed = (folder: string) =>
  fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort() : [];

describe("synth", () => {
  const home = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = folderOf(FILES);
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(home);
    delete process.env["CDKTF_OUTDIR"];
    delete process.env["SYNTH_HCL_OUTPUT"];
    fs.rmSync(folder, { recursive: true });
  });

  test("writes each stack, and the manifests of GitOps", async () => {
    const { code, out, err } = await cli(["synth"]);
    expect([code, out, err]).toEqual([0, "cdktf.out/stacks/a\ncdktf.out/stacks/b\ncdktf.out/stacks/c\n", ""]);
    expect(stacksIn("cdktf.out")).toEqual(["a", "b", "c"]);
    expect(listed("manifests/prod/mendix/c")).toContain("mendix-app.yaml");
  });

  test("of one stack leaves the others and their rows alone, also what nobody wrote", async () => {
    await cli(["synth"]);
    fs.writeFileSync("cdktf.out/stacks/a/.terraform.lock.hcl", "locked");
    fs.writeFileSync("cdktf.out/stacks/b/cdk.tf.json", "somebody's");
    expect((await cli(["synth", "a"])).out).toBe("cdktf.out/stacks/a\n");
    expect(stacksIn("cdktf.out")).toEqual(["a", "b", "c"]);
    expect(fs.readFileSync("cdktf.out/stacks/b/cdk.tf.json", "utf8")).toBe("somebody's");
    expect(fs.readFileSync("cdktf.out/stacks/a/.terraform.lock.hcl", "utf8")).toBe("locked");
  });

  test("of one stack in an empty folder makes its row alone", async () => {
    await cli(["synth", "b"]);
    expect(stacksIn("cdktf.out")).toEqual(["b"]);
  });

  test("names a stack that is no longer declared, and --prune removes it with its manifests", async () => {
    await cli(["synth"]);
    fs.rmSync("environments/c.yaml");
    fs.writeFileSync("manifests/prod/mendix/README.md", "somebody's");
    fs.mkdirSync("cdktf.out/stacks/c/.terraform");
    const { code, err } = await cli(["synth"]);
    expect(code).toBe(0);
    expect(stacksIn("cdktf.out")).toEqual(["a", "b"]);
    expect(err).toContain(
      "cdktf.out/stacks/c is no longer declared. What it made still stands: terraform -chdir=cdktf.out/stacks/c destroy, then mendix-secret-store synth --prune. Or put its file back and run mendix-secret-store retire c.\n",
    );
    expect(err).toContain("manifests/prod/mendix/c/mendix-app.yaml is no longer declared;");
    expect((await cli(["synth"])).err).toBe(err);
    expect(listed("manifests/prod/mendix/c")).toContain("mendix-app.yaml");

    const pruned = await cli(["synth", "--prune"]);
    expect(pruned.err).toContain("removed cdktf.out/stacks/c\n");
    expect(listed("cdktf.out/stacks")).not.toContain("c");
    expect(listed("manifests")).toEqual(["prod", "prod/mendix", "prod/mendix/README.md"]);
    expect((await cli(["synth"])).err).toBe("");
  });

  test("names the manifests of an environment that Terraform delivers now", async () => {
    await cli(["synth"]);
    fs.writeFileSync("environments/c.yaml", ORDERS.replaceAll("orders", "c"));
    expect((await cli(["synth"])).err).toContain("manifests/prod/mendix/c/mendix-app.yaml is no longer declared;");
    expect((await cli(["synth", "c"])).err).toContain("manifests/prod/mendix/c/mendix-app.yaml is no longer declared;");
  });

  test("--prune keeps a folder with something of somebody else's, and a stack that still holds resources", async () => {
    await cli(["synth"]);
    fs.rmSync("environments/b.yaml");
    fs.rmSync("environments/c.yaml");
    fs.writeFileSync("cdktf.out/stacks/b/terraform.tfstate", "{}");
    fs.writeFileSync("terraform.c.tfstate", JSON.stringify({ resources: [{}] }));
    const { code, err } = await cli(["synth", "--prune"]);
    expect(code).toBe(0);
    expect(err).toContain("cdktf.out/stacks/b is no longer declared. It stays: holds terraform.tfstate.");
    expect(err).toContain(
      "cdktf.out/stacks/c is no longer declared. It stays: its state terraform.c.tfstate still holds resources.",
    );
    expect(listed("cdktf.out/stacks")).toEqual(expect.arrayContaining(["b/cdk.tf.json", "c/cdk.tf.json"]));
    // Whatever applies them would destroy the app.
    expect(listed("manifests/prod/mendix/c")).toContain("mendix-app.yaml");
    const [, told] = /(manifests\S+mendix-app.yaml is no longer .*)\n/.exec(err) ?? [];
    expect(told).toBe("manifests/prod/mendix/c/mendix-app.yaml is no longer declared. It stays: its stack c does.");
    expect((await cli(["synth"])).err).toContain("manifests/prod/mendix/c/mendix-app.yaml is no longer declared;");
  });

  test("--check tells what is changed, missing and stale, and writes nothing", async () => {
    expect((await cli(["synth", "--check", "a"])).out).toContain("missing cdktf.out/stacks/a/cdk.tf.json\n");
    expect(fs.existsSync("cdktf.out")).toBe(false);
    await cli(["synth"]);
    expect(await cli(["synth", "--check"])).toEqual({
      code: 0,
      out: "cdktf.out is what environments declares.\n",
      err: "",
    });
    fs.rmSync("environments/b.yaml");
    fs.writeFileSync("manifests/prod/mendix/c/mendix-app.yaml", "kind: Other\n");
    fs.rmSync("cdktf.out/stacks/a/cdk.tf.json");
    const { code, out } = await cli(["synth", "--check"]);
    expect([code, out]).toEqual([
      1,
      [
        "missing cdktf.out/stacks/a/cdk.tf.json",
        "changed manifests/prod/mendix/c/mendix-app.yaml",
        "changed cdktf.out/manifest.json",
        "stale   cdktf.out/stacks/b",
        "",
      ].join("\n"),
    ]);
  });

  test("--check tells of an output that a run was stopped in", async () => {
    await cli(["synth"]);
    fs.writeFileSync("cdktf.out/.synth-journal", "{}");
    expect(await cli(["synth", "--check"])).toMatchObject({
      code: 1,
      out: "cdktf.out is not whole: a synth was stopped in it. Run it again.\n",
    });
  });

  test("writes where cdktf's command line looks, unless it is told another folder", async () => {
    process.env["CDKTF_OUTDIR"] = path.resolve("elsewhere");
    await cli(["synth", "a"]);
    expect(stacksIn("elsewhere")).toEqual(["a"]);
    await cli(["synth", "a", "-o", "here"]);
    expect(stacksIn("here")).toEqual(["a"]);
  });

  test.each([
    ["HCL", ["synth"], "HCL is not written"],
    ["--prune of some", ["synth", "a", "--prune"], "--prune looks at all environments"],
    ["--prune with --check", ["synth", "--check", "--prune"], "--check writes nothing"],
  ])("refuses %s", async (what, parameters, sentence) => {
    if (what === "HCL") process.env["SYNTH_HCL_OUTPUT"] = "true";
    const { code, err } = await cli(parameters);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(fs.existsSync("cdktf.out")).toBe(false);
  });

  test("prints data for programs", async () => {
    await cli(["synth"]);
    fs.rmSync("environments/c.yaml");
    const { out } = await cli(["synth", "--json"]);
    expect(JSON.parse(out)).toMatchObject({
      directories: ["cdktf.out/stacks/a", "cdktf.out/stacks/b"],
      stale: { stacks: ["cdktf.out/stacks/c"] },
      removed: [],
    });
  });

  test("does not follow a name in the output that leads out of it", async () => {
    await cli(["synth"]);
    fs.writeFileSync("cdk.tf.json", "{}");
    fs.writeFileSync(
      "cdktf.out/mendix-secret-store.json",
      JSON.stringify({ stacks: { "../..": ["environments/a.txt"] } }),
    );
    const { code } = await cli(["synth", "--prune"]);
    expect(code).toBe(0);
    expect(fs.existsSync("cdk.tf.json")).toBe(true);
  });

  describe("and diff --written", () => {
    test("says nothing where a synth changes nothing", async () => {
      await cli(["synth"]);
      expect(await cli(["diff", "--written", "cdktf.out", "--exit-code"])).toMatchObject({
        code: 0,
        out: "Nothing changes.\n",
      });
    });

    test("tells what another version wrote otherwise, down to the argument", async () => {
      await cli(["synth"]);
      const file = "cdktf.out/stacks/a/cdk.tf.json";
      const text = fs.readFileSync(file, "utf8").replace('"name": "prod-mendix-a"', '"name": "older"');
      fs.writeFileSync(file, text);
      fs.writeFileSync("manifests/prod/mendix/c/mendix-app.yaml", "kind: Older\n");
      fs.rmSync("cdktf.out/stacks/b/cdk.tf.json");
      const { code, out } = await cli(["diff", "--written", "cdktf.out", "--exit-code", "--json"]);
      expect(code).toBe(1);
      expect(JSON.parse(out)).toEqual({
        changes: [
          {
            environment: "a",
            effect: "changed",
            text: "name of aws_iam_role.environment_identity_role_436E160D changes from older to prod-mendix-a.",
          },
          { environment: "b", effect: "added", text: "It is not written yet." },
          { environment: "c", effect: "changed", text: "The file manifests/prod/mendix/c/mendix-app.yaml changes." },
        ],
      });
    });

    test("tells of blocks that come and go", async () => {
      await cli(["synth"]);
      const file = "cdktf.out/stacks/a/cdk.tf.json";
      fs.writeFileSync(file, fs.readFileSync(file, "utf8").replaceAll("environment_identity_role_436E160D", "old"));
      const { out } = await cli(["diff", "--written", "cdktf.out"]);
      expect(out).toContain("aws_iam_role.old is no longer there.");
      expect(out).toContain("aws_iam_role.environment_identity_role_436E160D is made.");
    });

    test.each([
      [["diff"], "Name what to compare with"],
      [["diff", "main", "--written", "cdktf.out"], "name no revision"],
    ])("refuses %j", async (parameters, sentence) => {
      const { code, err } = await cli(parameters);
      expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
    });
  });
});
