import { SecretValue } from "../../lib";
import { describeAppKeys } from "../../lib/engine/app-keys";
import { didYouMean } from "../../lib/core/did-you-mean";
import { NASTY_TEXTS } from "../support/nasty-texts";

const keysOf = (props: Parameters<typeof describeAppKeys>[0]) =>
  describeAppKeys(props).keys.map(({ key, prop }) => `${key} <- ${prop}`);

describe("describeAppKeys", () => {
  it("declares nothing where nothing is given", () => {
    const share = describeAppKeys({});
    expect([share.keys, share.problems]).toEqual([[], []]);
  });

  it("declares passwords, constants and runtime settings under the names that the Operator reads", () => {
    const secret = SecretValue.fromVariable();
    expect(
      keysOf({
        adminPassword: secret,
        debuggerPassword: secret,
        constants: { "Shop.Title": "Hello", "Shop.ApiKey": secret },
        runtimeSettings: { "com.mendix.core.SessionTimeout": "600000" },
      }),
    ).toEqual([
      "mx-admin-password <- adminPassword",
      "mx-debugger-password <- debuggerPassword",
      'mx-const-Shop.ApiKey <- constants["Shop.ApiKey"]',
      'mx-const-Shop.Title <- constants["Shop.Title"]',
      'mx-runtime-com.mendix.core.SessionTimeout <- runtimeSettings["com.mendix.core.SessionTimeout"]',
    ]);
  });

  it("does not depend on the order in which a map was written", () => {
    expect(keysOf({ constants: { "B.b": "1", "A.a": "2" } })).toEqual(
      keysOf({ constants: { "A.a": "2", "B.b": "1" } }),
    );
  });

  it("takes every text for a constant's value", () => {
    const constants = Object.fromEntries(NASTY_TEXTS.map((text, index) => [`Module.C${index}`, text]));
    const share = describeAppKeys({ constants });
    expect(share.problems).toEqual([]);
    expect(share.keys.map(({ value }) => value).sort()).toEqual([...NASTY_TEXTS].sort());
  });
});

describe("didYouMean", () => {
  it("proposes a name that is a slip of the pen away, and no other", () => {
    expect(didYouMean("databse-host", ["database-host", "database-name"])).toBe(" Did you mean database-host?");
    expect(didYouMean("colour", ["database-host"])).toBe("");
    expect(didYouMean("anything", [])).toBe("");
  });
});
