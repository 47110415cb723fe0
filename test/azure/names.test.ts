import * as fc from "fast-check";
import { Cluster } from "../../lib";
import {
  assignmentName,
  credentialName,
  identityName,
  isIdentityName,
  isSecretName,
  isVaultName,
  secretName,
  vaultName,
} from "../../lib/clouds/azure/names";

const subject = (cluster: string, namespace: string, name: string) => ({
  cluster: Cluster.other({ name: cluster }),
  namespace,
  name,
});

describe("the names of Azure", () => {
  it("keeps a key that is a name already", () => {
    expect(secretName("database-jdbc-url")).toBe("database-jdbc-url");
  });

  it("maps dots and underscores, and keeps keys apart that would be one", () => {
    const names = ["mx-const-Shop.My_Title", "mx-const-Shop.My-Title", "mx-const-Shop-My.Title"].map((key) =>
      secretName(key),
    );
    expect(names).toEqual([
      "mx-const-Shop-My-Title-7446af32",
      "mx-const-Shop-My-Title-1e5bdd20",
      "mx-const-Shop-My-Title-0eb425d4",
    ]);
  });

  it("shortens a long name to what Key Vault takes", () => {
    const name = secretName(`mx-const-Module.${"A".repeat(200)}`, "prod-mendix-orders");
    expect(name).toHaveLength(127);
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    [subject("prod", "mendix", "orders"), "prod-mendix-orders"],
    [subject("prod", "mendix", "orders-acceptance"), "prod-mendix-ord-x"],
    [subject("my_cluster", "m", "orders"), "my-cluster-m-or-x"],
    [subject("7", "8", "9"), "v7-8-9"],
  ])("makes a name of a vault (%#)", (who, expected) => {
    const name = vaultName(who);
    expect(name.replace(/-[0-9a-f]{8}$/, "-x")).toBe(expected);
    expect(isVaultName(name)).toBe(true);
  });

  it("makes legal names of every subject that is legal", () => {
    const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);
    const cluster = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/);
    fc.assert(
      fc.property(cluster, label, label, (...parts) => {
        const who = subject(...parts);
        expect({ who, legal: isVaultName(vaultName(who)) && isIdentityName(identityName(who)) }).toEqual({
          who,
          legal: true,
        });
      }),
    );
  });

  it.each(["ab", "1abc", "a--b", "a-", "a_b", "a".repeat(25), ""])("refuses %j as the name of a vault", (name) => {
    expect(isVaultName(name)).toBe(false);
  });

  it("names identity and credential after the subject", () => {
    const who = subject("prod", "mendix", "orders");
    expect([identityName(who), credentialName(who)]).toEqual(["prod-mendix-orders", "prod-mendix-orders"]);
    expect(isIdentityName("_x")).toBe(false);
  });

  it("makes the same GUID of the same assignment, and another one of another", () => {
    const name = assignmentName("subscription", "read", "scope");
    expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(assignmentName("subscription", "read", "scope")).toBe(name);
    expect(assignmentName("subscription", "readscope")).not.toBe(name);
  });
});
