import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { UsageError } from "../../lib/cli/exit-codes";
import { failureText } from "../../lib/cli/failure";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";

const right = folderOf({ "clusters.yaml": CLUSTERS, "orders.yaml": ORDERS });
const empty = folderOf({ "clusters.yaml": CLUSTERS });

afterAll(() => {
  for (const folder of [right, empty]) fs.rmSync(folder, { recursive: true });
});

const BEGIN = "Write a first one with mendix-secret-store init, or name another folder with --directory.\n";

describe("a folder", () => {
  test.each([["validate"], ["explain", "x"], ["variables", "x"], ["synth"], ["diff", right]])(
    "that is not there ends %s with 2 and what to write",
    async (...parameters) => {
      const { code, out, err } = await cli([...parameters, "-d", "nowhere"]);
      expect([code, out, err]).toEqual([2, "", `There is no folder nowhere. ${BEGIN}`]);
    },
  );

  test.each([["validate"], ["explain", "x"], ["variables", "x"], ["synth"]])(
    "without an environment never passes %s",
    async (...parameters) => {
      const { code, out, err } = await cli([...parameters, "-d", empty]);
      expect([code, out, err]).toEqual([2, "", `${empty} declares no environment. ${BEGIN}`]);
    },
  );

  test("without an environment is one side of a diff: all of them went", async () => {
    const { code, out } = await cli(["diff", right, empty]);
    expect([code, out]).toEqual([0, expect.stringContaining("goes      The environment goes")]);
  });

  test("that is a file is called one", async () => {
    const { code, out } = await cli(["validate", "-d", path.join(right, "orders.yaml")]);
    expect([code, out]).toEqual([1, expect.stringContaining("MX-YAML-FILE  The folder is a file.")]);
  });

  test("with a link to nowhere says that the file is not there", async () => {
    const folder = folderOf({ "clusters.yaml": CLUSTERS });
    fs.symlinkSync("/nowhere", path.join(folder, "a.yaml"));
    expect((await cli(["validate", "-d", folder])).out).toContain("MX-YAML-FILE  The file is not there.");
    fs.rmSync(folder, { recursive: true });
  });
});

describe("an output that can't be written", () => {
  test("is told in a sentence, without a stack", async () => {
    const { code, err } = await cli(["explain", "orders", "-d", right, "-o", right]);
    expect([code, err]).toEqual([3, `${right} is a folder, not a file.\n`]);
  });

  test("of synth too", async () => {
    const { code, err } = await cli(["synth", "-d", right, "-o", path.join(right, "orders.yaml")]);
    expect([code, err]).toEqual([3, `${right}/orders.yaml is there already, and is a file.\n`]);
  });
});

describe("what failed", () => {
  test("is the system's own message where there is no better one", () => {
    const error = Object.assign(new Error("EMFILE: too many open files"), { code: "EMFILE", syscall: "open" });
    expect(failureText(error)).toBe("EMFILE: too many open files");
  });

  test("and is nobody's fault is called a bug, and its place only on request", () => {
    const error = new TypeError("x is undefined");
    expect(failureText(error)).toBe(
      "This is a bug in mendix-secret-store: TypeError: x is undefined\nPlease report it with what MENDIX_SECRET_STORE_TRACE=1 prints.",
    );
    process.env["MENDIX_SECRET_STORE_TRACE"] = "1";
    expect(failureText(error)).toMatch(/^TypeError: x is undefined\n {4}at /);
    delete process.env["MENDIX_SECRET_STORE_TRACE"];
  });
});

test("an unknown kind of schema is told, with the kinds that there are", async () => {
  const { code, err } = await cli(["schema", "secrets"]);
  expect([code, err]).toEqual([2, expect.stringContaining("Allowed choices are environment, overlay")]);
});

