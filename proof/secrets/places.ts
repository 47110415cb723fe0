/** Where a secret could show, each with what it is. */
export const PLACES = {
  output: "what cdktf writes, the variables of the secrets being set",
  manifests: "Kubernetes objects for GitOps",
  explained: "declaration and blueprint: explained, and printed by console.log and JSON.stringify",
  errors: "the errors of a program that declares each secret as a plain text, also uncaught, as Node prints them",
  "command line": "both outputs of validate, explain, diff, variables and synth, for right and for wrong YAML files",
  "npm start": "both outputs of npm start's program",
  failures: "Terraform's messages where it refuses the values, and where the store refuses them",
  logs: "logs at TF_LOG=INFO of init, plan, apply, a check for drift, and destroy",
  plan: "the plan file, unpacked",
  "plan as JSON": "terraform show -json of the plan file",
  state: "the state file",
  "state as JSON": "terraform show -json of the state",
} as const;

export type Place = keyof typeof PLACES;

/** What was written in each place. */
export class Places {
  private readonly texts = new Map<Place, string[]>();

  add(place: Place, ...texts: readonly string[]): void {
    this.texts.set(place, [...(this.texts.get(place) ?? []), ...texts]);
  }

  /** Everything that was written there, or undefined for a place that was not reached. */
  text(place: Place): string | undefined {
    return this.texts.get(place)?.join("\n");
  }
}
