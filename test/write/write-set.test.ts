import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { transformFileSync } from "@swc/core";
import { isUnfinished, writeSet } from "../../lib/write/directory/write-set";

const LIBRARY = path.join(__dirname, "../../lib");
/** What writes, and what it needs. */
const SOURCES = ["write/directory/write-set", "core/replace-file"];
const NAMES = [
  "stacks/a/cdk.tf.json",
  "stacks/b/cdk.tf.json",
  "stacks/c/cdk.tf.json",
  "manifests/a.yaml",
  "manifest.json",
];

/** Writes a set, and is killed before the n-th change of the disk, or in the middle of it. */
const CHILD = `
  const fs = require("node:fs");
  const [source, files, moment, half] = process.argv.slice(1);
  let left = Number(moment);
  for (const name of ["mkdirSync", "writeFileSync", "renameSync", "rmSync"]) {
    const original = fs[name];
    fs[name] = (...given) => {
      if (left-- > 0) return original(...given);
      if (half === "half" && name === "writeFileSync") original(given[0], given[1].slice(0, given[1].length / 2));
      process.kill(process.pid, "SIGKILL");
    };
  }
  const texts = Object.entries(JSON.parse(files));
  require(source).writeSet("out", () => ({ files: texts.map(([path, text]) => ({ path, text: () => text })) }));`;

const setOf = (text: string) => Object.fromEntries(NAMES.map((name) => [`out/${name}`, `${name} ${text}`]));

function write(files: Readonly<Record<string, string>>): void {
  const list = Object.entries(files).map(([name, text]) => ({ path: name, text: () => text }));
  writeSet("out", () => ({ files: list }));
}

/** Every file in the output, hidden ones too. */
function onDisk(): Readonly<Record<string, string>> {
  const names = fs.existsSync("out") ? fs.readdirSync("out", { recursive: true, encoding: "utf8" }) : [];
  const files = names.map((name) => `out/${name}`).filter((name) => fs.statSync(name).isFile());
  return Object.fromEntries(files.map((name) => [name, fs.readFileSync(name, "utf8")]));
}

describe("a set of files", () => {
  const home = process.cwd();
  let folder: string;
  let compiled: string;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "write-set-"));
    compiled = path.join(folder, "lib/write/directory/write-set.js");
    for (const source of SOURCES) {
      const { code } = transformFileSync(path.join(LIBRARY, `${source}.ts`), {
        module: { type: "commonjs" },
        jsc: { target: "es2022", parser: { syntax: "typescript" } },
      });
      const file = path.join(folder, "lib", `${source}.js`);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, code);
    }
    process.chdir(folder);
  });
  beforeEach(() => fs.rmSync("out", { recursive: true, force: true }));
  afterAll(() => {
    process.chdir(home);
    fs.rmSync(folder, { recursive: true });
  });

  /** @returns whether the run was killed */
  function killedAt(moment: number, half: string): boolean {
    const { signal, stderr } = spawnSync(
      process.execPath,
      ["-e", CHILD, compiled, JSON.stringify(setOf("new")), String(moment), half],
      {
        encoding: "utf8",
      },
    );
    if (signal === null && stderr !== "") throw new Error(stderr);
    return signal === "SIGKILL";
  }

  const FOREIGN = { "out/stacks/a/.terraform.lock.hcl": "locked", "out/stacks/a/terraform.tfstate": "state" };

  test.each([
    ["before", "whole"],
    ["in the middle of", "half"],
  ])(
    "that is killed %s any change of the disk is whole, or says that it is not, and the next run makes it whole",
    (_when, half) => {
      const outcomes = new Map<string, number>();
      let moments = 0;
      for (let killed = true; killed; moments += 1) {
        fs.rmSync("out", { recursive: true, force: true });
        write(setOf("old"));
        for (const [name, text] of Object.entries(FOREIGN)) fs.writeFileSync(name, text);
        killed = killedAt(moments, half);
        const visible = Object.fromEntries(
          Object.entries(onDisk()).filter(([name]) => !/\/\.[^/]*(new|journal)$/.test(name)),
        );
        const [old, now] = [
          { ...setOf("old"), ...FOREIGN },
          { ...setOf("new"), ...FOREIGN },
        ];
        const isOld = JSON.stringify(Object.entries(visible).sort()) === JSON.stringify(Object.entries(old).sort());
        const isNew = JSON.stringify(Object.entries(visible).sort()) === JSON.stringify(Object.entries(now).sort());
        const state = isOld ? "old" : isNew ? "new" : isUnfinished("out") ? "told" : "broken";
        outcomes.set(state, (outcomes.get(state) ?? 0) + 1);
        write(setOf("new"));
        expect(onDisk()).toEqual(now);
      }
      expect(moments).toBeGreaterThanOrEqual(17);
      expect(Object.fromEntries(outcomes)).toEqual({
        old: expect.any(Number) as number,
        told: 4,
        new: expect.any(Number) as number,
      });
    },
  );

  test("is taken back where its disk is full, or a file can't be made", () => {
    write(setOf("old"));
    fs.mkdirSync("out/stacks/c.d/cdk.tf.json", { recursive: true });
    const broken = { ...setOf("new"), "out/new/x.yaml": "x", "out/stacks/c.d/cdk.tf.json": "a folder stands here" };
    expect(() => write(broken)).toThrow(expect.objectContaining({ code: "EISDIR" }) as Error);
    expect(onDisk()).toEqual(setOf("old"));
    expect(fs.existsSync("out/new")).toBe(false);
  });

  test("leaves alone what is the same already", () => {
    write(setOf("old"));
    fs.utimesSync("out/manifest.json", 1, 1);
    write(setOf("old"));
    expect(fs.statSync("out/manifest.json").mtimeMs).toBe(1000);
  });

  test("waits for nobody: another process that writes is named", () => {
    fs.mkdirSync("out");
    fs.writeFileSync("out/.synth-journal", JSON.stringify({ state: "writing", process: process.ppid, files: [] }));
    expect(() => write(setOf("new"))).toThrow(`Process ${process.ppid} is writing this output.`);
  });

  test("of a journal that nobody can read nothing is guessed", () => {
    fs.mkdirSync("out");
    fs.writeFileSync("out/.synth-journal", "{");
    expect(() => write(setOf("new"))).toThrow("remove it and run synth again");
  });
});
