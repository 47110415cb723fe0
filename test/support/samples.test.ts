import { ordersProd, shopTest } from "../../stacks/samples";
import { expectValidArguments } from "./schema-check";
import { synthesize } from "./synthesize";

describe("the samples", () => {
  it.each([ordersProd, shopTest])("give the providers the arguments that they take (%#)", (props) => {
    expectValidArguments(synthesize(props));
  });
});
