import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
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
  return (options: ts.CompilerOptions): ts.CompilerHost => {
    const host = ts.createCompilerHost(options);
    return {
      ...host,
      fileExists: (file) => files.has(file) || host.fileExists(file),
      readFile: (file) => files.get(file)?.code ?? host.readFile(file),
      getSourceFile: (file, language) => {
        const sample = files.get(file);
        return sample ? ts.createSourceFile(file, sample.code, language) : host.getSourceFile(file, language);
      },
    };
  };
}

/** Runs a program in a directory of its own. What it exports comes back. */
export function run({ code }: Sample, load: (module: string) => unknown): Record<string, unknown> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const home = process.cwd();
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "sample-"));
  const exported: Record<string, unknown> = {};
  const entries = entryPoints();
  const require = (name: string) => load(entries.has(name) ? path.join(ROOT, entries.get(name) ?? "") : name);
  process.chdir(directory);
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    new Function("require", "exports", outputText)(require, exported);
    return { ...exported, written: fs.readdirSync(directory, { recursive: true }) };
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
  const errors = readings.map((reading) => {
    const { diagnostics = [] } = ts.transpileModule(reading, { reportDiagnostics: true });
    return diagnostics.map(({ messageText }) => `${place}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  });
  return errors.some((found) => found.length === 0) ? [] : (errors[0] ?? []);
}
