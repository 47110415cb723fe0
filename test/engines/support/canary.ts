import type { Workspace } from "../../../engines/terraform";

/** A secret as a careless program might show it. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, "utf8");
  return [secret, bytes.toString("base64"), bytes.toString("hex"), [...bytes].join(" "), JSON.stringify(secret)];
}

/** None of the texts shows the secret in any form. */
export function expectHidden(secret: string, texts: readonly string[]): void {
  for (const text of texts) {
    for (const form of formsOf(secret)) expect(text).not.toContain(form);
  }
}

export interface Canary {
  readonly secret: string;
  /** Variables that hand it over. */
  readonly variables: Readonly<Record<string, string>>;
  /** An ordinary argument, which the same search has to find. */
  readonly control: string;
}

/** A plan, its binary shown, its log and the state: none shows the secret. */
export function expectNoTrace(workspace: Workspace, { secret, variables, control }: Canary): void {
  const log = workspace.run(["plan", "-no-color", "-out=plan.bin"], { ...variables, TF_LOG: "INFO" });
  const shown = workspace.run(["show", "-json", "plan.bin"]);
  expectHidden(secret, [log, shown, workspace.state]);
  for (const text of [shown, workspace.state]) expect(text).toContain(control);
}
