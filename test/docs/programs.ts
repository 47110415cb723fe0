import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { TerraformStack, Testing } from "cdktf";
import * as ts from "typescript";
import { ROOT, type Sample } from "./markdown";

const PACKAGE = "cdktf-mendix-secret-store";

/** Source of each entry point by the name that users import: read from package.json, as Node does. */
function entryPoints(): ReadonlyMap<string, string> {
  const { exports } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    exports: Record<string, string | { default: string }>;
  };
  const sources = Object.entries(exports).flatMap(([name, target]): [string, string][] =>
    typeof target === "string"
      ? []
      : [[PACKAGE + name.slice(1), target.default.replace("./dist/", "").replace(/\.js$/, ".ts")]],
  );
  return new Map(sources);
}

/** A sample that imports what it uses is a program; any other is a fragment of one. */
export function isProgram({ code }: Sample): boolean {
  return code.includes(`from "${PACKAGE}`);
}

/** What pages take as given: the stack that a sample stands in (`this`), and what an earlier sample declared. */
const GIVEN = `{ app, cluster, environment, oidcProviderArn }: {
  app: import("cdktf").App;
  cluster: import("${PACKAGE}").Cluster;
  environment: import("${PACKAGE}").MendixSecretStoreEnvironment;
  oidcProviderArn: string;
}`;

const OIDC_PROVIDER = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC";

/** The sample as a function of what is given. One that exports something stands for itself. */
function wrapped({ code }: Sample): string {
  if (/^export /m.test(code)) return code;
  const imports = code.match(/^import [^;]*;$/gm) ?? [];
  const rest = imports.reduce((text, statement) => text.replace(statement, ""), code);
  // In a block of its own, a sample may declare what is also given.
  return `${imports.join("\n")}\nexport function sample(this: import("cdktf").TerraformStack, ${GIVEN}) {{${rest}}}\n`;
}

/** What the compiler says of the programs, all in one compilation; nothing, if they are right. */
export function typeErrors(programs: readonly Sample[]): readonly string[] {
  const files = new Map(programs.map((sample, index) => [path.join(ROOT, `sample-${index}.ts`), sample]));
  const host = virtualHost(files);
  const paths = Object.fromEntries([...entryPoints()].map(([name, source]) => [name, [path.join(ROOT, source)]]));
  const options = { ...compilerOptions(), noEmit: true, incremental: false, composite: false, paths };
  delete (options as { tsBuildInfoFile?: string }).tsBuildInfoFile;
  const program = ts.createProgram([...files.keys()], options, host(options));
  return [...files].flatMap(([file, { place }]) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => `${place}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  });
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), (file) => ts.sys.readFile(file));
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, ROOT, {
    noUnusedLocals: false,
    noUnusedParameters: false,
  });
  return parsed.options;
}

function virtualHost(files: ReadonlyMap<string, Sample>) {
  const textOf = (file: string) => {
    const sample = files.get(file);
    return sample && wrapped(sample);
  };
  return (options: ts.CompilerOptions): ts.CompilerHost => {
    const host = ts.createCompilerHost(options);
    return {
      ...host,
      fileExists: (file) => files.has(file) || host.fileExists(file),
      readFile: (file) => textOf(file) ?? host.readFile(file),
      getSourceFile: (file, language) => {
        const text = textOf(file);
        return text === undefined ? host.getSourceFile(file, language) : ts.createSourceFile(file, text, language);
      },
    };
  };
}

/** Runs a program in a directory of its own, and returns the paths of what it wrote there. */
export function run(sample: Sample, load: (module: string) => unknown): readonly string[] {
  const { outputText } = ts.transpileModule(wrapped(sample), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const entries = entryPoints();
  const require = (name: string) => load(entries.has(name) ? path.join(ROOT, entries.get(name) ?? "") : name);
  return inOwnDirectory((directory) => {
    const exported: { sample?: (this: TerraformStack, given: object) => void } = {};
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    new Function("require", "exports", outputText)(require, exported);
    const app = Testing.app();
    const stack = new TerraformStack(app, "sample");
    const { Cluster } = require(PACKAGE) as typeof import("../../lib");
    const cluster = Cluster.eks({ name: "prod", oidcProviderArn: OIDC_PROVIDER });
    exported.sample?.call(stack, { app, cluster, oidcProviderArn: OIDC_PROVIDER });
    stack.toTerraform();
    return fs.readdirSync(directory, { recursive: true }).map(String);
  });
}

function inOwnDirectory<T>(act: (directory: string) => T): T {
  const home = process.cwd();
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "sample-"));
  // Samples read the declarations of this repository as a reader's own.
  fs.cpSync(path.join(ROOT, "environments"), path.join(directory, "environments"), { recursive: true });
  process.chdir(directory);
  try {
    return act(directory);
  } finally {
    process.chdir(home);
    fs.rmSync(directory, { recursive: true });
  }
}

/** Errors of syntax in a fragment: statements, an expression, or props of an object. */
export function syntaxErrors({ place, code }: Sample): readonly string[] {
  const readings = [
    code,
    `(${code.trim().replace(/[,;]$/, "")});`,
    `({ ${code} });`,
    `({ ${code.replace(/;$/gm, ",")} });`,
  ];
  let first: readonly string[] | undefined;
  for (const reading of readings) {
    const { diagnostics = [] } = ts.transpileModule(reading, { reportDiagnostics: true });
    if (diagnostics.length === 0) return [];
    first ??= diagnostics.map(({ messageText }) => `${place}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  }
  return first ?? [];
}
