import { Cluster, InvalidDeclarationError } from "../../lib";
import { newStack, synthesizeStack } from "../support/synthesize";

export const PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
export const cluster = Cluster.other({ name: "prod", issuer: "https://issuer.example.com" });

/** The stack of a part, and the part. */
export function synthesizePart<T>(make: (stack: ReturnType<typeof newStack>) => T) {
  const stack = newStack("vault");
  const part = make(stack);
  return { part, ...synthesizeStack(stack) };
}

/** What is wrong with a part, as synthesis reports it. */
export function problemsOfPart(make: (stack: ReturnType<typeof newStack>) => unknown) {
  try {
    synthesizePart(make);
  } catch (error) {
    if (error instanceof InvalidDeclarationError) return error.problems;
    throw error;
  }
  return [];
}
