import * as fc from "fast-check";
import { faultsOfNeighbours, WAYS_TO_SHARE, words } from "../../proof/inputs/neighbours";

const given = fc.sample(words, { numRuns: 3, seed: 1 });

test.each(WAYS_TO_SHARE.map((way) => [way.title, way] as const))(
  "%s: refused where it is shared, and nowhere else",
  (_, way) => {
    expect(given.flatMap((one) => faultsOfNeighbours(way, one))).toEqual([]);
  },
);

test("what is not refused, and what is refused for nothing, is noticed", () => {
  const [way] = WAYS_TO_SHARE;
  const [one] = given;
  expect(faultsOfNeighbours(way!, one!, () => [])).toEqual(["two that share it are not refused"]);
  const alarm = { code: "MX-COLLISION", environment: "", prop: "name", message: "", fix: "" } as const;
  expect(faultsOfNeighbours(way!, one!, () => [alarm])).toEqual([
    expect.stringMatching(/^refused for nothing: MX-COLL/),
  ]);
});
