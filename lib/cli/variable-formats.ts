import type { NeededVariable } from "../core/blueprint";
import { lineComment, SHELLS, shellCommand } from "../core/shell";
import { toYaml } from "../core/yaml";

type Format = (stack: string, variables: readonly NeededVariable[]) => string;

/** What a pipeline runs to deploy a stack. */
function deployCommands(stack: string): readonly string[] {
  const terraform = shellCommand("terraform", `-chdir=cdktf.out/stacks/${stack}`);
  return [
    "npm ci",
    shellCommand("npx", "cdktf-mendix-secret-store", "synth", stack),
    `${terraform} init -input=false`,
    `${terraform} apply -input=false -auto-approve`,
  ];
}

/** Ways in which variables reach a run. Every run needs them: plan, apply, drift check and destroy. */
export const VARIABLE_FORMATS: Readonly<Record<"dotenv" | "powershell" | "github" | "gitlab" | "atlantis", Format>> = {
  dotenv: (stack, variables) => {
    const lines = variables.map(({ name, description }) => `${lineComment(description)}\nTF_VAR_${name}=\n`);
    return `${lineComment(`Secrets of ${stack}: fill in, keep out of Git.`)}\n${lines.join("")}`;
  },

  /** Lines for a session: each asks for its value without showing it, so that no file holds one. */
  powershell: (stack, variables) => {
    const lines = variables.map(
      ({ name, description }) => `${lineComment(description)}\n${SHELLS.powershell.secret(`TF_VAR_${name}`)}\n`,
    );
    return `${lineComment(`Secrets of ${stack}: run line by line.`)}\n${lines.join("")}`;
  },

  /** Secrets of the repository, or of its environment, under the same names in capitals. */
  github: (stack, variables) => {
    const env = variables.map(({ name }) => [`TF_VAR_${name}`, `\${{ secrets.TF_VAR_${name.toUpperCase()} }}`]);
    const job = {
      "runs-on": "ubuntu-latest",
      environment: stack,
      env: Object.fromEntries(env) as Record<string, string>,
      steps: [
        { uses: "actions/checkout@v4" },
        { uses: "hashicorp/setup-terraform@v3" },
        ...deployCommands(stack).map((run) => ({ run })),
      ],
    };
    return toYaml({ jobs: { [`deploy-${stack}`]: job } });
  },

  /** Masked variables of the project, under these names, scoped to the environment; the job sees them by itself. */
  gitlab: (stack, variables) => {
    const names = variables.map(({ name }) => lineComment(`  TF_VAR_${name}`)).join("\n");
    const job = {
      environment: { name: stack },
      script: deployCommands(stack),
    };
    const where = lineComment(`Settings > CI/CD > Variables, masked, for the environment ${stack}:`);
    return `${where}\n${names}\n${toYaml({ [`deploy-${stack}`]: job })}`;
  },

  /** A workflow of the server's configuration: the values are in the server's environment under these names. */
  atlantis: (stack, variables) => {
    const env = variables.map(({ name }) => ({
      env: { name: `TF_VAR_${name}`, command: shellCommand("printenv", `TF_VAR_${name}`) },
    }));
    const steps = (last: string) => [...env, "init", last];
    return toYaml({ workflows: { [stack]: { plan: { steps: steps("plan") }, apply: { steps: [...env, "apply"] } } } });
  },
};
