import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

jest.setTimeout(180_000);

const ROOT = path.resolve(__dirname, "../..");

/** What cdktf's own TypeScript template has. */
const TEMPLATE_TSCONFIG = {
  compilerOptions: {
    alwaysStrict: true,
    declaration: true,
    experimentalDecorators: true,
    inlineSourceMap: true,
    inlineSources: true,
    lib: ["es2018"],
    module: "CommonJS",
    noEmitOnError: true,
    noFallthroughCasesInSwitch: true,
    noImplicitAny: true,
    noImplicitReturns: true,
    noImplicitThis: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    resolveJsonModule: true,
    strict: true,
    strictNullChecks: true,
    strictPropertyInitialization: true,
    stripInternal: true,
    target: "ES2018",
    incremental: true,
    skipLibCheck: true,
  },
  include: ["**/*.ts"],
  exclude: ["node_modules", "cdktf.out"],
};

const COMMONJS = `
const { App, TerraformStack } = require("cdktf");
const { describeEnvironment, MendixSecretStoreEnvironment } = require("cdktf-mendix-secret-store");
const app = new App({ outdir: "commonjs.out" });
new MendixSecretStoreEnvironment(new TerraformStack(app, "empty"), "orders", { name: "orders" });
try {
  app.synth();
} catch (error) {
  console.log(error.name, describeEnvironment({ name: "orders" }).problems.length > 0);
}
`;

describe("the published package", () => {
  let project: string;
  const run = (program: string, ...parameters: string[]) =>
    execFileSync(program, parameters, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

  beforeAll(() => {
    project = fs.mkdtempSync(path.join(os.tmpdir(), "package-"));
    const packed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project], {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [archive] = JSON.parse(packed) as [{ filename: string }];
    const target = path.join(project, "node_modules/cdktf-mendix-secret-store");
    fs.mkdirSync(target, { recursive: true });
    run("tar", "-xzf", archive.filename, "-C", target, "--strip-components=1");
    linkDependencies(path.join(project, "node_modules"));
    fs.writeFileSync(path.join(project, "tsconfig.json"), JSON.stringify(TEMPLATE_TSCONFIG));
    fs.writeFileSync(path.join(project, "main.ts"), sampleOfReadme());
    fs.writeFileSync(path.join(project, "main-commonjs.js"), COMMONJS);
  });

  afterAll(() => fs.rmSync(project, { recursive: true, force: true }));

  it("compiles and synthesizes the README's sample under the configuration of cdktf's template", () => {
    run(path.join(ROOT, "node_modules/.bin/tsc"), "-p", ".");
    run("node", "main.js");
    const stack = fs.readFileSync(path.join(project, "cdktf.out/stacks/orders-prod/cdk.tf.json"), "utf8");
    expect(stack).toContain("system:serviceaccount:mendix:orders-prod");
  });

  it("works by require", () => {
    expect(run("node", "main-commonjs.js").trim()).toBe("InvalidDeclarationError true");
  });
});

/** The first TypeScript block of the README: the whole program that it shows. */
function sampleOfReadme(): string {
  const readme = fs.readFileSync(path.join(ROOT, "README.md"), "utf8");
  return /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
}

/** The project's other packages are those of this checkout, so that no network is needed. */
function linkDependencies(modules: string): void {
  for (const name of fs.readdirSync(path.join(ROOT, "node_modules"))) {
    if (name.startsWith(".")) continue;
    fs.symlinkSync(path.join(ROOT, "node_modules", name), path.join(modules, name));
  }
}
