import { TerraformVariable } from "cdktf";
import * as fc from "fast-check";
import { Cluster, Database, describeEnvironment, MendixSecretStoreEnvironment, SecretValue } from "../../lib";
import { expectValidArguments } from "../support/schema-check";
import { newStack, problemsOf, resourcesOf, synthesizeStack } from "../support/synthesize";
import { mountedFiles } from "./csi-provider";
import { azureSample, blob, CLIENT, existingIdentity, identity, sharedVault, vault } from "./samples";

/** A token of a variable in a stack of its own. */
function token(name: string, stack = newStack()): string {
  return new TerraformVariable(stack, name, { type: "string" }).stringValue;
}

describe("tokens on Azure", () => {
  it("stand where a value may be one", () => {
    const stack = newStack();
    const of = (name: string) => token(name, stack);
    const props = azureSample({
      cluster: Cluster.aks({ name: "prod", issuer: of("issuer") }),
      store: vault({
        tenantId: of("tenant"),
        resourceGroupName: of("group"),
        location: of("location"),
        deployerPrincipalId: of("deployer"),
        allowedSubnetIds: [of("subnet")],
      }),
      identity: identity({ resourceGroupName: of("group2"), location: of("location2") }),
      storage: blob({ storageAccountId: of("account"), container: of("container"), blobEndpoint: of("endpoint") }),
      database: Database.postgresql({
        host: of("host"),
        name: of("name"),
        username: "orders",
        password: SecretValue.fromVariable(),
      }),
    });
    new MendixSecretStoreEnvironment(stack, "environment", props);
    const synthesized = synthesizeStack(stack);
    expectValidArguments(synthesized);
    expect(resourcesOf(synthesized, "azurerm_key_vault")).toMatchObject([
      { tenant_id: "${var.tenant}", resource_group_name: "${var.group}", location: "${var.location}" },
    ]);
    expect(resourcesOf(synthesized, "azurerm_federated_identity_credential")).toMatchObject([
      { issuer: "${var.issuer}" },
    ]);
    expect(resourcesOf(synthesized, "azurerm_role_assignment").map(({ scope }) => scope)).toContain(
      "${var.account}/blobServices/default/containers/${var.container}",
    );
  });

  it.each([
    ["a vault's name", azureSample({ store: vault({ vaultName: token("a") }) }), "MX-TOKEN store.vaultName"],
    ["a prefix", azureSample({ store: sharedVault({ prefix: token("a") }) }), "MX-TOKEN store.prefix"],
    ["an identity's name", azureSample({ identity: identity({ name: token("a") }) }), "MX-TOKEN identity.name"],
    [
      "an existing identity's id, which names it",
      azureSample({ identity: existingIdentity({ resourceId: token("a") }) }),
      "MX-AZURE-IDENTITY identity.resourceId",
    ],
    [
      "a shared vault's id without the vault's name",
      azureSample({ store: sharedVault({ vaultId: token("a") }) }),
      "MX-AZURE-VAULT store.vaultName",
    ],
  ])("are refused for %s", (_, props, problem) => {
    expect(problemsOf(props)).toContain(problem);
  });

  it("change no GUID of a role assignment", () => {
    const nameOf = (before: number) => {
      const stack = newStack();
      for (let index = 0; index < before; index++) token(`before${index}`, stack);
      const storage = blob({ container: token("container", stack) });
      new MendixSecretStoreEnvironment(stack, "environment", azureSample({ storage }));
      return resourcesOf(synthesizeStack(stack), "azurerm_role_assignment").map(({ name }) => name);
    };
    expect(nameOf(3)).toEqual(nameOf(0));
  });
});

describe("any constants", () => {
  const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,30}\.[A-Za-z_][A-Za-z0-9_]{0,30}$/);
  // A text that Terraform would compose or a store not hold is refused, so that nothing is mounted.
  const value = fc
    .string({ minLength: 1, maxLength: 40, unit: "grapheme" })
    .filter((text) => text.normalize() === text && !text.includes("\u0000"));

  it("are mounted under their own keys, whatever they are called and hold", () => {
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 5 }), (constants) => {
        const { mount, keys } = describeEnvironment(
          azureSample({ constants, identity: existingIdentity({ clientId: CLIENT }) }),
        );
        const files = mountedFiles(mount.kind === "SecretProviderClass" ? mount.parameters : {});
        expect(files.map(({ file }) => file)).toEqual(keys.map(({ key }) => key));
        expect(files.filter(({ file }) => file.startsWith("mx-const-"))).toHaveLength(Object.keys(constants).length);
      }),
      { numRuns: 50 },
    );
  });
});
