import { TerraformStack } from "cdktf";
import { describeEnvironment, MendixSecretStoreEnvironment, type Blueprint } from "../../lib";
import { changesBetween } from "../../lib/change/changes";
import { Workspace, type Plan } from "../../engines/terraform";
import type { Configuration } from "../support/resolved";
import { EPHEMERAL_VARIABLE, ephemeralVariable, throwawayToken, unwrittenApp } from "../support/synthesis";
import type { ChangeEngine, Target } from "./engines";
import { faultsOf, type Counts, type Outcome } from "./faults";
import { pairsFor, type ChangePair } from "./pairs";
import { plannedIn } from "./planned";

/** A pair and what a real plan does where it is applied and then changed. */
export interface PlannedPair extends Outcome {
  readonly title: string;
}

export interface Judged extends Counts {
  readonly pairs: number;
  readonly faults: readonly string[];
}

/** Deploys the first of each pair, all of them in one state, and plans the second. */
export async function planPairs(engine: ChangeEngine, count: number, seed: number): Promise<readonly PlannedPair[]> {
  const pairs = pairsFor(engine.fitting, count, seed);
  const target = await engine.start();
  const workspace = new Workspace(target.environment);
  try {
    const [before, after] = [stackOf(pairs, target, "before"), stackOf(pairs, target, "after")];
    await target.prepare?.(before.configuration);
    const variables = Object.fromEntries(
      [...before.blueprints, ...after.blueprints]
        .flatMap((blueprint) => blueprint.variables.map(({ name }) => name))
        .concat(EPHEMERAL_VARIABLE)
        .map((name) => [`TF_VAR_${name}`, "value-1"]),
    );
    workspace.write(before.configuration);
    workspace.init();
    await must(workspace, ["apply", "-auto-approve", "-parallelism=4"], variables);
    workspace.write(after.configuration);
    await must(workspace, ["plan", "-refresh=false", "-out=plan.bin"], variables);
    const plan = JSON.parse(workspace.run(["show", "-json", "plan.bin"])) as Plan;
    return outcomes(pairs, before, after, plan);
  } finally {
    workspace.remove();
    await target.stop();
  }
}

interface Written {
  readonly configuration: Configuration;
  readonly blueprints: readonly Blueprint[];
}

/** All environments of one side in one stack, so that they are applied at once. */
function stackOf(pairs: readonly ChangePair[], target: Target, side: "before" | "after"): Written {
  const stack = new TerraformStack(unwrittenApp(), "changes");
  target.provide(stack);
  const token = ephemeralVariable(stack);
  for (const pair of pairs) new MendixSecretStoreEnvironment(stack, pair.id, pair[side](token));
  const blueprints = pairs.map((pair) => describeEnvironment(pair[side](throwawayToken())));
  return { configuration: stack.toTerraform() as Configuration, blueprints };
}

type Variables = Readonly<Record<string, string>>;

const PLAIN = ["-no-color", "-input=false"];

async function must(workspace: Workspace, command: readonly string[], variables: Variables): Promise<void> {
  const { code, output } = await workspace.attempt([...command, ...PLAIN], variables, undefined, LIMIT);
  if (code !== 0) throw new Error(output.slice(-4_000));
}

/** Many environments are applied at once. */
const LIMIT = 900_000;

function outcomes(pairs: readonly ChangePair[], before: Written, after: Written, plan: Plan): readonly PlannedPair[] {
  const planned = plannedIn(plan, before.configuration, after.configuration);
  return pairs.flatMap(({ id, title }, index): PlannedPair[] => {
    const [old, now] = [before.blueprints[index], after.blueprints[index]];
    return old && now ? [{ title, before: old, after: now, planned: planned.get(id) ?? [] }] : [];
  });
}

/** Holds what a diff says against what the plans do. */
export function judge(planned: readonly PlannedPair[], diff: typeof changesBetween = changesBetween): Judged {
  const counts: Counts = { replaced: 0, deleted: 0, written: 0, announced: 0 };
  const faults = planned.flatMap((one, index) =>
    faultsOf(one, diff, counts).map((fault) => `p${index}, ${one.title}: ${fault}`),
  );
  return { ...counts, pairs: planned.length, faults };
}
