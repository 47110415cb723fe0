import { describeEnvironment } from "../../lib";
import { billingProd } from "../../stacks/samples-azure";
import { sample } from "../support/samples";

/** What is said of features that the versions do not have: prop, message and what to write. */
function unmet(blueprint: ReturnType<typeof describeEnvironment>) {
  return blueprint.problems
    .filter(({ code }) => code === "MX-GATE")
    .map(({ prop, message, fix }) => [prop, message.replace(/ \(yours.*/, ""), fix.replace(/^.*, or /, "")]);
}

describe("a feature that the versions do not have", () => {
  test("is told at the prop that brings it, and with what can be done without it", () => {
    expect(unmet(describeEnvironment({ ...billingProd, versions: { operator: "2.9.0", mendix: "9.20.0" } }))).toEqual([
      [
        "database.authentication",
        "Azure SQL with managed identity needs Operator 2.17.0",
        "take database.authentication out.",
      ],
      ["database.authentication", "Custom pod labels need Operator 2.13.0", "take database.authentication out."],
      ["storage", "Azure Blob with managed identity needs Operator 2.17.0", "write another storage."],
      ["storage", "Azure Blob storage needs Operator 2.10.0", "write another storage."],
      ["store", "Azure Key Vault needs Operator 2.10.0", "write another store."],
      [
        'constants["Payments.ApiKey"]',
        "Constants and runtime settings from the store need Operator 2.10.0",
        'take constants["Payments.ApiKey"] out.',
      ],
    ]);
  });

  test("is told once for each store that needs it", () => {
    expect(unmet(describeEnvironment(sample({ versions: { operator: "2.8.0", mendix: "10.24.14" } })))).toEqual(
      expect.arrayContaining([
        ["store", "Secret store through the CSI driver needs Operator 2.9.0", "write another store."],
      ]),
    );
  });
});
