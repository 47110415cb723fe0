import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Engine } from "./engine";
import { tool } from "./tools";

/** Milliseconds after which a command counts as hung. */
const COMMAND_TIMEOUT = 120_000;

/** The one that is named and no other; else Terraform, or OpenTofu where that alone is here. */
const NAMED = process.env["TERRAFORM_BINARY_NAME"];
const BINARY = NAMED ? (tool(NAMED) ?? NAMED) : (tool("terraform", "tofu") ?? "terraform");

/** Folders in which Terraform, or a package of it, may keep a mirror of providers. */
const MIRROR_ROOTS = [
  process.env["TF_PROVIDER_MIRROR"],
  path.join(os.homedir(), ".terraform.d/plugins"),
  "/usr/local/share/terraform/plugins",
  "/usr/share/terraform/plugins",
  ...subdirectories("/opt"),
].filter((root): root is string => root !== undefined && fs.existsSync(path.join(root, "registry.terraform.io")));

export const terraform: Engine = {
  name: path.basename(BINARY) === "tofu" ? "OpenTofu" : "Terraform",
  found: versionOf(BINARY) >= "1.11",
  install:
    "Terraform >= 1.11 on PATH, https://developer.hashicorp.com/terraform/install, or OpenTofu by node engines/install.mjs",
};

/**
 * A provider: from a mirror on the machine, or from the registry where the network is allowed.
 *
 * @param from Lowest version, `major.minor`, where an older one lacks what is tested.
 */
export function provider(name: string, from = "0.0"): Engine {
  const mirrored = MIRROR_ROOTS.some((root) =>
    newerThan(from, path.join(root, "registry.terraform.io/hashicorp", name)),
  );
  return {
    name: `provider hashicorp/${name}${from === "0.0" ? "" : ` >= ${from}`}`,
    found: mirrored || process.env["TF_REGISTRY"] === "true",
    install: "put it into a filesystem mirror (TF_PROVIDER_MIRROR), or set TF_REGISTRY=true to download it",
  };
}

/** Whether a folder of a mirror, packed or not, has a version from that one on. */
function newerThan(from: string, folder: string): boolean {
  if (!fs.existsSync(folder)) return false;
  const [major = 0, minor = 0] = from.split(".").map(Number);
  return fs.readdirSync(folder).some((file) => {
    const [, own = "-1", next = "-1"] = /(\d+)\.(\d+)\.\d+/.exec(file) ?? [];
    return Number(own) > major || (Number(own) === major && Number(next) >= minor);
  });
}

function versionOf(binary: string): string {
  const run = spawnSync(binary, ["version", "-json"], {
    encoding: "utf8",
    env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "" },
  });
  const match = /"terraform_version": "(\d+)\.(\d+)/.exec(run.stdout ?? "");
  return match ? `${match[1]}.${match[2]}` : "";
}

function subdirectories(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).map((name) => path.join(folder, name));
}

export interface RunResult {
  readonly code: number;
  /** Standard output and standard error together. */
  readonly output: string;
}

/** A synthesized stack in a directory of its own, with Terraform. */
export class Workspace {
  readonly directory = fs.mkdtempSync(path.join(os.tmpdir(), "mendix-secret-store-"));

  constructor(private readonly environment: Readonly<Record<string, string>> = {}) {
    fs.writeFileSync(path.join(this.directory, "mirror.tfrc"), mirrorConfiguration(this.directory));
  }

  /** Replaces the configuration, as a new synthesis does. */
  write(configuration: unknown): void {
    fs.writeFileSync(path.join(this.directory, "cdk.tf.json"), JSON.stringify(configuration, undefined, 2));
  }

  /** Runs a command and expects it to succeed. */
  run(command: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
    const { code, output } = this.try(command, environment);
    if (code !== 0) throw new Error(`terraform ${command.join(" ")} failed:\n${output}`);
    return output;
  }

  /** Runs a command, whatever comes of it. */
  try(command: readonly string[], environment: Readonly<Record<string, string>> = {}): RunResult {
    const run = spawnSync(BINARY, [...command], {
      ...this.options(environment),
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      timeout: COMMAND_TIMEOUT,
    });
    return { code: run.status ?? 1, output: `${run.stdout}${run.stderr}` };
  }

  /** Runs a command while this process goes on: for tests that serve what Terraform calls, or interrupt it. */
  async attempt(
    command: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    started: (interrupt: () => void) => void = () => undefined,
    timeout = COMMAND_TIMEOUT,
  ): Promise<RunResult> {
    const child = spawn(BINARY, [...command], { ...this.options(environment), timeout });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
    started(() => child.kill("SIGINT"));
    const code = await new Promise<number>((resolve) => child.once("close", (status) => resolve(status ?? 1)));
    return { code, output };
  }

