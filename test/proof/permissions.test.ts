import { ordersProd, shopTest } from "../../stacks/samples";
import { awsCase } from "../../proof/permissions/aws";
import type { RoleDocuments } from "../../proof/permissions/aws-documents";
import { evaluateAws } from "../../proof/permissions/aws-evaluator";
import { judge, noFigures, type Case } from "../../proof/permissions/oracle";
import { synthesizeOne } from "../../proof/support/synthesis";

jest.setTimeout(60_000);

/** The sample without the sweep over every action of every service, which the command does. */
async function caseOf(props: typeof ordersProd): Promise<Case<RoleDocuments>> {
  const proven = await awsCase(synthesizeOne(() => props));
  return { ...proven, questions: proven.questions.filter(({ title }) => title !== "another action") };
}

async function figuresOf(proven: Case<RoleDocuments>) {
  const figures = noFigures();
  await judge({ ...proven, mutants: [] }, evaluateAws, figures);
  return figures;
}

describe("the evaluation of permissions", () => {
  it.each([ordersProd, shopTest])("finds nothing wrong with $name", async (props) => {
    expect(await figuresOf(await caseOf(props))).toMatchObject({ wronglyAllowed: [], wronglyDenied: [] });
  });

  it("notices a wildcard in place of the random suffix", async () => {
    const proven = await caseOf(ordersProd);
    const mutant = proven.mutants.find(({ title }) => title === "ReadSecrets: a wildcard for the random suffix");
    expect(mutant).toBeDefined();
    const figures = await figuresOf({ ...proven, documents: mutant?.documents ?? proven.documents });
    expect(figures.wronglyAllowed).toContainEqual(expect.stringContaining("secret:prod/mendix/orders-prod-2-AbC123"));
    expect(figures.wronglyDenied).toEqual([]);
  });

  it("notices an entry that the pod mounts and may not read", async () => {
    const proven = await caseOf(ordersProd);
    const figures = await figuresOf({ ...proven, documents: { ...proven.documents, policies: [] } });
    expect(figures.wronglyDenied).toContainEqual(expect.stringContaining("secret:prod/mendix/orders-prod-AbC123"));
  });

  it("notices a trust that pins no subject", async () => {
    const proven = await caseOf(ordersProd);
    const mutant = proven.mutants.find(({ title }) => title === "trust, ServiceAccount: any subject");
    const figures = await figuresOf({ ...proven, documents: mutant?.documents ?? proven.documents });
    expect(figures.wronglyAllowed).toContainEqual(expect.stringContaining("other ServiceAccount"));
  });

  it("tells a denial by the condition from one by a claim that the evaluator does not know", async () => {
    const proven = await caseOf(ordersProd);
    const [pod] = proven.questions.filter(({ title }) => title === "the pod itself");
    const question = { ...pod!, context: { ...pod!.context, "unknown.example.com:sub": "x" } };
    await expect(evaluateAws(proven.documents, question)).rejects.toThrow("the evaluator dropped");
  });
});
