import * as fc from "fast-check";
import { cells, declarationOf, type Cell } from "../../proof/declarations/cells";
import { draw } from "../../proof/declarations/draw";
import { PLACED } from "../../proof/declarations/places";
import { faultsOf } from "../../proof/inputs/valid";
import { awsCase } from "../../proof/permissions/aws/aws";
import { evaluateAws } from "../../proof/permissions/aws/evaluator";
import { carriedFaults } from "../../proof/permissions/carried";
import { judge, noFigures } from "../../proof/permissions/oracle";
import { synthesizeOne } from "../../proof/support/synthesis";

jest.setTimeout(60_000);

const [drawn] = fc.sample(draw, { numRuns: 1, seed: 3 });
const placed = (fits: (cell: Cell) => boolean) =>
  PLACED.map(({ title }): [string, Cell] => {
    const cell = cells().find((one) => one.store.title === title && one.storage.title === "S3, identity" && fits(one));
    if (cell === undefined) throw new Error(`no cell of ${title}`);
    return [title, cell];
  });
const of = (cell: Cell) => synthesizeOne((token) => declarationOf(cell, drawn!, token));

describe.each(["IRSA", "EKS Pod Identity"])("secrets in another place than a pod with %s", (identity) => {
  it.each(placed((cell) => cell.identity.title === identity && cell.value.title === "existing"))(
    "are declared, read by their pod alone and carried: %s",
    async (_, cell) => {
      const deployed = of(cell);
      expect(faultsOf(deployed)).toEqual([]);
      expect(await carriedFaults(deployed)).toEqual([]);
      const proven = await awsCase(deployed);
      const questions = proven.questions.filter(({ title }) => title !== "another action");
      const figures = noFigures();
      await judge({ ...proven, questions, mutants: [] }, evaluateAws, figures);
      expect(figures).toMatchObject({ wronglyAllowed: [], wronglyDenied: [] });
    },
  );
});

describe("a central account whose owners forgot a policy", () => {
  const [[, cell]] = placed((one) => one.identity.title === "IRSA" && one.value.title === "variable") as [
    [string, Cell],
  ];

  it.each(["secretsmanager", "kms"])("is noticed: %s", async (service) => {
    const proven = await awsCase(of(cell));
    const mutants = proven.mutants.filter(({ title }) => title === `no policy of the ${service} owner`);
    const figures = noFigures();
    await judge(
      { ...proven, questions: proven.questions.filter(({ expected }) => expected), mutants },
      evaluateAws,
      figures,
    );
    expect(figures).toMatchObject({ mutants: 1, survived: [], wronglyDenied: [] });
  });
});
