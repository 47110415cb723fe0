import { describeEnvironment, SecretValue, type VaultProps } from "../../lib";
import { collisionProblems } from "../../lib/environment/registry";
import { vaultSample } from "./sample";

describe("two environments of one Vault", () => {
  const problemsOfTwo = (first: VaultProps, second: VaultProps) =>
    collisionProblems(
      [vaultSample(first), vaultSample(second, { name: "shop" })].map((props) => ({
        blueprint: describeEnvironment(props),
        owner: props.name,
        stack: props.name,
      })),
    ).map(({ code, prop, environment }) => `${environment} ${code} ${prop}`);

  test("stand side by side by default", () => {
    expect(problemsOfTwo({}, {})).toEqual([]);
  });

  test("never share a path", () => {
    expect(problemsOfTwo({ path: "mendix" }, { path: "mendix" })).toContain("shop MX-COLLISION store.path");
  });

  test("never share a role, in whatever case", () => {
    expect(problemsOfTwo({ roleName: "mendix" }, { roleName: "MENDIX" })).toEqual(["shop MX-COLLISION store.roleName"]);
  });

  test("never share a policy", () => {
    expect(problemsOfTwo({ policyName: "mendix" }, { policyName: "mendix" })).toEqual([
      "shop MX-COLLISION store.policyName",
    ]);
  });

  test("never read each other's entries", () => {
    const existing = [{ path: "mendix/mx-admin-password", keys: ["mx-admin-password"] }];
    const blueprints = [
      vaultSample({ path: "mendix" }, { adminPassword: SecretValue.generated() }),
      vaultSample({ existing }, { name: "shop" }),
    ].map((props) => ({ blueprint: describeEnvironment(props), owner: props.name, stack: props.name }));
    expect(collisionProblems(blueprints).map(({ prop }) => prop)).toEqual(["store.existing"]);
  });

  test("may read the same entry of a third party", () => {
    const existing = [{ path: "shared", keys: ["mx-const-Shop.Title"] }];
    expect(problemsOfTwo({ existing }, { existing })).toEqual([]);
  });

  test("never share a path of one address, however it is written", () => {
    const at = (address: string) => ({ path: "mendix", address });
    expect(problemsOfTwo(at("https://Vault.example.com/"), at("https://vault.example.com:443"))).toContain(
      "shop MX-COLLISION store.path",
    );
  });

  test("are apart in two namespaces of it", () => {
    expect(problemsOfTwo({ path: "mendix", namespace: "a" }, { path: "mendix", namespace: "b" })).toEqual([]);
  });
});
