import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { App } from "cdktf";
import * as fc from "fast-check";
import { Delivery, MendixSecretStoreEnvironment, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { declaredEnvironments, DeclaredStack, type DeclaredEnvironment } from "../../lib/declaration";
import { declaredManifests, declaredStackText } from "../../lib/write/directory/declared";
import { manifestText, stackFile, stackRow } from "../../lib/write/directory/manifest";
import { cells, declarationOf } from "../../proof/declarations/cells";
import { draw } from "../../proof/declarations/draw";
import { read, ORDERS } from "../support/declarations";
import { newStack } from "../support/synthesize";
import { writtenByBoth } from "../../proof/support/written";
import { RECORDS } from "../upgrade/records";

/** Every file that cdktf writes for declarations, by its path. */
function byConstructs(declared: readonly DeclaredEnvironment[]): Readonly<Record<string, string>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "equality-"));
  const before = process.cwd();
  process.chdir(folder);
  try {
    const app = new App({ outdir: "cdktf.out" });
    for (const one of declared) new DeclaredStack(app, one);
    app.synth();
    const files = fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => fs.statSync(name).isFile());
    return Object.fromEntries(files.map((name) => [name, fs.readFileSync(name, "utf8")]));
  } finally {
    process.chdir(before);
    fs.rmSync(folder, { recursive: true });
  }
}

/** The same from the directory writer. */
function byDirectory(declared: readonly DeclaredEnvironment[]): Readonly<Record<string, string>> {
  const rows = Object.fromEntries(declared.map(({ stack: { name } }) => [name, stackRow(name)]));
  return Object.assign(
    { "cdktf.out/manifest.json": manifestText(rows) },
    ...declared.map((one) => ({ [`cdktf.out/${stackFile(one.stack.name)}`]: declaredStackText(one) })),
    ...declared.map(declaredManifests),
  ) as Readonly<Record<string, string>>;
}

function expectEqual(declared: readonly DeclaredEnvironment[]): void {
  expect(declared.length).toBeGreaterThan(0);
  expect(byDirectory(declared)).toEqual(byConstructs(declared));
}

describe("the directory writer makes the bytes of the construct writer", () => {
  test.each([
    "environments",
    ...["azure", "cluster", "google", "kubernetes", "platform", "vault"].map(
      (name) => `test/declaration/twins/${name}`,
    ),
  ])("for the files in %s", (folder) => expectEqual(declaredEnvironments(folder)));

  test.each(RECORDS.map((record) => [record.title, record] as const))("for the reference %s", (_title, { declare }) => {
    const stack = newStack();
    declare(stack, Delivery.terraform());
    const { constructs, directory } = writtenByBoth(stack);
    expect(directory).toBe(constructs);
  });

  test.each([
    ["of HCP Terraform", '  backend: { cloud: { organization: acme, workspaces: { name: "{stack}" } } }\n'],
    ["of S3, with signs of Terraform", '  backend: { s3: { bucket: "${a}", key: "%{b}$" } }\n'],
    [
      "of a provider with maps",
      "  providers: { aws: { region: eu-west-1, default_tags: [{ tags: { Cost_Center: a } }] } }\n",
    ],
  ])("for a stack %s", (_title, terraform) => {
    const { environments, problems } = read({ "orders.yaml": `${ORDERS}terraform:\n${terraform}` });
    expect(problems).toEqual([]);
    expectEqual(environments);
  });

  // One combination in so many; `npm run prove:inputs` takes all.
  test("for declarations drawn from combinations of parts", () => {
    const all = cells().filter(({ value }, index) => value.title !== "ephemeral" && index % 79 === 0);
    const drawn = fc.sample(draw, { numRuns: all.length, seed: 7 });
    all.forEach((cell, index) => {
      const one = drawn[index];
      if (!one) throw new Error("too few were drawn");
      const { constructs, directory } = bothOf(declarationOf(cell, one, "no ephemeral value"));
      expect(directory).toBe(constructs);
    });
  });
});

function bothOf(props: MendixSecretStoreEnvironmentProps) {
  const stack = newStack();
  new MendixSecretStoreEnvironment(stack, "environment", props);
  return writtenByBoth(stack);
}
