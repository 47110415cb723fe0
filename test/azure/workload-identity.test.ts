import { Cluster, Delivery, describeEnvironment, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { AzureCloud, AzureWorkloadIdentity } from "../../lib/azure";
import { expectValidArguments } from "../support/schema-check";
import { problemOf, problemsOf, resourcesOf, synthesize } from "../support/synthesize";
import {
  azureSample,
  CLIENT,
  existingIdentity,
  identity,
  ISSUER,
  PRINCIPAL,
  PROVIDERS,
  sharedVault,
  VAULT_ID,
} from "./samples";

const AKS2 = Cluster.aks({ name: "prod-2", issuer: "https://westeurope.oic.prod-aks.azure.com/tenant/id2/" });

function annotationsOf(props: MendixSecretStoreEnvironmentProps): unknown {
  return describeEnvironment(props).objects.find(({ kind }) => kind === "ServiceAccount")?.metadata.annotations;
}

describe("Azure workload identity", () => {
  it("makes an identity that trusts exactly the pod", () => {
    const synthesized = synthesize(azureSample());
    expectValidArguments(synthesized);
    expect(resourcesOf(synthesized, "azurerm_user_assigned_identity")).toEqual([
      { name: "prod-mendix-orders", resource_group_name: "mendix", location: "westeurope" },
    ]);
    expect(resourcesOf(synthesized, "azurerm_federated_identity_credential")).toEqual([
      {
        name: "prod-mendix-orders",
        parent_id: "${azurerm_user_assigned_identity.environment_identity_C9C4750A.id}",
        resource_group_name: "${azurerm_user_assigned_identity.environment_identity_C9C4750A.resource_group_name}",
        issuer: ISSUER,
        subject: "system:serviceaccount:mendix:orders",
        audience: ["api://AzureADTokenExchange"],
      },
    ]);
  });

  it("assigns each role under a GUID that stays the same", () => {
    const assignments = resourcesOf(synthesize(azureSample()), "azurerm_role_assignment");
    const principal = "${azurerm_user_assigned_identity.environment_identity_C9C4750A.principal_id}";
    const common = {
      principal_id: principal,
      principal_type: "ServicePrincipal",
      skip_service_principal_aad_check: true,
    };
    expect(assignments).toEqual([
      {
        ...common,
        name: "a4fc5fec-5467-818c-8eec-f8eac4f49f98",
        role_definition_name: "Storage Blob Data Contributor",
        scope: `${PROVIDERS}/Microsoft.Storage/storageAccounts/acmefiles/blobServices/default/containers/orders`,
      },
      {
        ...common,
        name: "ab80349d-fc6c-80ef-8534-a1779b01e41d",
        role_definition_name: "Key Vault Secrets User",
        scope: "${azurerm_key_vault.environment_store_vault_7536F9CA.id}",
      },
    ]);
  });

  it("takes every prop", () => {
    const all = identity({
      name: "orders-identity",
      tags: { team: "${shop}" },
      clientId: CLIENT,
      alsoTrust: [AKS2],
      audience: "api://acme",
    });
    const synthesized = synthesize(azureSample({ identity: all }));
    expectValidArguments(synthesized);
    expect(resourcesOf(synthesized, "azurerm_user_assigned_identity")).toEqual([
      {
        name: "orders-identity",
        resource_group_name: "mendix",
        location: "westeurope",
        tags: { team: "$${shop}" },
        lifecycle: {
          postcondition: [
            {
              condition: `\${lower(self.client_id) == "${CLIENT}"}`,
              error_message: "The identity's client id is not the one that is declared; write the new one.",
            },
          ],
        },
      },
    ]);
    const credentials = resourcesOf(synthesized, "azurerm_federated_identity_credential");
    const facts = credentials.map(({ name, issuer, audience, depends_on: after }) => ({
      name,
      issuer,
      audience,
      after,
    }));
    expect(facts).toEqual([
      {
        name: "prod-2-mendix-orders",
        issuer: AKS2.issuer,
        audience: ["api://acme"],
        after: ["azurerm_federated_identity_credential.environment_identity_federation_prod_B4226A32"],
      },
      { name: "prod-mendix-orders", issuer: ISSUER, audience: ["api://acme"], after: undefined },
    ]);
  });

  it("annotates the ServiceAccount with the client id", () => {
    expect(annotationsOf(azureSample({ identity: existingIdentity() }))).toEqual({
      "privatecloud.mendix.com/environment-account": "true",
      "azure.workload.identity/client-id": CLIENT,
    });
  });

  it("says who may use it", () => {
    const { identity: who } = describeEnvironment(azureSample({ identity: identity({ alsoTrust: [AKS2] }) }));
    expect(who).toEqual({
      title: "Azure workload identity",
      principal: "managed identity prod-mendix-orders",
      trusts: "only system:serviceaccount:mendix:orders of prod and prod-2",
    });
  });

  it("works for a cluster outside Azure, whose issuer has no slash", () => {
    const cluster = Cluster.other({ name: "k3s", issuer: "https://oidc.example.com" });
    const { problems, steps } = describeEnvironment(azureSample({ cluster }));
    expect(problems).toEqual([]);
    expect(steps).toContainEqual({
      as: "as the cluster's administrator",
      does: "Install the azure-workload-identity webhook on k3s, with azureEnvironment AzurePublicCloud.",
      note: "AKS brings it along; skip it where it is installed",
    });
  });

  it("asks for the pod's own audience in every cloud", () => {
    const synthesized = synthesize(azureSample({ identity: identity({ cloud: AzureCloud.US_GOVERNMENT }) }));
    expect(resourcesOf(synthesized, "azurerm_federated_identity_credential")).toMatchObject([
      { audience: ["api://AzureADTokenExchange"] },
    ]);
  });
});

describe("an existing managed identity", () => {
  it("is left alone, and its owner is told what to do", () => {
    const props = azureSample({ identity: existingIdentity(), store: sharedVault() });
    const synthesized = synthesize(props);
    expect(Object.keys(synthesized.resource ?? {})).not.toContain("azurerm_user_assigned_identity");
    expect(Object.keys(synthesized.resource ?? {})).not.toContain("azurerm_federated_identity_credential");
    expect(Object.keys(synthesized.resource ?? {})).not.toContain("azurerm_role_assignment");
    const owner = describeEnvironment(props).steps.filter(({ as }) => as === "as the owner of the managed identity");
    expect(owner.map(({ does }) => does)).toEqual([
      `Add the federated credential prod-mendix-orders to orders: issuer ${ISSUER}, subject system:serviceaccount:mendix:orders, audience api://AzureADTokenExchange`,
      `Assign the role Storage Blob Data Contributor to orders at ${PROVIDERS}/Microsoft.Storage/storageAccounts/acmefiles/blobServices/default/containers/orders`,
      expect.stringMatching(
        /^Assign the role Key Vault Secrets User to orders at \(id of the secret prod-mendix-orders-database-type, known after apply\), /,
      ),
    ]);
  });

  it("shows its owner the ids that only an apply makes known", () => {
    const { output } = synthesize(azureSample({ identity: existingIdentity(), store: sharedVault() }));
    const [steps] = Object.values(output ?? {}).map(({ value }) => value as string[]);
    expect(steps).toHaveLength(1);
    expect(steps?.[0]).toMatch(
      /^as the owner of the managed identity: Assign the role Key Vault Secrets User to orders at \$\{azurerm_key_vault_secret\.[\w-]+\.resource_versionless_id\}, /,
    );
  });

  it("gets credentials and roles where it may be changed", () => {
    const synthesized = synthesize(azureSample({ identity: existingIdentity({ mutable: true }) }));
    expectValidArguments(synthesized);
    expect(resourcesOf(synthesized, "azurerm_federated_identity_credential")).toMatchObject([
      {
        parent_id: `${PROVIDERS}/Microsoft.ManagedIdentity/userAssignedIdentities/orders`,
        resource_group_name: "mendix",
      },
    ]);
    expect(resourcesOf(synthesized, "azurerm_role_assignment").map(({ principal_id }) => principal_id)).toEqual([
      PRINCIPAL,
      PRINCIPAL,
    ]);
  });

  it("belongs to one environment", () => {
    const claims = describeEnvironment(azureSample({ identity: existingIdentity() })).claims;
    expect(claims).toContainEqual({
      kind: "managed identity",
      scope: "client id",
      name: CLIENT,
      prop: "identity.clientId",
    });
  });
});

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
