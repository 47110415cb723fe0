import { App } from "cdktf";
import { describeEnvironment } from "../../lib";
import { ClusterStack } from "../../stacks/cluster-stack";
import { helpdeskProd, labTest, prodCluster } from "../../stacks/samples-kubernetes";
import { resourcesOf, synthesizeStack } from "../support/synthesize";

it.each([[labTest], [helpdeskProd]])("the sample $name is right", (props) => {
  expect(describeEnvironment(props).problems).toEqual([]);
});

it("the sample of a cluster is a stack of its own", () => {
  const stack = new ClusterStack(new App(), prodCluster);
  expect(stack.node.id).toBe("cluster-prod");
  expect(resourcesOf(synthesizeStack(stack), "helm_release")).toHaveLength(3);
});
