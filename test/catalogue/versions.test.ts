import { TerraformVariable } from "cdktf";
import { atLeast, isVersion, needsS3Region } from "../../lib/catalogue/versions";
import { newStack } from "../support/synthesize";

describe("isVersion", () => {
  it.each(["2.25", "2.25.1", "10.24.14.90436"])("takes %s", (text) => expect(isVersion(text)).toBe(true));

  it.each(["", "10", "v2.25.1", "latest", "2.25.1-rc1", "1.2.3.4.5", 10, undefined])("refuses %j", (text) =>
    expect(isVersion(text)).toBe(false),
  );

  it("refuses a token, which can't be compared", () => {
    expect(isVersion(new TerraformVariable(newStack(), "v", {}).stringValue)).toBe(false);
  });
});

describe("atLeast", () => {
  it.each([
    ["2.10.1", "2.9.0", true],
    ["2.9.0", "2.9.0", true],
    ["2.9", "2.9.0", true],
    ["2.8.9", "2.9.0", false],
    ["10.24.14.90436", "10.24.14", true],
    ["9.22.0", "10.10.0", false],
  ])("compares %s with %s as numbers", (version, minimum, expected) => {
    expect(atLeast(version, minimum)).toBe(expected);
  });
});

describe("needsS3Region", () => {
  it.each([
    ["9.24.40", false],
    ["9.24.41", true],
    ["10.24.13", false],
    ["10.24.14", true],
    ["10.24.14.90436", true],
    ["11.0.0", false],
    ["11.5.9", false],
    ["11.6.0", true],
    ["12.0.0", true],
  ])("knows whether the runtime %s has the newer S3 client", (mendix, expected) => {
    expect(needsS3Region(mendix)).toBe(expected);
  });
});
