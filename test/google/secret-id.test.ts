import fc from "fast-check";
import { describeEnvironment } from "../../lib";
import { secretId } from "../../lib/stores/google/names";
import { gke, googleSample } from "../support/samples-google";

const subject = { cluster: gke, namespace: "mendix", name: "orders" };
const part = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,20}$/);
const constant = fc.tuple(part, part).map(([module, name]) => `mx-const-${module}.${name}`);

describe("the id of a secret", () => {
  it("begins with cluster, namespace and name, as every name in a cloud does", () => {
    expect(secretId(subject, {}, "database-host")).toBe("prod-mendix-orders-database-host");
  });

  it("has a fingerprint where the key holds a dot, so that A.B_C and A_B.C stay two secrets", () => {
    expect(["mx-const-A.B_C", "mx-const-A_B.C", "mx-const-A.B-C"].map((key) => secretId(subject, {}, key))).toEqual([
      "prod-mendix-orders-mx-const-A-B_C-3233d119",
      "prod-mendix-orders-mx-const-A_B-C-ec19fa72",
      "prod-mendix-orders-mx-const-A-B-C-b2266c49",
    ]);
  });

  it("begins with the name that is given, and is the one that is given for a key", () => {
    expect(secretId(subject, { name: "shop" }, "database-host")).toBe("shop-database-host");
    expect(secretId(subject, { secretIds: { "database-host": "db" } }, "database-host")).toBe("db");
  });

  it("is one that Secret Manager takes, whatever the key", () => {
    const takes = (key: string) => expect(secretId(subject, {}, key)).toMatch(/^[A-Za-z0-9_-]{1,255}$/);
    fc.assert(fc.property(constant, takes));
  });

  it("differs for every two keys", () => {
    const keys = fc.uniqueArray(constant, { minLength: 2, maxLength: 20 });
    const distinct = (all: readonly string[]) =>
      expect(new Set(all.map((key) => secretId(subject, {}, key))).size).toBe(all.length);
    fc.assert(fc.property(keys, distinct));
  });

  it("keeps to 255 characters where a constant has a long name", () => {
    const constants = { [`Shop.${"x".repeat(230)}`]: "1" };
    const { entries, problems } = describeEnvironment(googleSample({ constants }));
    expect(problems).toEqual([]);
    expect(Math.max(...entries.map(({ name }) => name.length))).toBe(255);
  });
});
