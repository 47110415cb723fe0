import { App, describeEnvironment, type StandaloneAppProps } from "../../lib";
import { clusterSample } from "../support/kubernetes-samples";
import { problemOf } from "../support/synthesize";

const environment = (props: StandaloneAppProps) => clusterSample({ app: App.standalone(props) });

describe("fields that others own", () => {
  it("are not sent, and the pipeline's part is a step", () => {
    const { objects, steps, problems } = describeEnvironment(
      environment({ ownedByOthers: ["sourceURL", "replicas", "runtime.dtapMode"] }),
    );
    expect(problems).toEqual([]);
    expect(objects.find(({ kind }) => kind === "MendixApp")?.["spec"]).toEqual({
      allowOverrideSecretsWithSecretStoreCSIDriver: true,
      runtime: {},
      runtimeDeploymentPodAnnotations: expect.any(Object) as object,
    });
    expect(steps[0]?.does).toBe("Set spec.sourceURL of the MendixApp.");
  });

  it.each([
    ["replica", "Did you mean replicas?"],
    ["allowOverrideSecretsWithSecretStoreCSIDriver", "not a field"],
    ["runtimeDeploymentPodAnnotations", "not a field"],
  ])("can't be %s", (path, message) => {
    const problem = problemOf(environment({ sourceUrl: "https://example.com/a.mda", ownedByOthers: [path] }));
    expect(problem).toMatchObject({ code: "MX-APP-OWNERSHIP", prop: "app.ownedByOthers" });
    expect(problem.message).toContain(message);
  });

  it("can't be set at the same time", () => {
    const problem = problemOf(environment({ sourceUrl: "https://example.com/a.mda", ownedByOthers: ["sourceURL"] }));
    expect(problem).toMatchObject({
      code: "MX-APP-OWNERSHIP",
      message: "sourceURL is given up, and a prop sets it all the same.",
    });
  });
});
