import type { Context } from "../core/parts";
import type { Step } from "../core/share";
import type { Resources } from "../core/resource";
import { isToken } from "../core/names";
import { stepText } from "../core/settings";

/** Steps that hold ids known only after an apply are an output: a person reads them there. */
export function stepsOutput({ subject }: Pick<Context, "subject">, steps: readonly Step[]): Resources {
  const unknown = steps.filter((step) => isToken(step.does) || step.knownAfterApply?.length);
  if (unknown.length === 0) return [];
  const description = `What an administrator does once for ${subject.name}`;
  return [
    {
      kind: "output",
      type: "",
      path: "administrator-steps",
      arguments: { description, value: unknown.map(stepText) },
    },
  ];
}
