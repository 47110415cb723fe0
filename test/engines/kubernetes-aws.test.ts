import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { App, MendixSecretStoreEnvironment, SecretValue } from "../../lib";
import type { KubernetesObject } from "../../lib/core/kubernetes-object";
import { ACCOUNT, sample } from "../support/samples";
import { ALL_APP_PROPS } from "../support/kubernetes-samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { apiServer, ApiServer } from "./support/api-server";
import { MiniStack, ministack } from "./support/ministack";
import { describeWith } from "./support/missing";
import { changesOf, provider, terraform, Workspace } from "./support/terraform";

jest.setTimeout(300_000);

const SECRETS = { TF_VAR_orders_database_password: "database-password", TF_VAR_orders_payments_api_key: "key" };

describeWith([terraform, provider("aws"), provider("kubernetes"), ministack, apiServer], "a whole environment", () => {
  let aws: MiniStack;
  let server: ApiServer;
  let workspace: Workspace;

  const write = (constants: Readonly<Record<string, string | SecretValue>>) => {
    const stack = newStack();
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    new KubernetesProvider(stack, "kubernetes", { configPath: server.kubeconfig });
    const versions = { operator: "2.26.1", mendix: "10.24.14" };
    const app = App.standalone(ALL_APP_PROPS);
    new MendixSecretStoreEnvironment(stack, "environment", sample({ versions, app, constants }));
    workspace.write(synthesizeStack(stack));
  };

  beforeAll(async () => {
    [aws, server] = await Promise.all([MiniStack.start(ACCOUNT), ApiServer.start()]);
    server.createNamespace("mendix");
    workspace = new Workspace(aws.environment);
    write({ "Payments.ApiKey": SecretValue.fromVariable() });
    workspace.init();
    workspace.apply(SECRETS);
  });

  afterAll(async () => {
    workspace.remove();
    await Promise.all([aws.stop(), server.stop()]);
  });

  const parameters = () =>
    server.get<{ spec: { parameters: { objects: string } } }>("secretproviderclass", "mendix", "orders").spec
      .parameters;

  it("is in both in one apply, and nothing is left to do", () => {
    const account = server.get<KubernetesObject>("serviceaccount", "mendix", "orders");
    expect(account.metadata.annotations).toEqual({
      "eks.amazonaws.com/role-arn": `arn:aws:iam::${ACCOUNT}:role/prod-mendix-orders`,
      "privatecloud.mendix.com/environment-account": "true",
    });
    expect(parameters().objects).toContain("mx-const-Payments.ApiKey");
    expect(changesOf(workspace.plan(SECRETS))).toEqual([]);
  });

  it("drops a key from the SecretProviderClass before its entry goes", () => {
    write({});
    const output = workspace.apply(SECRETS);
    const updated = output.search(/SecretProviderClass_\w+: Modifications complete/);
    const destroyed = output.search(/aws_secretsmanager_secret\.\S*Payments\S*: Destroying/);
    expect(updated).toBeGreaterThan(-1);
    expect(destroyed).toBeGreaterThan(updated);
    expect(parameters().objects).not.toContain("Payments");
  });

  it("is destroyed with the objects first, and leaves none", () => {
    const output = workspace.run(["destroy", "-auto-approve", "-no-color"], SECRETS);
    const app = output.search(/MendixApp_\w+: Destruction complete/);
    const secret = output.search(/aws_secretsmanager_secret\.\S+: Destroying/);
    expect(app).toBeGreaterThan(-1);
    expect(secret).toBeGreaterThan(app);
    expect(server.kubectl(["get", "mendixapp,secretproviderclass,serviceaccount", "-n", "mendix", "-o", "name"])).toBe(
      "",
    );
  });
});
