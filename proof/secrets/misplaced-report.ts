import { faultsOfMisplaced, FORMS, misplacedIn, type Misplaced } from "./misplaced";
import { misnamedIn } from "./misnamed";
import type { Report } from "./report";

interface Looked {
  readonly title: string;
  readonly found: readonly string[];
}

const look = (all: readonly Misplaced[]): readonly Looked[] =>
  all.map((one) => ({ title: one.title, found: faultsOfMisplaced(one) }));
const count = (looked: readonly Looked[], what: string) => looked.filter(({ found }) => found.includes(what)).length;

/** Secrets in each text of each kind of declaration, and under each name; and what only looks like one. */
export function proveMisplaced(): Report {
  const placed = look(misplacedIn());
  const named = look(misnamedIn().filter(({ isSecret }) => isSecret));
  const harmless = look(misnamedIn().filter(({ isSecret }) => !isSecret));
  const refused = harmless.filter(({ found }) => !found.includes("it is accepted"));
  const wrong = [...placed, ...named].flatMap(({ title, found }) => found.map((what) => `${title}: ${what}`));
  return {
    lines: [
      `- by its look: ${placed.length} declarations with a secret in one of their texts, in ${FORMS.length} forms and at every place of every kind:`,
      `  ${count(placed, "it is accepted")} accepted, ${count(placed, "it is printed")} printed by the error`,
      `- by its name: ${named.length} where a name of the writer's own says so: ${count(named, "it is accepted")} accepted, ${count(named, "it is printed")} printed`,
      `- and ${harmless.length} whose names only sound like it: ${refused.length} refused`,
    ],
    findings: [...wrong, ...refused.map(({ title }) => `${title}: it is refused for nothing`)],
  };
}
