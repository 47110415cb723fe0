import { GATES } from "../../lib";
import { applyGate, type GateId } from "../../lib/catalogue/gates";

const ids = Object.keys(GATES) as GateId[];

describe("applyGate", () => {
  it("says what a feature needs and what the declaration has", () => {
    expect(applyGate("rds-iam", "database.authentication", { operator: "2.10.0", mendix: "9.22.0" })).toEqual({
      gate: "rds-iam",
      feature: "RDS IAM authentication",
      prop: "database.authentication",
      needs: [
        { what: "Operator", version: "2.10.1", yours: "2.10.0" },
        { what: "Mendix", version: "9.22.0", yours: "9.22.0" },
      ],
      met: false,
    });
  });

  it.each(ids)("meets %s with the newest versions, and not with the oldest", (id) => {
    expect(applyGate(id, "prop", { operator: "99.0.0", mendix: "99.0.0" }).met).toBe(true);
    expect(applyGate(id, "prop", { operator: "2.0.0", mendix: "8.0.0" }).met).toBe(false);
  });

  it("follows the vendor's versions", () => {
    const minimums = Object.entries<{ operator?: string; mendix?: string }>(GATES).map(
      ([id, { operator = "", mendix = "" }]) => `${id} ${operator} ${mendix}`.trim(),
    );
    expect(minimums).toEqual(
      expect.arrayContaining([
        "csi-secret-store 2.9.0",
        "app-settings 2.10.0",
        "azure-blob 2.10.0",
        "azure-key-vault 2.10.0",
        "rds-iam 2.10.1 9.22.0",
        "pod-labels 2.13.0",
        "topology-spread 2.14.0",
        "debugger-password 2.15.0",
        "azure-postgresql-identity 2.17.0 9.22.0",
        "azure-sql-identity 2.17.0 10.10.0",
        "azure-blob-identity 2.17.0 10.10.0",
        "read-only-root 2.21.0",
        "kubernetes-secret 2.22.0",
        "kubernetes-secret-without-driver 2.24.2",
        "leaderless 2.23.0 10.24.0",
        "no-delete 2.23.0 9.6.0",
        "pod-disruption-budget 2.24.0",
        "pod-disruption-max-unavailable 2.24.2",
        "jvm-memory 2.26.0",
        "s3-without-keys 2.9.0 9.20.0",
      ]),
    );
  });
});
