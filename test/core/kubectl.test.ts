import { App, Cluster, describeEnvironment, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { clusterSample } from "../support/kubernetes-samples";

const automountServiceAccountToken = true;
const sourceUrl = "oci-image://registry.example.com/orders:1.4.2";

/** The commands of kubectl that a person is told to run, where the cluster has a context and where it has none. */
function commands(
  context: string | undefined,
  props: Partial<MendixSecretStoreEnvironmentProps> = {},
): readonly string[] {
  const cluster = Cluster.other({ name: "prod", ...(context === undefined ? {} : { context }) });
  const takeOver = [{ resource: "objects", holdsNoSecret: true }];
  const app = App.standalone({ sourceUrl, automountServiceAccountToken });
  const { steps } = describeEnvironment(clusterSample({ cluster, takeOver, app, ...props }));
  return steps.flatMap(({ does }) => (/kubectl/.test(does) ? [does.slice(does.indexOf("kubectl"))] : []));
}

test("every command of an environment names the declared context", () => {
  const named = commands("prod eu");
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((command) => !command.startsWith("kubectl --context 'prod eu' "))).toEqual([]);
});

test("where any context will do, none is named", () => {
  for (const context of [undefined, "current"]) {
    const unnamed = commands(context);
    expect(unnamed.length).toBeGreaterThan(4);
    expect(unnamed.filter((command) => command.includes("--context"))).toEqual([]);
  }
});
