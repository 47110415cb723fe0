import { synthesizePlatform } from "../../proof/permissions/deployed";
import { judge, noFigures } from "../../proof/permissions/oracle";
import { PolicyServer } from "../../proof/permissions/vault/server";
import { OPENBAO, vaultCase } from "../../proof/permissions/vault/vault";
import { synthesizeOne } from "../../proof/support/synthesis";
import { platformInVault } from "../../stacks/samples-platform";
import { billingProd, stockProd } from "../../stacks/samples-vault";
import { describeWith } from "./support/missing";

jest.setTimeout(120_000);

describeWith(OPENBAO, "the proof of permissions in Vault", () => {
  let server: PolicyServer;

  beforeAll(async () => (server = await PolicyServer.start()));
  afterAll(() => server.stop());

  it.each([
    ["the kubernetes method", synthesizeOne(() => billingProd)],
    ["the jwt method", synthesizeOne(() => stockProd)],
    ["the platform's own login", synthesizePlatform(platformInVault)],
  ])("finds nothing wrong by %s", async (_method, deployed) => {
    const proven = vaultCase(deployed);
    const figures = noFigures();
    await judge({ ...proven, mutants: [] }, server.evaluator(proven), figures);
    expect(figures).toMatchObject({ wronglyAllowed: [], wronglyDenied: [] });
  });

  it.each([
    ["+ for billing-prod", "secret/data/datacenter/mendix/billing-prod: + for billing-prod", "neighbour: read"],
    ["a capability too many", "database/static-creds/billing-prod: update too", "own entry: update"],
    ["any namespace", "role: any namespace", "other namespace: login"],
    ["no audience", "role: no audience", "audience of the API server: login"],
  ])("notices %s", async (_what, title, finding) => {
    const proven = vaultCase(synthesizeOne(() => billingProd));
    const mutant = proven.mutants.find((candidate) => candidate.title === title);
    const figures = noFigures();
    const documents = mutant?.documents ?? proven.documents;
    await judge({ ...proven, documents, mutants: [] }, server.evaluator(proven), figures);
    expect(figures.wronglyAllowed).toContainEqual(expect.stringContaining(finding));
  });
});
