import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { STARTERS } from "../../lib/cli/starters";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";

const SAMPLES = path.join(__dirname, "../../environments");
const right = folderOf({ "clusters.yaml": CLUSTERS, "orders.yaml": ORDERS });
const wrong = folderOf({ "clusters.yaml": CLUSTERS, "orders.yaml": ORDERS.replace("prefix: orders", "prefix: /") });

afterAll(() => {
  for (const folder of [right, wrong]) fs.rmSync(folder, { recursive: true });
});

describe("the command line", () => {
  test("help has examples and exit codes, and ends with 0", async () => {
    const { code, out } = await cli(["--help"]);
    expect([code, out]).toEqual([0, expect.stringMatching(/Examples:[\s\S]*Exit codes: 0 done/)]);
  });

  test.each([[["explian", "x"]], [["explain"]], [["explain", "x", "--format", "pdf"]], [["schema", "x"]], [["--x"]]])(
    "%j is a wrong command line: 2, and nothing on standard output",
    async (parameters) => {
      expect(await cli(parameters)).toMatchObject({ code: 2, out: "" });
    },
  );

  test("an unknown environment is a wrong command line that says which one was meant", async () => {
    const { code, err } = await cli(["explain", "ordesr", "-d", right]);
    expect([code, err]).toEqual([
      2,
      "MX-ENVIRONMENT-UNKNOWN  No environment is called ordesr. Did you mean orders?  docs/errors.md#mx-environment-unknown\n",
    ]);
  });
});