  private options(environment: Readonly<Record<string, string>>) {
    return {
      cwd: this.directory,
      env: {
        ...process.env,
        CHECKPOINT_DISABLE: "1",
        TF_IN_AUTOMATION: "1",
        TF_CLI_CONFIG_FILE: path.join(this.directory, "mirror.tfrc"),
        ...this.environment,
        ...environment,
      },
    };
  }

  init(): void {
    this.run(["init", "-no-color", "-input=false"]);
  }

  apply(environment: Readonly<Record<string, string>> = {}): string {
    return this.run(["apply", "-no-color", "-input=false", "-auto-approve"], environment);
  }

  /** The plan as data: what `terraform show -json` prints of it. */
  plan(environment: Readonly<Record<string, string>> = {}, flags: readonly string[] = []): Plan {
    this.run(["plan", "-no-color", "-input=false", "-out=plan.bin", ...flags], environment);
    return JSON.parse(this.run(["show", "-json", "plan.bin"])) as Plan;
  }

  /** The resources that were applied, with what their attributes are now. */
  resources(): readonly { readonly address: string; readonly values: Readonly<Record<string, unknown>> }[] {
    const { values } = JSON.parse(this.run(["show", "-json"])) as {
      values?: { root_module: { resources?: { address: string; values: Record<string, unknown> }[] } };
    };
    return values?.root_module.resources ?? [];
  }

  get state(): string {
    return fs.readFileSync(this.stateFile, "utf8");
  }

  /** Addresses of what Terraform does not trust, because its making was cut short. */
  tainted(): readonly string[] {
    const { resources } = JSON.parse(this.state) as {
      resources: readonly { type: string; name: string; instances: readonly { status?: string }[] }[];
    };
    const cut = resources.filter(({ instances }) => instances.some(({ status }) => status === "tainted"));
    return cut.map(({ type, name }) => `${type}.${name}`);
  }

  /** Addresses of the resources of a type, with the id of each. */
  addresses(wanted: string): readonly (readonly [address: string, id: string])[] {
    const { resources } = JSON.parse(this.state) as {
      resources: readonly { type: string; name: string; instances: readonly { attributes: { id: string } }[] }[];
    };
    const found = resources.filter(({ type }) => type === wanted);
    return found.map(({ type, name, instances }) => [`${type}.${name}`, instances[0]?.attributes.id ?? ""]);
  }

  /** Loses the state: for tests whose cloud was emptied, too. */
  forget(): void {
    fs.rmSync(this.stateFile, { force: true });
  }

  private get stateFile(): string {
    return path.join(this.directory, "terraform.tfstate");
  }

  remove(): void {
    fs.rmSync(this.directory, { recursive: true, force: true });
  }
}

type PlannedValues = Readonly<Record<string, unknown>>;

export interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly type: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before?: PlannedValues | null;
      readonly after?: PlannedValues | null;
      readonly after_unknown?: PlannedValues;
    };
  }[];
}

/** What a plan changes, as `actions address`. */
export function changesOf(plan: Plan): readonly string[] {
  return (plan.resource_changes ?? [])
    .filter(({ change }) => change.actions.join() !== "no-op")
    .map(({ address, change }) => `${change.actions.join("+")} ${address}`);
}

/** @param directory Where OpenTofu's view of the mirrors goes: it looks providers up under its own registry's name. */
function mirrorConfiguration(directory: string): string {
  const roots =
    path.basename(BINARY) === "tofu" ? MIRROR_ROOTS.map((root) => asOpenTofu(directory, root)) : MIRROR_ROOTS;
  const mirrors = roots.map((root) => `  filesystem_mirror {\n    path = ${JSON.stringify(root)}\n  }`);
  const direct = process.env["TF_REGISTRY"] === "true" ? ["  direct {}"] : [];
  return `disable_checkpoint = true\nprovider_installation {\n${[...mirrors, ...direct].join("\n")}\n}\n`;
}

/** A mirror of links: OpenTofu follows one to a package, and to no folder above it. */
function asOpenTofu(directory: string, root: string): string {
  const own = fs.mkdtempSync(path.join(directory, "mirror-"));
  const from = path.join(root, "registry.terraform.io");
  for (const file of fs.readdirSync(from, { recursive: true, encoding: "utf8" })) {
    const isPackage = file.endsWith(".zip") || file.split(path.sep).length === 4;
    if (!isPackage) continue;
    const link = path.join(own, "registry.opentofu.org", file);
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.join(from, file), link);
  }
  return own;
}
