import { App, describeEnvironment, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { changesBetween } from "../../lib/change/changes";
import { sample } from "../support/samples";

type Versions = MendixSecretStoreEnvironmentProps["versions"];

const told = (before: Partial<Versions>, after: Partial<Versions>): readonly string[] => {
  const revision = (versions: Partial<Versions>) =>
    new Map([["orders", describeEnvironment(sample({ versions: { ...NOW, ...versions } }))]]);
  return changesBetween(revision(before), revision(after)).map(({ effect, text }) => `${effect}: ${text}`);
};

const NOW = { operator: "2.25.1", mendix: "10.24.14" };

// What docs/day-two.md says of upgrades.
describe("the version of the Operator", () => {
  test("states what is there, and upgrades nothing", () => {
    const states =
      "declared: The Operator's version is declared as 2.26.0, before as 2.25.1; nothing is upgraded by that.";
    expect(told({}, { operator: "2.26.0" })).toEqual([states]);
  });

  test("keeps what needs a newer one until that is there", () => {
    const app = App.standalone({
      sourceUrl: "oci-image://registry.example.com/orders:1.4.2",
      heapLimit: "1Gi",
    });
    const codes = (operator: string) =>
      describeEnvironment(sample({ app, versions: { ...NOW, operator } })).problems.map(({ code }) => code);
    expect([codes("2.25.1"), codes("2.26.0")]).toEqual([["MX-GATE"], []]);
  });

  test("changes what is written where a newer one needs something else, and that is told with the restart", () => {
    const changes = told({ operator: "2.10.0" }, {});
    expect(changes).toContain("removed: The key mx-runtime-com.mendix.storage.s3.Region is no longer mounted.");
    expect(changes).toContain("restart: The app restarts.");
    expect(changes.filter((text) => text.startsWith("secret"))).toEqual([]);
  });
});

describe("the version of Mendix", () => {
  test("states what is there", () => {
    const states =
      "declared: The Mendix version is declared as 11.6.0, before as 10.24.14; nothing is upgraded by that.";
    expect(told({}, { mendix: "11.6.0" })).toEqual([states]);
  });

  test("from which on a password applies live restarts the app, with the new Runtime", () => {
    const live = (mendix: string) =>
      describeEnvironment(sample({ versions: { ...NOW, mendix } })).keys.flatMap(({ key, appliesLive }) =>
        appliesLive ? [key] : [],
      );
    expect([live("9.20.0"), live("9.24.0")]).toEqual([[], ["database-password"]]);
    expect(told({ mendix: "9.20.0" }, { mendix: "9.24.0" })).toContain("restart: The app restarts.");
  });
});
