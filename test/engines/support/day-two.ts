import * as fs from "node:fs";
import * as path from "node:path";
import { changesOf, Workspace, type Plan, type RunResult } from "../../../engines/terraform";
import { cli, folderOf } from "../../support/terminal";

type Variables = Readonly<Record<string, string>>;

const APPLY = ["apply", "-no-color", "-input=false", "-auto-approve"];

/** A folder of declarations that a person edits and runs the commands in, and the stack that Terraform applies of it. */
export class DayTwo {
  readonly workspace: Workspace;
  private readonly folder: string;
  private readonly output: string;
  private initialized = false;

  constructor(files: Readonly<Record<string, string>>, environment: Variables) {
    this.folder = folderOf(files);
    this.output = folderOf({});
    this.workspace = new Workspace(environment);
  }

  /** Replaces a text of a file, which has to be in it. */
  edit(from: string, to: string, file = "orders.yaml"): void {
    const text = this.text(file);
    if (!text.includes(from)) throw new Error(`${from} is not in ${file}`);
    fs.writeFileSync(path.join(this.folder, file), text.replace(from, to));
  }

  text(file = "orders.yaml"): string {
    return fs.readFileSync(path.join(this.folder, file), "utf8");
  }

  /** Runs a command that has to succeed, and returns what it printed. */
  async run(command: string, ...parameters: readonly string[]): Promise<string> {
    const { code, out, err } = await cli([command, ...parameters, "-d", this.folder]);
    if (code !== 0) throw new Error(`${command} ${parameters.join(" ")} ended with ${code}:\n${out}${err}`);
    return out;
  }

  /** Synthesizes the stack as it is declared now, and applies it. */
  async apply(variables: Variables, stack = "orders"): Promise<RunResult> {
    await this.synth(stack);
    return this.workspace.attempt(APPLY, variables);
  }

  /** The same, where it has to succeed. */
  async applied(variables: Variables, stack = "orders"): Promise<void> {
    const { code, output } = await this.apply(variables, stack);
    if (code !== 0) throw new Error(output);
  }

  /** What a plan of the declared stack would change. */
  async changes(variables: Variables, stack = "orders"): Promise<readonly string[]> {
    await this.synth(stack);
    const { code, output } = await this.workspace.attempt(["plan", "-no-color", "-out=plan.bin"], variables);
    if (code !== 0) throw new Error(output);
    return changesOf(JSON.parse(this.workspace.run(["show", "-json", "plan.bin"])) as Plan);
  }

  remove(): void {
    this.workspace.remove();
    for (const folder of [this.folder, this.output]) fs.rmSync(folder, { recursive: true });
  }

  private async synth(stack: string): Promise<void> {
    const directory = process.cwd();
    // Manifests are written where the command is run.
    process.chdir(this.output);
    try {
      await this.run("synth", stack, "-o", this.output);
    } finally {
      process.chdir(directory);
    }
    const file = "cdk.tf.json";
    fs.copyFileSync(path.join(this.output, "stacks", stack, file), path.join(this.workspace.directory, file));
    if (!this.initialized) this.workspace.init();
    this.initialized = true;
  }
}

/** The state lies beside the stack, and Kubernetes objects are files: for tests of a store alone. */
export const STORE_ALONE = `delivery:
  manifests: { directory: manifests }
terraform:
  backend:
    local: { path: terraform.tfstate }
`;

/** What a file of an environment without a cloud says beside its store. */
export interface NoCloud {
  readonly store: string;
  /** Lines of `terraform.providers`, and others at the end of the file. */
  readonly providers: string;
  readonly identity?: string;
  readonly more?: string;
}

/** The file of an environment whose secrets are its database's password and its storage's key. */
export const noCloud = ({ store, providers, identity = "", more = "" }: NoCloud) => `name: orders
namespace: mendix
cluster: prod
versions: { operator: 2.25.1, mendix: 10.24.14 }
store:
  ${store}
${identity}database:
  postgresql:
    host: db.example.com
    name: orders
    username: orders
    password: { fromVariable: {} }
storage:
  s3Compatible:
    endpoint: https://minio.example.com
    bucket: orders
    accessKeyId: orders
    secretAccessKey: { fromVariable: {} }
app:
  standalone:
    sourceUrl: oci-image://registry.example.com/orders:1.4.2
    replicas: 2
${more}terraform:
  backend: { local: { path: terraform.tfstate } }
  providers:
    ${providers}
`;

/** The variables of such an environment, all with one text. */
export const given = (text: string) => ({
  TF_VAR_orders_database_password: text,
  TF_VAR_orders_storage_secret_access_key: text,
});
