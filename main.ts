import { App } from "cdktf";
import { explain } from "./lib";
import { EnvironmentStack } from "./stacks/environment-stack";
import { ordersProd, shopTest } from "./stacks/samples";

const app = new App();
const stacks = [ordersProd, shopTest].map((props) => new EnvironmentStack(app, props));
app.synth();

// The command line of cdktf runs this file too, and reads nothing from its output.
for (const { environment } of stacks) console.log(explain(environment.blueprint));