describe("validate", () => {
  test("counts what is right", async () => {
    expect(await cli(["validate", "-d", right])).toEqual({
      code: 0,
      out: `1 environment in ${right}, no problem.\n`,
      err: "",
    });
  });

  test("prints each problem with its place, and ends with 1", async () => {
    const { code, out } = await cli(["validate", "-d", wrong]);
    expect(code).toBe(1);
    expect(out).toContain(`${wrong}/orders.yaml:21:13  orders  storage.prefix\n    21 |     prefix: /\n`);
    expect(out).toMatch(/MX-S3-PREFIX .*\n.*docs\/errors.md#mx-s3-prefix\n\n1 problem\n$/);
  });

  test("prints problems as data", async () => {
    const { code, out } = await cli(["validate", "-d", wrong, "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      environments: [{ environment: "orders", file: `${wrong}/orders.yaml` }],
      problems: [expect.objectContaining({ code: "MX-S3-PREFIX", file: `${wrong}/orders.yaml`, line: 21, column: 13 })],
    });
  });

  test("colours on a terminal only", async () => {
    const { out } = await cli(["validate", "-d", wrong], { colour: true });
    expect(out).toContain("\u001b[31m  MX-S3-PREFIX\u001b[0m");
    expect((await cli(["validate", "-d", wrong])).out).not.toContain("\u001b");
  });

  test("refuses bytes that are no UTF-8", async () => {
    const folder = folderOf({ "clusters.yaml": CLUSTERS });
    fs.writeFileSync(path.join(folder, "a.yaml"), Buffer.from([0x61, 0xff]));
    expect((await cli(["validate", "-d", folder])).out).toContain("can't be read as UTF-8");
    fs.rmSync(folder, { recursive: true });
  });
});

describe("explain", () => {
  test.each([
    ["text", /^orders-prod {4}mendix @ prod \(EKS\)\n\n {2}reads {5}prod\/mendix\/orders-prod/],
    ["markdown", /^## orders-prod\n/],
    ["mermaid", /^flowchart LR\n/],
    ["svg", /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/],
  ])("prints %s", async (format, expected) => {
    const { code, out } = await cli(["explain", "orders-prod", "-d", SAMPLES, "--format", format]);
    expect([code, out]).toEqual([0, expect.stringMatching(expected)]);
  });

  test("prints data", async () => {
    const { out } = await cli(["explain", "orders-prod", "-d", SAMPLES, "--json"]);
    const data = JSON.parse(out) as { keys: { key: string }[]; variables: unknown[] };
    expect(data.keys.find(({ key }) => key === "mx-const-Payments.ApiKey")).toEqual({
      key: "mx-const-Payments.ApiKey",
      source: "variable",
      prop: 'constants["Payments.ApiKey"]',
      entry: "prod/mendix/orders-prod/mx-const-Payments.ApiKey",
      variable: "orders_prod_payments_api_key",
      appliesLive: false,
    });
  });

  test("writes to a file", async () => {
    const file = path.join(right, "..", path.basename(right) + ".svg");
    expect(await cli(["explain", "orders", "-d", right, "-f", "svg", "-o", file])).toEqual({
      code: 0,
      out: "",
      err: "",
    });
    expect(fs.readFileSync(file, "utf8")).toMatch(/^<svg/);
    fs.rmSync(file);
  });

  test("of an environment with problems prints the problems", async () => {
    const { code, out } = await cli(["explain", "orders", "-d", wrong]);
    expect([code, out]).toEqual([1, expect.stringContaining("MX-S3-PREFIX")]);
  });
});

describe("variables", () => {
  test.each([
    ["dotenv", "TF_VAR_orders_prod_payments_api_key=\n"],
    ["github", "TF_VAR_orders_prod_payments_api_key: ${{ secrets.TF_VAR_ORDERS_PROD_PAYMENTS_API_KEY }}\n"],
    ["gitlab", "#   TF_VAR_orders_prod_payments_api_key\n"],
    ["atlantis", "name: TF_VAR_orders_prod_payments_api_key\n"],
  ])("as %s name each variable", async (format, line) => {
    const { code, out } = await cli(["variables", "orders-prod", "-d", SAMPLES, "-f", format]);
    expect([code, out]).toEqual([0, expect.stringContaining(line)]);
  });

  test.each(["dotenv", "github", "gitlab", "atlantis"])(
    "as %s are not told of a declaration that is refused",
    async (format) => {
      const stack = 'x"; touch PWNED #';
      const text = `${ORDERS}terraform:\n  stack: ${JSON.stringify(stack)}\n`;
      const folder = folderOf({ "clusters.yaml": CLUSTERS, "orders.yaml": text });
      const { code, out } = await cli(["variables", "orders", "-d", folder, "-f", format]);
      expect([code, out]).toEqual([1, expect.stringContaining("MX-NAME")]);
      expect(out).not.toContain("TF_VAR");
      fs.rmSync(folder, { recursive: true });
    },
  );

  test.each(["github", "gitlab"])("as %s install the package before they run it", async (format) => {
    const { out } = await cli(["variables", "orders-prod", "-d", SAMPLES, "-f", format]);
    expect(out).toMatch(/npm ci\n.*npx cdktf-mendix-secret-store synth orders-prod\n.*terraform .* init/);
  });
});

describe("schema", () => {
  test.each(["environment", "overlay", "defaults", "clusters"])("prints the published file of %s", async (name) => {
    const file = path.join(SAMPLES, "../schema", `${name}.schema.json`);
    expect((await cli(["schema", name])).out).toBe(fs.readFileSync(file, "utf8"));
  });
});

describe("synth", () => {
  test("writes the directories of the environments that are named", async () => {
    const output = path.join(right, "out");
    const { code, out } = await cli(["synth", "orders", "-d", right, "-o", output]);
    expect([code, out]).toEqual([0, `${output}/stacks/orders\n`]);
    expect(fs.existsSync(path.join(output, "stacks/orders/cdk.tf.json"))).toBe(true);
    fs.rmSync(output, { recursive: true });
  });

  test("writes nothing where a problem is", async () => {
    const output = path.join(wrong, "out");
    expect((await cli(["synth", "-d", wrong, "-o", output])).code).toBe(1);
    expect(fs.existsSync(output)).toBe(false);
  });
});

describe("init", () => {
  const answers = {
    oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC",
    operator: "2.25.1",
    mendix: "10.24.14",
    sourceUrl: "oci-image://registry.example.com/orders:1.0.0",
    databaseHost: "db.example.com",
    databaseName: "on",
    databaseUser: "orders",
    bucket: "acme-files",
    address: "https://vault.example.com:8200",
    issuer:
      "https://westeurope.oic.prod-aks.azure.com/00000000-0000-0000-0000-000000000001/00000000-0000-0000-0000-000000000002/",
    subscription: "00000000-0000-0000-0000-000000000003",
    tenantId: "00000000-0000-0000-0000-000000000001",
    resourceGroupName: "mendix",
    location: "westeurope",
    storageAccount: "acmefiles",
    container: "orders",
    project: "acme-prod",
    projectNumber: "123456789012",
    storageEndpoint: "https://minio.example.com:9000",
    accessKeyId: "orders",
  };
  const set = Object.entries(answers).flatMap(([key, value]) => ["--set", `${key}=${value}`]);

  test.each(Object.keys(STARTERS))("writes a declaration that is right at once, with the store %s", async (store) => {
    const folder = folderOf({});
    const { code, out } = await cli(["init", "orders", "--store", store, "-d", folder, ...set]);
    expect([code, out]).toEqual([
      0,
      expect.stringContaining(`wrote ${folder}/orders.yaml\nwrote ${folder}/clusters.yaml\n`),
    ]);
    expect((await cli(["validate", "-d", folder])).code).toBe(0);
    expect(fs.readFileSync(path.join(folder, "orders.yaml"), "utf8")).toContain('name: "on"');
    fs.rmSync(folder, { recursive: true });
  });

  test("asks for what is not given", async () => {
    const folder = folderOf({ "clusters.yaml": `# ours\n${CLUSTERS}` });
    const asked: string[] = [];
    const ask = (question: string) => {
      asked.push(question);
      return Promise.resolve("");
    };
    const given = ["init", "orders", "--store", "aws", "-c", "prod", "-d", folder, ...set];
    expect((await cli(given, { ask })).code).toBe(0);
    expect(asked).toEqual([
      "Namespace that the Operator watches [mendix]: ",
      "DbiResourceId for RDS IAM login; empty for a password from a variable: ",
    ]);
    expect(fs.readFileSync(path.join(folder, "clusters.yaml"), "utf8")).toBe(`# ours\n${CLUSTERS}`);
    fs.rmSync(folder, { recursive: true });
  });

  test("adds a cluster and keeps the others and the comments", async () => {
    const folder = folderOf({ "clusters.yaml": `# ours\n${CLUSTERS}` });
    await cli(["init", "orders", "--store", "aws", "-c", "test", "-d", folder, ...set]);
    expect(fs.readFileSync(path.join(folder, "clusters.yaml"), "utf8")).toMatch(/^# ours\nprod:[\s\S]*\ntest:\n/);
    fs.rmSync(folder, { recursive: true });
  });

  test("names every answer that is missing where nobody can be asked, and writes nothing", async () => {
    const folder = folderOf({});
    const { code, err } = await cli(["init", "orders", "--store", "aws", "-d", folder, "--set", "bucket=b"]);
    expect([code, err]).toEqual([2, expect.stringContaining("--set mendix=...   Version of the Mendix Runtime")]);
    expect(fs.readdirSync(folder)).toEqual([]);
    fs.rmSync(folder, { recursive: true });
  });

  test("overwrites nothing without --force", async () => {
    const folder = folderOf({ "clusters.yaml": CLUSTERS, "orders.yaml": ORDERS });
    const { code } = await cli(["init", "orders", "--store", "aws", "-d", folder, ...set]);
    expect([code, fs.readFileSync(path.join(folder, "orders.yaml"), "utf8")]).toEqual([2, ORDERS]);
    fs.rmSync(folder, { recursive: true });
  });
});

describe("diff", () => {
  test("compares the folder with a revision of Git", async () => {
    const folder = folderOf({ "environments/clusters.yaml": CLUSTERS, "environments/orders.yaml": ORDERS });
    const git = (...parameters: string[]) =>
      spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...parameters], { cwd: folder });
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "first");
    fs.writeFileSync(path.join(folder, "environments/orders.yaml"), ORDERS.replace("acme-files", "other-files"));
    const before = process.cwd();
    process.chdir(folder);
    try {
      const { code, out } = await cli(["diff", "HEAD", "--exit-code"]);
      expect([code, out]).toEqual([
        1,
        expect.stringMatching(/wider {5}The pod may now .*s3:GetObject.* on arn:aws:s3:::other-files/),
      ]);
      expect(await cli(["diff", "HEAD", "HEAD", "--exit-code"])).toMatchObject({ code: 0, out: "Nothing changes.\n" });
      expect(await cli(["diff", "nothing"])).toMatchObject({ code: 2 });
    } finally {
      process.chdir(before);
      fs.rmSync(folder, { recursive: true });
    }
  });

  test("prints the problems of the later revision", async () => {
    expect(await cli(["diff", right, wrong])).toMatchObject({
      code: 1,
      out: expect.stringContaining("MX-S3-PREFIX") as string,
    });
  });
});
