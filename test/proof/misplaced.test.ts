import { misnamedIn } from "../../proof/secrets/misnamed";
import { CANARY, faultsOfMisplaced, misplacedIn } from "../../proof/secrets/misplaced";

test("a secret in any text of any kind of declaration is refused, and not printed", () => {
  const some = misplacedIn(undefined, 440);
  expect(some.length).toBeGreaterThan(10);
  expect(some.flatMap((one) => faultsOfMisplaced(one).map((what) => `${one.title}: ${what}`))).toEqual([]);
});

test("so is one under a name that says it is one, and nothing else is", () => {
  const some = misnamedIn(28);
  expect(some.length).toBeGreaterThan(10);
  const wrong = some.filter((one) => faultsOfMisplaced(one).join() !== (one.isSecret ? "" : "it is accepted"));
  expect(wrong.map(({ title }) => title)).toEqual([]);
});

test("one that is accepted, and one that is printed, is noticed", () => {
  const [one] = misplacedIn(undefined, 440);
  expect(faultsOfMisplaced(one!, () => [])).toEqual(["it is accepted"]);
  const problem = { code: "MX-PROP", environment: "orders", prop: "name", message: CANARY, fix: "" } as const;
  expect(faultsOfMisplaced(one!, () => [problem])).toEqual(["it is printed"]);
});
