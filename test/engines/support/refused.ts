import type { RunResult, Workspace } from "../../../engines/terraform";

type Variables = Readonly<Record<string, string>>;

const PLAN = ["plan", "-no-color", "-input=false"];

/** A plan stops because the store refused the last write, and says what to do; a destroy is not stopped. */
export function expectStopped(workspace: Workspace, variables: Variables, repair: string): void {
  expectTold(workspace.try(PLAN, variables), repair);
  expect(workspace.try([...PLAN, "-destroy"], variables).code).toBe(0);
}

/** The same where this process serves what Terraform calls. */
export async function expectStoppedSoon(workspace: Workspace, variables: Variables, repair: string): Promise<void> {
  expectTold(await workspace.attempt(PLAN, variables), repair);
  expect((await workspace.attempt([...PLAN, "-destroy"], variables)).code).toBe(0);
}

function expectTold({ code, output }: RunResult, repair: string): void {
  const text = output.replace(/[\s\u2502]+/g, " ");
  expect({ code, stopped: text.includes("The store refused to write"), told: text.includes(repair) }).toEqual({
    code: 1,
    stopped: true,
    told: true,
  });
}
