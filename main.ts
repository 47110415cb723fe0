import { App } from "cdktf";
import { explain } from "./lib";
import { declaredEnvironments, DeclaredStack } from "./lib/declaration";
import { EnvironmentStack } from "./stacks/environment-stack";
import { billingProd } from "./stacks/samples-azure";
import { crmProd } from "./stacks/samples-google";
import { labTest } from "./stacks/samples-kubernetes";
import { stockProd } from "./stacks/samples-vault";

const app = new App();
const stacks = [
  // The samples on AWS are declared in YAML; stacks/samples.ts has the same in TypeScript.
  ...declaredEnvironments("environments").map((declared) => new DeclaredStack(app, declared)),
  ...[stockProd, billingProd, crmProd, labTest].map((props) => new EnvironmentStack(app, props)),
];
app.synth();

// The command line of cdktf runs this file too, and reads nothing from its output.
for (const { environment } of stacks) console.log(explain(environment.blueprint));
