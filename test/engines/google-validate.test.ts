import { Testing } from "cdktf";
import { Delivery, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { crmProd, crmTest } from "../../stacks/samples-google";
import { describeWith } from "./support/missing";
import { provider, terraform, Workspace, type Plan } from "../../engines/terraform";

jest.setTimeout(120_000);

const VARIABLES = { TF_VAR_crm_prod_database_password: "dummy", TF_VAR_crm_prod_payments_api_key: "dummy" };

/** The stack without its backend, so that it plans in a directory of its own. */
function configurationOf(props: MendixSecretStoreEnvironmentProps): unknown {
  const stack = JSON.parse(Testing.synth(new EnvironmentStack(Testing.app(), props))) as {
    terraform: Record<string, unknown>;
  };
  delete stack.terraform["backend"];
  return stack;
}

/** How many resources of each type a plan makes. */
function countsOf(plan: Plan): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { type, change } of plan.resource_changes ?? []) {
    if (change.actions.join() === "create") counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}

describeWith(
  [terraform, provider("google"), provider("random"), provider("kubernetes")],
  "the samples for Google, with the real provider and no network",
  () => {
    const workspace = new Workspace({ GOOGLE_OAUTH_ACCESS_TOKEN: "token-of-the-test", ...VARIABLES });

    afterAll(() => workspace.remove());

    it.each([
      [
        "the pod's own principal",
        crmProd,
        {
          google_secret_manager_secret: 15,
          google_secret_manager_secret_iam_member: 15,
          google_secret_manager_secret_version: 13,
        },
      ],
      [
        "a service account and secrets of other teams",
        { ...crmTest, delivery: Delivery.manifests({ directory: "manifests" }) },
        {
          google_secret_manager_regional_secret_iam_member: 1,
          google_secret_manager_secret: 5,
          google_secret_manager_secret_iam_member: 6,
          google_secret_manager_secret_version: 5,
          google_service_account: 1,
          google_service_account_iam_member: 1,
        },
      ],
    ])("are valid and can be planned: %s", (_title, props, counts) => {
      workspace.write(configurationOf(props));
      workspace.init();
      expect(workspace.run(["validate", "-no-color"])).toContain("Success! The configuration is valid.");
      expect(countsOf(workspace.plan())).toEqual(counts);
    });

    it("are valid where Terraform applies the Kubernetes objects too", () => {
      workspace.write(configurationOf(crmTest));
      workspace.init();
      expect(workspace.run(["validate", "-no-color"])).toContain("Success! The configuration is valid.");
    });
  },
);
