import { App } from "../../lib";
import { clusterSample } from "../support/kubernetes-samples";
import { problemOf } from "../support/synthesize";

const sourceUrl = "https://example.com/a.mda";

describe("sizes of objects", () => {
  it("are those that the API server stores", () => {
    const customConfiguration = { "com.mendix.core.Text": "x".repeat(1.6 * 1024 * 1024) };
    const problem = problemOf(clusterSample({ app: App.standalone({ sourceUrl, customConfiguration }) }));
    expect(problem.code).toBe("MX-KUBERNETES-SIZE");
    expect(problem.message).toMatch(/^\d+ bytes are in the MendixApp; the API server takes 1572864\.$/);
  });

  it("of a Secret are counted without its secrets", () => {
    const constants = { "Shop.Text": "x".repeat(1024 * 1024) };
    expect(problemOf(clusterSample({ constants })).message).toMatch(/^The settings alone have \d+ bytes/);
  });
});
