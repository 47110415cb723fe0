import { Testing } from "cdktf";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { ordersProd, shopTest } from "../../stacks/samples";

/** Logical ids and every argument are a contract: a difference here is a change of what is deployed. */
describe("the stack of", () => {
  it.each([ordersProd, shopTest])("$name", (props) => {
    expect(Testing.synth(new EnvironmentStack(Testing.app(), props))).toMatchSnapshot();
  });

  it("orders-prod has these manifests", () => {
    const { environment } = new EnvironmentStack(Testing.app(), ordersProd);
    expect(environment.manifests).toMatchSnapshot();
  });
});
