import { InvalidDeclarationError } from "../../lib";
import { readDeclarations } from "../../lib/declaration/declarations";
import { DECLARED } from "./declared";
import { acceptedOf, sourcesOf, triesOf, writtenOf } from "./files";
import { evaluatedIn } from "./leaves";
import { PARTS, type PartTry } from "./parts";

// Hundreds of declarations: no limit that a busy machine reaches.
jest.setTimeout(600_000);

/** One template of so many at each place; the engine tests try all of them. */
const STRIDE = 11;

describe("files", () => {
  test.each(DECLARED.map((declared) => [declared.title, declared] as const))("of %s are right", (_, declared) => {
    expect(readDeclarations("environments", sourcesOf(declared)).problems).toEqual([]);
  });

  test("have no text that Terraform evaluates", () => {
    const accepted = acceptedOf(triesOf(DECLARED, STRIDE));
    const evaluated = accepted.flatMap(({ leaf, text, environment }) =>
      evaluatedIn(writtenOf(environment)).map((found) => ({ path: leaf.path.join("."), text, found })),
    );
    expect(accepted.length).toBeGreaterThan(40);
    expect(evaluated).toEqual([]);
  });
});

/** What Terraform gets, or nothing where the text is refused. */
function outputUnlessRefused({ output }: PartTry): unknown {
  try {
    return output();
  } catch (error) {
    if (error instanceof InvalidDeclarationError) return {};
    throw error;
  }
}

describe("what a cluster or a Vault needs once", () => {
  test.each(PARTS.map((part) => [part.title, part] as const))("%s is right, and evaluates no text", (_, part) => {
    expect(part.output()).toBeDefined();
    const evaluated = part.tries().flatMap((one) =>
      evaluatedIn(outputUnlessRefused(one)).map((found) => ({
        path: one.leaf.path.join("."),
        text: one.text,
        found,
      })),
    );
    expect(evaluated).toEqual([]);
  });
});
