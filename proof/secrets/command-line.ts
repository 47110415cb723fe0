import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { ALSO_TEXT } from "./mistakes";
import type { Places } from "./places";
import { runProgram } from "./program";
import type { Values } from "./subject";

const CLI = "lib/cli/main.js";
/** Exit codes: done, and problems in the declarations. */
const [DONE, PROBLEMS] = [0, 1];

/** Runs the command line and npm start's program over right files and wrong ones, in a folder. */
export async function commandLine(folder: string, files: Values, secrets: Values, places: Places): Promise<void> {
  const [canary = ""] = Object.values(secrets);
  const environment = Object.fromEntries(Object.entries(secrets).map(([name, value]) => [`TF_VAR_${name}`, value]));
  const [first = "", ...others] = Object.keys(files).filter((file) => file !== "clusters.yaml");
  const name = path.basename(first, ".yaml");
  write(folder, "environments", files);
  write(
    folder,
    "before",
    Object.fromEntries(Object.entries(files).filter(([file]) => !others.slice(1).includes(file))),
  );
  const wrong = wrongFiles(files, canary);
  write(folder, "wrong", { ...wrong, "clusters.yaml": files["clusters.yaml"] ?? "" });
  const run = async (expected: number, ...parameters: string[]): Promise<string> => {
    const { code, output } = await runProgram(CLI, parameters, folder, environment);
    if (code !== expected) throw new Error(`${parameters.join(" ")} ended with ${code}:\n${output.slice(-2_000)}`);
    places.add("command line", output);
    return output;
  };
  await run(DONE, "validate");
  await run(DONE, "explain", name);
  await run(DONE, "explain", name, "--json");
  await run(DONE, "diff", "before", "environments", "--format", "markdown");
  await run(DONE, "variables", name, "--format", "github");
  await run(DONE, "synth");
  places.add("output", ...filesIn(path.join(folder, "cdktf.out")));
  const report = await run(PROBLEMS, "validate", "--directory", "wrong");
  await run(PROBLEMS, "validate", "--json", "--directory", "wrong");
  await run(PROBLEMS, "diff", "environments", "wrong");
  await run(PROBLEMS, "synth", "--directory", "wrong");
  const accepted = Object.keys(wrong).filter((file) => !report.includes(`wrong/${file}:`));
  if (accepted.length > 0) throw new Error(`plain secrets were accepted in ${accepted.join(", ")}`);
  const start = await runProgram("main.js", [], folder, environment);
  if (start.code !== 0) throw new Error(start.output.slice(-2_000));
  places.add("npm start", start.output);
}

export function filesIn(directory: string): string[] {
  return fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), "utf8"));
}

function write(folder: string, name: string, files: Values): void {
  fs.mkdirSync(path.join(folder, name), { recursive: true });
  for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name, file), text);
}

/** Each file once for each secret in it, which then is a plain text; and what else goes wrong near one. */
function wrongFiles(files: Values, canary: string): Values {
  const wrong: Record<string, string> = {};
  const environments = Object.entries(files).filter(([file]) => file !== "clusters.yaml");
  for (const [file, text] of environments) {
    const data: unknown = parse(text);
    for (const path of secretsIn(data)) {
      const write = (kind: string, value: unknown) => {
        wrong[`${kind}-${path.join("-")}-${file}`] = stringify(replaced(data, path, value), {
          aliasDuplicateObjects: false,
        });
      };
      if (!ALSO_TEXT.test(path.join("."))) write("plain", canary);
      // The choice itself mistaken: the secret as the name of a kind, as its options, and in them.
      write("kind", { [canary]: {} });
      write("options", { fromVariable: canary });
      write("option", { fromVariable: { [canary]: 1 } });
      write("name", { fromVariable: { name: canary } });
      write("revision", { fromVariable: { revision: canary } });
    }
  }
  const [[file, text] = ["", ""]] = environments;
  SLIPS.forEach((slip, index) => {
    const line = slip(canary.replace(/[^\w-]/g, ""));
    wrong[`slip-${index}-${file}`] = text.replace(/^adminPassword:\n {2}fromVariable: \{\}$/m, line);
  });
  return wrong;
}

/** Slips of YAML on the line of a secret. */
const SLIPS: readonly ((secret: string) => string)[] = [
  (secret) => `adminPassword: "${secret}`,
  (secret) => `adminPassword: *${secret}`,
  (secret) => `adminPassword: &${secret}`,
  (secret) => `adminPassword: !${secret} x`,
  (secret) => `adminPassword: @${secret}`,
  (secret) => `adminPassword: a: ${secret}`,
  (secret) => `adminPassword: "\\q${secret}"`,
  (secret) => `adminPassword: [${secret}`,
  (secret) => `adminPassword:\n\t${secret}`,
  (secret) => `adminPassword: ${secret}\nadminPassword: ${secret}`,
  (secret) => `adminPasword: ${secret}`,
  (secret) => `adminPassword ${secret}`,
];

function secretsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  if ("fromVariable" in value) return [path];
  return Object.entries(value).flatMap(([key, inner]) => secretsIn(inner, [...path, key]));
}

function replaced(value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown {
  if (step === undefined) return by;
  const map = value as Readonly<Record<string, unknown>>;
  return { ...map, [step]: replaced(map[step], rest, by) };
}
