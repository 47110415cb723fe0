import { awsCase } from "../../proof/permissions/aws/aws";
import type { RoleDocuments } from "../../proof/permissions/aws/documents";
import { evaluateAws } from "../../proof/permissions/aws/evaluator";
import { azureCase } from "../../proof/permissions/azure/azure";
import { evaluateAzure } from "../../proof/permissions/azure/evaluator";
import { synthesizePlatform } from "../../proof/permissions/deployed";
import { googleCase } from "../../proof/permissions/google/google";
import { evaluateGoogle } from "../../proof/permissions/google/evaluator";
import { evaluateKubernetes, kubernetesCase } from "../../proof/permissions/kubernetes/kubernetes";
import { judge, noFigures, type Case, type Evaluate } from "../../proof/permissions/oracle";
import { synthesizeOne } from "../../proof/support/synthesis";
import { ordersProd, shopTest } from "../../stacks/samples";
import * as azure from "../../stacks/samples-azure";
import * as google from "../../stacks/samples-google";
import { helpdeskProd, labTest } from "../../stacks/samples-kubernetes";
import { platformOnAws, platformOnAzure } from "../../stacks/samples-platform";
import { stockProd } from "../../stacks/samples-vault";

jest.setTimeout(60_000);

const of = (props: typeof ordersProd) => synthesizeOne(() => props);

async function figuresOf<T>(proven: Case<T>, evaluate: Evaluate<T>) {
  const figures = noFigures();
  await judge(proven, evaluate, figures);
  return figures;
}

/** The answers to a mutant's policies. */
async function figuresOfMutant<T>(proven: Case<T>, title: string, evaluate: Evaluate<T>) {
  const mutant = proven.mutants.find((candidate) => candidate.title === title);
  if (!mutant) throw new Error(`no mutant "${title}" among ${proven.mutants.map((each) => each.title).join(", ")}`);
  return figuresOf({ ...proven, documents: mutant.documents, mutants: [] }, evaluate);
}

describe("the evaluation of a role on AWS", () => {
  /** Without the sweep over every action of every service, and without the mutants, which the command does. */
  async function caseOf(deployed: ReturnType<typeof of>): Promise<Case<RoleDocuments>> {
    const proven = await awsCase(deployed);
    return { ...proven, questions: proven.questions.filter(({ title }) => title !== "another action") };
  }

  it.each([ordersProd, shopTest, stockProd])("finds nothing wrong with $name", async (props) => {
    const figures = await figuresOf({ ...(await caseOf(of(props))), mutants: [] }, evaluateAws);
    expect(figures).toMatchObject({ wronglyAllowed: [], wronglyDenied: [] });
  });

  it("finds nothing wrong with the platform's role", async () => {
    const proven = await awsCase(synthesizePlatform(platformOnAws));
    expect(proven.questions).toContainEqual(expect.objectContaining({ title: "own entry", expected: true }));
    const questions = proven.questions.filter(({ title }) => title !== "another action");
    const figures = await figuresOf({ ...proven, questions, mutants: [] }, evaluateAws);
    expect(figures).toMatchObject({ wronglyAllowed: [], wronglyDenied: [] });
  });

  it("notices a wildcard in place of the random suffix", async () => {
    const proven = await caseOf(of(ordersProd));
    const figures = await figuresOfMutant(proven, "ReadSecrets: a wildcard for the random suffix", evaluateAws);
    expect(figures.wronglyAllowed).toContainEqual(expect.stringContaining("secret:prod/mendix/orders-prod-2-AbC123"));
    expect(figures.wronglyDenied).toEqual([]);
  });

  it("notices an entry that the pod mounts and may not read", async () => {
    const proven = await caseOf(of(ordersProd));
    const nothing = { ...proven, documents: { ...proven.documents, policies: [] }, mutants: [] };
    const figures = await figuresOf(nothing, evaluateAws);
    expect(figures.wronglyDenied).toContainEqual(expect.stringContaining("secret:prod/mendix/orders-prod-AbC123"));
  });

  it.each([
    ["any subject", /ServiceAccount|namespace|no subject/],
    ["any audience", /audience/],
  ])("denies what differs from the pod for the right reason: not with %s", async (change, differing) => {
    const proven = await caseOf(of(ordersProd));
    const figures = await figuresOfMutant(proven, `trust, ServiceAccount: ${change}`, evaluateAws);
    const titles = figures.wronglyAllowed.map((finding) => finding.split(": ")[1]);
    expect(titles).toEqual(proven.questions.map(({ title }) => title).filter((title) => differing.test(title)));
  });

  it("tells a denial by the condition from one by a claim that the evaluator does not know", async () => {
    const proven = await caseOf(of(ordersProd));
    const [pod] = proven.questions.filter(({ title }) => title === "the pod itself");
    const question = { ...pod!, context: { ...pod!.context, "unknown.example.com:sub": "x" } };
    await expect(evaluateAws(proven.documents, question)).rejects.toThrow("the evaluator dropped");
  });
});

describe("the evaluation of a managed identity", () => {
  it.each([of(azure.billingProd), of(azure.billingTest), synthesizePlatform(platformOnAzure)])(
    "finds nothing wrong with $props.name, and catches every mutant of it",
    async (deployed) => {
      const figures = await figuresOf(azureCase(deployed), evaluateAzure);
      expect(figures).toMatchObject({ wronglyAllowed: [], wronglyDenied: [], survived: [] });
      expect(figures.mutants).toBeGreaterThan(20);
    },
  );

  it("notices a role on the whole of a shared vault", async () => {
    const figures = await figuresOfMutant(
      azureCase(of(azure.billingTest)),
      "0: the whole vault or account",
      evaluateAzure,
    );
    expect(figures.wronglyAllowed).toContainEqual(expect.stringMatching(/sibling: .*database-type-2$/));
  });

  it("notices a credential that any ServiceAccount has", async () => {
    const figures = await figuresOfMutant(
      azureCase(of(azure.billingProd)),
      "credential: 0: the default ServiceAccount too",
      evaluateAzure,
    );
    expect(figures.wronglyAllowed).toEqual([expect.stringContaining("default ServiceAccount")]);
  });
});

describe("the evaluation of a principal of Google", () => {
  it.each([google.crmProd, google.crmTest])(
    "finds nothing wrong with $name, and catches every mutant of it",
    async (props) => {
      const figures = await figuresOf(googleCase(of(props)), evaluateGoogle);
      expect(figures).toMatchObject({ wronglyAllowed: [], wronglyDenied: [], survived: [] });
      expect(figures.mutants).toBeGreaterThan(20);
    },
  );

  it("notices a secret that every pod of the namespace may read", async () => {
    const proven = googleCase(of(google.crmProd));
    const [{ resource } = { resource: "" }] = proven.documents.bindings;
    const figures = await figuresOfMutant(proven, `${resource}: every pod of the namespace`, evaluateGoogle);
    expect(figures.wronglyAllowed).toContainEqual(expect.stringContaining("default ServiceAccount"));
    expect(figures.wronglyDenied).toEqual([]);
  });
});

describe("the evaluation of a Kubernetes Secret", () => {
  it.each([labTest, helpdeskProd])("finds nothing granted to $name, and would notice it", async (props) => {
    const figures = await figuresOf(kubernetesCase(of(props)), evaluateKubernetes);
    expect(figures).toMatchObject({ wronglyAllowed: [], survived: [] });
    expect(figures.mutants).toBeGreaterThan(0);
  });
});
