import { CreateRoleCommand, GetRoleCommand, ListRolePoliciesCommand } from "@aws-sdk/client-iam";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import {
  Delivery,
  FileStorage,
  Irsa,
  MendixSecretStoreEnvironment,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { ACCOUNT, sample } from "../support/samples";
import { synthesizeStack } from "../support/synthesize";
import { describeWith } from "./support/missing";
import { MiniStack, ministack } from "../../engines/ministack";
import { changesOf, provider, terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(300_000);

type Changes = Partial<MendixSecretStoreEnvironmentProps>;

const delivery = Delivery.manifests({ directory: "manifests" });

/** Environments in one stack. */
function configuration(...environments: readonly Changes[]): unknown {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  environments.forEach((changes, index) => {
    new MendixSecretStoreEnvironment(stack, `environment${index}`, sample({ delivery, ...changes }));
  });
  return synthesizeStack(stack);
}

const SECRETS = { TF_VAR_orders_database_password: "one", TF_VAR_shop_database_password: "two" };
const POLICIES = ["file-storage", "secret-store"];

describeWith([terraform, provider("aws"), ministack], "a role of AWS", () => {
  let aws: MiniStack;
  let workspace: Workspace;

  beforeAll(async () => {
    aws = await MiniStack.start(ACCOUNT);
  });

  afterAll(() => aws.stop());

  beforeEach(() => {
    workspace = new Workspace(aws.environment);
  });

  afterEach(() => {
    workspace.remove();
  });

  async function policiesOf(role: string): Promise<readonly string[]> {
    const { PolicyNames: names = [] } = await aws.iam().send(new ListRolePoliciesCommand({ RoleName: role }));
    return [...names].sort();
  }

  it("that is made anew has its policies after one apply, as the diff says", async () => {
    const other = { identity: new Irsa({ path: "/mendix/" }) };
    workspace.write(configuration({}));
    workspace.init();
    workspace.apply(SECRETS);
    workspace.write(configuration(other));
    workspace.apply(SECRETS);
    const { Role: role } = await aws.iam().send(new GetRoleCommand({ RoleName: "prod-mendix-orders" }));
    expect(role?.Path).toBe("/mendix/");
    expect(await policiesOf("prod-mendix-orders")).toEqual(POLICIES.map((purpose) => `prod-mendix-orders-${purpose}`));
    expect(changesOf(workspace.plan(SECRETS))).toEqual([]);
  });

  it("of somebody else takes the policies of two environments, and loses those of one that goes", async () => {
    await aws.iam().send(new CreateRoleCommand({ RoleName: "apps", AssumeRolePolicyDocument: TRUST }));
    const identity = Irsa.fromExistingRole({ roleArn: `arn:aws:iam::${ACCOUNT}:role/apps`, mutable: true });
    const orders = { identity, namespace: "shared" };
    const shop = { ...orders, name: "shop", storage: FileStorage.s3({ bucket: "acme-files", prefix: "shop" }) };
    workspace.write(configuration(orders, shop));
    workspace.init();
    workspace.apply(SECRETS);
    const own = (name: string) => POLICIES.map((purpose) => `prod-shared-${name}-${purpose}`);
    expect(await policiesOf("apps")).toEqual([...own("orders"), ...own("shop")]);
    workspace.write(configuration(orders));
    workspace.apply(SECRETS);
    expect(await policiesOf("apps")).toEqual(own("orders"));
  });
});

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }],
});
