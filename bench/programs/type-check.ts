import * as fs from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

/** A user's whole app: what an editor and `tsc` read. The files beside it are those of the benchmark. */
const APPS = {
  library: {
    files: ["aws-library.ts"],
    imports: `import { MendixSecretStoreEnvironment } from "../../lib";
import { awsEnvironment } from "./aws-library";`,
    environment: `new MendixSecretStoreEnvironment(stack, "orders", awsEnvironment("orders"));`,
  },
  hand: {
    files: ["aws-l1.ts", "l1.ts", "ephemeral-block.ts"],
    imports: `import { awsEnvironmentByHand } from "./aws-l1";`,
    environment: `awsEnvironmentByHand(stack, "orders", "orders");`,
  },
} as const;

const main = ({ imports, environment }: { readonly imports: string; readonly environment: string }) => `
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { App, TerraformStack } from "cdktf";
${imports}

const app = new App();
const stack = new TerraformStack(app, "stack");
new AwsProvider(stack, "aws", { region: "eu-west-1" });
new KubernetesProvider(stack, "kubernetes");
${environment}
app.synth();
`;

/** Checks the types of an app that uses the compiled library, or the one that does without. */
export function checkTypes(program: keyof typeof APPS, skipLibCheck: boolean): void {
  const root = process.cwd();
  const app = APPS[program];
  // Beside the compiled library, so that its declarations are read as a user's project reads them.
  const directory = path.join(root, "dist/type-check", program);
  fs.mkdirSync(directory, { recursive: true });
  for (const file of app.files) fs.copyFileSync(path.join(root, "bench/programs", file), path.join(directory, file));
  const entry = path.join(directory, "main.ts");
  fs.writeFileSync(entry, main(app));
  const checked = ts.createProgram([entry], {
    noEmit: true,
    strict: true,
    skipLibCheck,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: ["node"],
    typeRoots: [path.join(root, "node_modules/@types")],
  });
  const [problem] = ts.getPreEmitDiagnostics(checked);
  if (problem) throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, "\n"));
}
