import { describeEnvironment, explain, MendixSecretStoreEnvironment } from "../../lib";
import { newStack } from "../support/synthesize";
import { azureSample } from "./samples";

for (const binding of [
  "data-azurerm-key-vault",
  "federated-identity-credential",
  "key-vault",
  "key-vault-secret",
  "role-assignment",
  "user-assigned-identity",
]) {
  jest.mock(`@cdktf/provider-azurerm/lib/${binding}`, () => {
    throw new Error("a binding was loaded");
  });
}

describe("the bindings of Azure", () => {
  it("are not loaded to describe and explain an environment", () => {
    expect(explain(describeEnvironment(azureSample()))).toContain("Azure Key Vault");
  });

  it("are loaded to make its constructs", () => {
    expect(() => new MendixSecretStoreEnvironment(newStack(), "environment", azureSample())).toThrow(
      "a binding was loaded",
    );
  });
});
