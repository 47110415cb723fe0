import * as fc from "fast-check";
import { cells, declarationOf, titleOf } from "../../proof/declarations/cells";
import { AWKWARD_TEXTS, draw } from "../../proof/declarations/draw";
import { corruption } from "../../proof/inputs/corruptions";
import { outcomeOf } from "../../proof/inputs/invalid";
import { mountedFiles } from "../../proof/inputs/mounts";
import { faultsOf } from "../../proof/inputs/valid";
import { synthesizeOne, throwawayToken } from "../../proof/support/synthesis";

jest.setTimeout(60_000);

describe("declarations made at random", () => {
  const all = cells();
  const [first] = all;
  const [drawn] = fc.sample(draw, { numRuns: 1, seed: 1 });

  it("cover combinations that are different", () => {
    expect(new Set(all.map(titleOf)).size).toBe(all.length);
  });

  it("synthesize, with every setting as typed", () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), draw, (cell, one) => {
        expect(faultsOf(synthesizeOne((token) => declarationOf(cell, one, token)))).toEqual([]);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it.each(AWKWARD_TEXTS)("write %j as typed", (text) => {
    const one = { ...drawn!, constants: [["Module.Constant", text]] as const };
    const { configuration } = synthesizeOne((token) => declarationOf(first!, one, token));
    expect(mountedFiles(configuration).get("mx-const-Module.Constant")).toBe(text);
  });

  it("are refused in words where a prop is not what its type says", () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), draw, corruption, (cell, one, { apply }) => {
        expect(outcomeOf(() => apply(declarationOf(cell, one, throwawayToken())).props).faults).toEqual([]);
      }),
      { seed: 1, numRuns: 80 },
    );
  });

  it("are noticed where a setting does not arrive", () => {
    const one = { ...drawn!, constants: [["Module.Constant", "typed"]] as const };
    const synthesized = synthesizeOne((token) => declarationOf(first!, one, token));
    const props = { ...synthesized.props, constants: { "Module.Constant": "other" } };
    expect(faultsOf({ ...synthesized, props })).toEqual([
      'mx-const-Module.Constant: declared "other", written "typed"',
    ]);
  });
});
