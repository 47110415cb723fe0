import * as fc from "fast-check";
import { AwsSecretsManager } from "../../lib";
import { cells, declarationOf, titleOf } from "../../proof/declarations/cells";
import { AWKWARD_TEXTS, draw } from "../../proof/declarations/draw";
import { STORES } from "../../proof/declarations/stores";
import { corruption } from "../../proof/inputs/corruptions";
import { leftBehind, outcomeOf } from "../../proof/inputs/invalid";
import { mountedFiles } from "../../proof/inputs/mounts";
import { outcomeOfPair, pairOf, WAYS, type Changes } from "../../proof/inputs/pairs";
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
      { seed: 1, numRuns: 16 },
    );
  });

  it.each(STORES.map(({ title }) => title))("are written to %s with every awkward text as typed", (title) => {
    const cell = all.find(({ store }) => store.title === title);
    const constants = AWKWARD_TEXTS.map((text, index) => [`Module.Constant${index}`, text] as const);
    const { configuration } = synthesizeOne((token) => declarationOf(cell!, { ...drawn!, constants }, token));
    const files = mountedFiles(configuration);
    expect(constants.map(([name]) => files.get(`mx-const-${name}`))).toEqual(AWKWARD_TEXTS);
  });

  it("are refused in words where a prop is not what its type says", () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), draw, corruption, (cell, one, { apply }) => {
        expect(outcomeOf(() => apply(declarationOf(cell, one, throwawayToken())).props).faults).toEqual([]);
      }),
      { seed: 1, numRuns: 24 },
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

  it.each(["Azure Key Vault", "Google Secret Manager"])("are noticed where a key of %s gets another name", (title) => {
    const cell = all.find(({ store }) => store.title === title);
    const one = { ...drawn!, constants: [["Module.Constant", "typed"]] as const };
    const synthesized = synthesizeOne((token) => declarationOf(cell!, one, token));
    const text = JSON.stringify(synthesized.configuration).replace(
      /(objectAlias|fileName): mx-const-Module\.Constant\b/,
      "$1: mx-const-Module-Constant",
    );
    const configuration = JSON.parse(text) as typeof synthesized.configuration;
    expect(faultsOf({ ...synthesized, configuration })).toEqual([
      "mx-const-Module.Constant is no file",
      "mx-const-Module-Constant is a file and no key",
      'mx-const-Module.Constant: declared "typed", written undefined',
      'mx-const-Module.Constant: declared "typed", written undefined',
    ]);
  });

  it("are noticed where a secret is written from another variable", () => {
    const cell = all.find(({ value }) => value.title === "variable");
    const synthesized = synthesizeOne((token) => declarationOf(cell!, drawn!, token));
    const { blueprint } = synthesized;
    const variables = blueprint.variables.map((variable) => ({ ...variable, name: "another" }));
    expect(faultsOf({ ...synthesized, blueprint: { ...blueprint, variables } })).toContainEqual(
      expect.stringMatching(/^mx-const-Proof.Secret: the secret from variable is written as/),
    );
  });

  it("are noticed where a refused one is written all the same", () => {
    const right = declarationOf(first!, { ...drawn!, name: "right" }, throwawayToken());
    expect(leftBehind(right, { ...right, name: "Wrong" })).toEqual([]);
    const other = declarationOf(first!, { ...drawn!, name: "other", word: "other" }, throwawayToken());
    expect(leftBehind(right, other)).toEqual(["a refused declaration was written"]);
  });

  it("are noticed where describing one throws", () => {
    const store = Object.assign(Object.create(AwsSecretsManager.prototype) as AwsSecretsManager, {
      describe: () => {
        throw new Error("of the store");
      },
    });
    const { faults } = outcomeOf(() => ({ ...declarationOf(first!, drawn!, throwawayToken()), store }));
    expect(faults).toEqual([expect.stringMatching("describe threw Error: of the store")]);
  });
});

describe("pairs of declarations", () => {
  const all = cells();
  const cellAt = (index: number) => all[index % all.length]!;

  it("differ in their output if and only if something is told", () => {
    const draws = fc.sample(fc.tuple(draw, draw), { numRuns: 14, seed: 3 });
    const outcomes = draws.map((two, index) =>
      outcomeOfPair(pairOf((index * 7) % WAYS, [cellAt(index * 37), cellAt(index * 53 + 1)], two)),
    );
    expect(outcomes.flatMap(({ faults }) => faults)).toEqual([]);
    expect(outcomes.filter(({ differs }) => differs).length).toBeGreaterThan(5);
  });

  it("are noticed where nothing is told of an output that differs, or something of one that does not", () => {
    const [two] = fc.sample(fc.tuple(draw, draw), { numRuns: 1, seed: 3 });
    const pair = pairOf(WAYS - 1, [cellAt(0), cellAt(1)], two!);
    const tag = (team: string) => (token: string) => ({
      ...pair.before(token)!,
      store: new AwsSecretsManager({ tags: { team } }),
    });
    const muted = (): Changes => [];
    expect(outcomeOfPair({ ...pair, before: tag("a"), after: tag("b") }, muted).faults).toHaveLength(2);
    const loud = (): Changes => [{ environment: "orders", effect: "changed", text: "Something changes." }];
    expect(outcomeOfPair(pair, loud).faults).toHaveLength(2);
  });
});
