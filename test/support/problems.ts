import { Testing, type TerraformStack } from "cdktf";
import { InvalidDeclarationError, type Problem } from "../../lib";

/** The problems that the synthesis of a stack throws. */
export function synthesisProblems(
  stack: TerraformStack,
  synth: (candidate: TerraformStack) => unknown = (candidate) => Testing.synth(candidate),
): readonly Problem[] {
  try {
    synth(stack);
  } catch (error) {
    if (error instanceof InvalidDeclarationError) return error.problems;
    throw error;
  }
  return [];
}
