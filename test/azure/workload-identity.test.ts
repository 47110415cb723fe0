import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import {
  Cluster,
  describeEnvironment,
  MendixSecretStoreEnvironment,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { AzureCloud } from "../../lib/azure";
import { expectValidArguments } from "../support/schema-check";
import { newStack, resourcesOf, synthesize, synthesizeStack } from "../support/synthesize";
import {
  azureSample,
  CLIENT,
  existingIdentity,
  identity,
  ISSUER,
  PRINCIPAL,
  PROVIDERS,
  sharedVault,
  vault,
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

  it("acts in another subscription where it is given that one's provider", () => {
    const stack = newStack();
    const provider = new AzurermProvider(stack, "other", { alias: "other", features: [{}] });
    const props = azureSample({ identity: identity({ provider }), store: vault({ provider }) });
    new MendixSecretStoreEnvironment(stack, "environment", props);
    const { resource = {} } = synthesizeStack(stack);
    const blocks = Object.entries(resource).filter(([type]) => type.startsWith("azurerm_"));
    const used = blocks.flatMap(([, named]) => Object.values(named).map((block) => block["provider"]));
    expect([used.length, new Set(used)]).toEqual([15, new Set(["azurerm.other"])]);
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

  it("may serve several environments, each with credentials of its own", () => {
    const claims = describeEnvironment(azureSample({ identity: existingIdentity() })).claims;
    expect(claims).toContainEqual({
      kind: "managed identity",
      scope: "client id",
      name: CLIENT,
      prop: "identity.clientId",
      exclusive: false,
    });
    const mutable = describeEnvironment(azureSample({ identity: existingIdentity({ mutable: true }) })).claims;
    expect(mutable).toContainEqual({
      kind: "federated credential",
      scope: `${PROVIDERS}/Microsoft.ManagedIdentity/userAssignedIdentities/orders`.toLowerCase(),
      name: "prod-mendix-orders",
      prop: "identity.resourceId",
    });
  });
});
