import type { NeededVariable } from "../blueprint/blueprint";
import { toYaml } from "../values/yaml";

type Format = (stack: string, variables: readonly NeededVariable[]) => string;

/** Ways in which variables reach a run. Every run needs them: plan, apply, drift check and destroy. */
export const VARIABLE_FORMATS: Readonly<Record<"dotenv" | "github" | "gitlab" | "atlantis", Format>> = {
  dotenv: (stack, variables) => {
    const lines = variables.map(({ name, description }) => `# ${description}\nTF_VAR_${name}=\n`);
    return `# Secrets of ${stack}: fill in, keep out of Git.\n${lines.join("")}`;
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
        { run: "npm ci" },
        { run: `npx mendix-secret-store synth ${stack}` },
        { run: `terraform -chdir=cdktf.out/stacks/${stack} init -input=false` },
        { run: `terraform -chdir=cdktf.out/stacks/${stack} apply -input=false -auto-approve` },
      ],
    };
    return toYaml({ jobs: { [`deploy-${stack}`]: job } });
  },

  /** Masked variables of the project, under these names, scoped to the environment; the job sees them by itself. */
  gitlab: (stack, variables) => {
    const names = variables.map(({ name }) => `#   TF_VAR_${name}`).join("\n");
    const job = {
      environment: { name: stack },
      script: [
        "npm ci",
        `npx mendix-secret-store synth ${stack}`,
        `terraform -chdir=cdktf.out/stacks/${stack} init -input=false`,
        `terraform -chdir=cdktf.out/stacks/${stack} apply -input=false -auto-approve`,
      ],
    };
    return `# Settings > CI/CD > Variables, masked, for the environment ${stack}:\n${names}\n${toYaml({ [`deploy-${stack}`]: job })}`;
  },

  /** A workflow of the server's configuration: the values are in the server's environment under these names. */
  atlantis: (stack, variables) => {
    const env = variables.map(({ name }) => ({
      env: { name: `TF_VAR_${name}`, command: `printenv TF_VAR_${name}` },
    }));
    const steps = (last: string) => [...env, "init", last];
    return toYaml({ workflows: { [stack]: { plan: { steps: steps("plan") }, apply: { steps: [...env, "apply"] } } } });
  },
};