test("the version is that of the package", async () => {
  const file = fs.readFileSync(path.join(__dirname, "../../package.json"), "utf8");
  const { version } = JSON.parse(file) as { version: string };
  expect(await cli(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
});

test("a reader that stops early ends the program without a word", () => {
  const script = `
    process.stdout.write = () => process.stdout.emit("error", Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    require(${JSON.stringify(path.join(__dirname, "../../node_modules/@swc/core"))});
    const { transformSync } = require("@swc/core");
    require.extensions[".ts"] = (module, file) => module._compile(transformSync(require("fs").readFileSync(file, "utf8"), {
      filename: file, module: { type: "commonjs" }, jsc: { target: "es2022", parser: { syntax: "typescript" } },
    }).code, file);
    require(${JSON.stringify(path.join(__dirname, "../../lib/cli/terminal.ts"))}).processTerminal().out("x");`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", script], {
    encoding: "utf8",
    cwd: path.join(__dirname, "../.."),
  });
  expect([status, stderr]).toEqual([0, ""]);
});

describe("init", () => {
  const set = [
    "operator=2.25.1",
    "mendix=10.24.14",
    "sourceUrl=oci-image://r/x:1",
    "storageEndpoint=https://m.example",
  ];
  const more = ["databaseHost=db", "databaseName=a", "databaseUser=b", "bucket=files", "accessKeyId=AKIA"];
  const given = ["--store", "kubernetes", "--set", ...set, ...more];

  test.each([
    [["../x", ...given], '"../x" is not the name of an environment'],
    [["", ...given], '"" is not the name of an environment'],
    [["x", "--store", "toString"], "No store is called toString. Write one of aws, vault"],
    [["x", "--store", "kubernets"], "No store is called kubernets. Did you mean kubernetes?"],
    [["x", ...given, "buckt=b"], "No question is called buckt. Did you mean bucket?"],
  ])("%j is refused before anything is written", async (parameters, sentence) => {
    const folder = folderOf({});
    const { code, err } = await cli(["init", ...parameters, "-d", path.join(folder, "declared")]);
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
    expect(fs.readdirSync(folder)).toEqual([]);
    fs.rmSync(folder, { recursive: true });
  });

  test("says that the files are there where an answer was wrong", async () => {
    const folder = folderOf({});
    const { code, out, err } = await cli(["init", "x", ...given, "mendix=10", "-d", folder]);
    expect([code, out]).toEqual([1, expect.stringContaining("MX-VERSION")]);
    expect(err).toBe(
      `wrote ${folder}/x.yaml\nwrote ${folder}/clusters.yaml\nnext: correct these lines, then mendix-secret-store validate --directory=${folder}\n`,
    );
    fs.rmSync(folder, { recursive: true });
  });

  test.each([
    "null\n",
    "- a\n",
    "x\n",
    "1\n",
    "a: [\n",
    "a: {}\n---\nb: {}\n",
    "a: {}\na: {}\n",
    "a: &x {}\nb: *x\n",
    "!x {}\n",
    "\u0000",
  ])("tells that clusters.yaml holds %j, and writes nothing", async (text) => {
    const folder = folderOf({ "clusters.yaml": text });
    const { code, err } = await cli(["init", "x", ...given, "-d", folder]);
    expect([code, err]).toEqual([2, expect.stringMatching(/clusters\.yaml.*Nothing was written\.\n$/s)]);
    expect(fs.readdirSync(folder)).toEqual(["clusters.yaml"]);
    expect(fs.readFileSync(path.join(folder, "clusters.yaml"), "utf8")).toBe(text);
    fs.rmSync(folder, { recursive: true });
  });

  test("asks again where an answer is needed", async () => {
    const folder = folderOf({});
    const replies = ["", "x", "kubernetes"];
    const ask = () => Promise.resolve(replies.shift() ?? "");
    const { code } = await cli(["init", "--set", ...set, ...more, "-d", folder], { ask });
    expect([code, replies]).toEqual([0, []]);
    fs.rmSync(folder, { recursive: true });
  });

  test("that is stopped writes nothing", async () => {
    const folder = folderOf({});
    const ask = () => Promise.reject(new UsageError("\nStopped; nothing was written."));
    expect(await cli(["init", "-d", folder], { ask })).toMatchObject({
      code: 2,
      err: "\nStopped; nothing was written.\n",
    });
    expect(fs.readdirSync(folder)).toEqual([]);
    fs.rmSync(folder, { recursive: true });
  });
});
