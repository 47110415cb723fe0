import { Cluster, Delivery, describeEnvironment, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { AzureWorkloadIdentity } from "../../lib/azure";
import { problemOf, problemsOf } from "../support/synthesize";
import { azureSample, CLIENT, existingIdentity, identity, ISSUER, VAULT_ID } from "./samples";

describe("a workload identity that can't work", () => {
  const many = Array.from({ length: 20 }, (_, index) =>
    Cluster.aks({ name: `other-${index}`, issuer: `https://issuer.example.com/${index}/` }),
  );
  const noSlash = Cluster.aks({ name: "prod", issuer: ISSUER.slice(0, -1) });
  const cases: readonly (readonly [
    what: string,
    changes: Partial<MendixSecretStoreEnvironmentProps>,
    problem: string,
    fix: string,
  ])[] = [
    [
      "a client id that is no GUID",
      { identity: existingIdentity({ clientId: "orders" }) },
      "MX-AZURE-ID identity.clientId",
      "as `az identity show` prints it",
    ],
    [
      "an object id that is no GUID",
      { identity: existingIdentity({ principalId: "orders" }) },
      "MX-AZURE-ID identity.principalId",
      "as `az identity show` prints it",
    ],
    [
      "a declared client id that is no GUID",
      { identity: identity({ clientId: "x" }) },
      "MX-AZURE-ID identity.clientId",
      "as `az identity show` prints it",
    ],
    [
      "a resource id in another spelling",
      { identity: existingIdentity({ resourceId: VAULT_ID.toLowerCase() }) },
      "MX-AZURE-IDENTITY identity.resourceId",
      "userAssignedIdentities/NAME",
    ],
    [
      "a name that Azure does not take",
      { identity: identity({ name: "a.b" }) },
      "MX-AZURE-IDENTITY identity.name",
      'name: "orders-prod"',
    ],
    [
      "no resource group",
      { identity: identity({ resourceGroupName: "" }) },
      "MX-PROP identity.resourceGroupName",
      'resourceGroupName: "mendix"',
    ],
    ["no location", { identity: identity({ location: "" }) }, "MX-PROP identity.location", 'location: "westeurope"'],
    [
      "an AKS issuer without its slash",
      { cluster: noSlash },
      "MX-AZURE-FEDERATION cluster.issuer",
      `issuer: "${ISSUER}"`,
    ],
    [
      "a cluster without issuer",
      { cluster: Cluster.other({ name: "k3s" }) },
      "MX-AZURE-FEDERATION cluster.issuer",
      "az aks show",
    ],
    [
      "more clusters than Azure takes",
      { identity: identity({ alsoTrust: many }) },
      "MX-AZURE-FEDERATION identity.alsoTrust",
      "an environment of their own",
    ],
    [
      "two clusters with one issuer",
      { identity: identity({ alsoTrust: [Cluster.aks({ name: "prod-2", issuer: ISSUER })] }) },
      "MX-AZURE-FEDERATION identity.alsoTrust",
      "its own name and issuer",
    ],
    [
      "two clusters with one name",
      { identity: identity({ alsoTrust: [Cluster.aks({ name: "prod", issuer: `${ISSUER}2/` })] }) },
      "MX-AZURE-FEDERATION identity.alsoTrust",
      "its own name and issuer",
    ],
    [
      "an empty audience",
      { identity: identity({ audience: "" }) },
      "MX-AZURE-FEDERATION identity.audience",
      "Leave audience out",
    ],
    [
      "manifests that would need the client id before an apply",
      { delivery: Delivery.manifests({ directory: "manifests" }) },
      "MX-MANIFEST-UNKNOWN delivery",
      "Give it as a prop",
    ],
  ];

  it.each(cases)("is refused: %s", (_, changes, problem, fix) => {
    const problems = describeEnvironment(azureSample(changes)).problems;
    expect(problemsOf(azureSample(changes))).toContain(problem);
    expect(problems.map((one) => one.fix).join("\n")).toContain(fix);
  });

  it("refuses props that JavaScript left out", () => {
    const Unchecked = AzureWorkloadIdentity as unknown as new () => AzureWorkloadIdentity;
    expect(problemsOf(azureSample({ identity: new Unchecked() }))).toEqual([
      "MX-PROP identity.resourceGroupName",
      "MX-PROP identity.location",
    ]);
  });

  it("writes manifests where the client id is declared", () => {
    const props = azureSample({
      identity: identity({ clientId: CLIENT }),
      delivery: Delivery.manifests({ directory: "manifests" }),
    });
    expect(describeEnvironment(props).problems).toEqual([]);
  });

  it("says in one line what is wrong with an issuer", () => {
    expect(problemOf(azureSample({ cluster: noSlash })).message).toBe(
      `The issuer "${ISSUER.slice(0, -1)}" of the AKS cluster "prod" lacks its trailing slash; Entra compares the whole text.`,
    );
  });
});
