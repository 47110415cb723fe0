import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Database, KubernetesSecret, MendixSecretStoreEnvironment, SecretValue } from "../../lib";
import { clusterSample } from "../support/kubernetes-samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { apiServer, ApiServer } from "./support/api-server";
import { expectStopped } from "./support/refused";
import { describeWith } from "./support/missing";
import { PLACEHOLDER } from "../../lib/core/placeholder";
import { changesOf, provider, terraform, Workspace } from "./support/terraform";

jest.setTimeout(300_000);

const PASSWORD = 'S3cr3t-"q$x\\ \nü${file("/etc/passwd")}';
const SECRETS = { TF_VAR_orders_database_password: PASSWORD, TF_VAR_orders_storage_secret_access_key: "storage-key" };
const APPLY = ["apply", "-no-color", "-input=false", "-auto-approve"];
const DUMMIES = { TF_VAR_orders_database_password: "dummy", TF_VAR_orders_storage_secret_access_key: "dummy" };

interface Secret {
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
  readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
}

describeWith([terraform, provider("kubernetes"), apiServer], "a plain Kubernetes Secret", () => {
  let server: ApiServer;
  let workspace: Workspace;
  let keys: string[] = [];

  const write = (revision: number, title = "Welcome ${user}") => {
    const stack = newStack();
    new KubernetesProvider(stack, "kubernetes", { configPath: server.kubeconfig });
    const database = Database.postgresql({
      host: "db.example.com:5432",
      name: "orders",
      username: "orders",
      password: SecretValue.fromVariable({ revision }),
    });
    const constants = { "Shop.Title": title };
    const props = clusterSample({ store: new KubernetesSecret(), database, constants });
    const { blueprint } = new MendixSecretStoreEnvironment(stack, "environment", props);
    keys = blueprint.keys.map(({ key }) => key);
    workspace.write(synthesizeStack(stack));
  };
  const secret = () => server.get<Secret>("secret", "mendix", "orders");
  const value = (key: string) => Buffer.from(secret().data[key] ?? "", "base64").toString("utf8");

  beforeAll(async () => {
    server = await ApiServer.start();
    server.createNamespace("mendix");
    workspace = new Workspace();
    write(1);
    workspace.init();
    workspace.apply(SECRETS);
  });

  afterAll(async () => {
    workspace.remove();
    await server.stop();
  });

  it("holds every key as it was given, under the annotation that the Operator looks for", () => {
    expect(value("database-password")).toBe(PASSWORD);
    expect(value("storage-secret-access-key")).toBe("storage-key");
    expect(value("mx-const-Shop.Title")).toBe("Welcome ${user}");
    const { type, data, metadata } = secret();
    expect(type).toBe("Opaque");
    expect(metadata.annotations).toEqual({ "privatecloud.mendix.com/environment-secret": "true" });
    expect(Object.keys(data).sort()).toEqual(keys.sort());
  });

  it("is in neither plan nor state", () => {
    workspace.run(["plan", "-no-color", "-out=plan.bin"], SECRETS);
    const shown = workspace.run(["show", "-json", "plan.bin"]);
    for (const text of [shown, workspace.state]) {
      for (const form of [PASSWORD, JSON.stringify(PASSWORD).slice(1, -1), Buffer.from(PASSWORD).toString("base64")]) {
        expect(text).not.toContain(form);
      }
      // The control: the name of the source is found by the same search.
      expect(text).toContain("oci-image://registry.example.com");
    }
  });

  it("plans nothing the second time, and rewrites nothing without a new revision or setting", () => {
    expect(changesOf(workspace.plan(DUMMIES))).toEqual([]);
    workspace.apply(DUMMIES);
    expect(value("database-password")).toBe(PASSWORD);
  });

  it("is rewritten in place for a new revision, and for a changed setting", () => {
    write(2);
    const [change, ...more] = changesOf(workspace.plan({ ...SECRETS, TF_VAR_orders_database_password: "second" }));
    expect(change).toMatch(/^update kubernetes_secret_v1/);
    expect(more.every((other) => /MendixApp|_store_written_/.test(other))).toBe(true);
    workspace.apply({ ...SECRETS, TF_VAR_orders_database_password: "second" });
    expect(value("database-password")).toBe("second");

    write(2, "Hello");
    workspace.apply({ ...SECRETS, TF_VAR_orders_database_password: "second" });
    expect(value("mx-const-Shop.Title")).toBe("Hello");
    expect(value("database-password")).toBe("second");
    expect(changesOf(workspace.plan(DUMMIES))).toEqual([]);
  });

  it("does not write the placeholder: the old value stays, and every plan says how to go on", () => {
    write(2, "Hello again");
    const placeholders = { ...SECRETS, TF_VAR_orders_database_password: PLACEHOLDER };
    expect(workspace.try(APPLY, placeholders)).toMatchObject({
      code: 1,
      output: expect.stringContaining("a variable holds the placeholder") as string,
    });
    expect(value("database-password")).toBe("second");
    expectStopped(workspace, SECRETS, "Raise the revision of one of its secrets by one");
    write(3, "Hello again");
    workspace.apply({ ...SECRETS, TF_VAR_orders_database_password: "second" });
    expect(value("mx-const-Shop.Title")).toBe("Hello again");
  });

  it("does not count a refused write as done: the next plan stops, and another revision is written", async () => {
    const third = { ...SECRETS, TF_VAR_orders_database_password: "third" };
    write(4, "Hello again");
    await refuseUpdates(server, true);
    expect(workspace.try(APPLY, third).code).toBe(1);
    await refuseUpdates(server, false);
    expect(value("database-password")).toBe("second");
    expectStopped(workspace, third, "Raise the revision of one of its secrets by one");
    write(5, "Hello again");
    workspace.apply(third);
    expect(value("database-password")).toBe("third");
    expect(changesOf(workspace.plan(DUMMIES))).toEqual([]);
  });
});

/** A policy of the cluster that refuses to update Secrets, and waits until it works. */
async function refuseUpdates(server: ApiServer, refused: boolean): Promise<void> {
  server.kubectl([refused ? "create" : "delete", "--filename", "-"], JSON.stringify(POLICY));
  const touch = ["annotate", "secret", "orders", "--namespace=mendix", "--overwrite", "--dry-run=server", "a=b"];
  for (let attempt = 0; attempt < 150; attempt++) {
    if ((server.tryKubectl(touch).code !== 0) === refused) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the policy of the cluster did not take effect");
}

const POLICY_API = "admissionregistration.k8s.io/v1";
const POLICY = {
  apiVersion: "v1",
  kind: "List",
  items: [
    {
      apiVersion: POLICY_API,
      kind: "ValidatingAdmissionPolicy",
      metadata: { name: "no-updates" },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["UPDATE"], resources: ["secrets"] }],
        },
        validations: [{ expression: "false", message: "refused by the test" }],
      },
    },
    {
      apiVersion: POLICY_API,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name: "no-updates" },
      spec: { policyName: "no-updates", validationActions: ["Deny"] },
    },
  ],
};
