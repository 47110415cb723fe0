import { Testing } from "cdktf";
import { DeclaredStack } from "../../../lib/declaration";
import { ORDERS, read } from "../../support/declarations";

/** What is synthesized for a file with something said of Terraform. */
function stackOf(terraform: string) {
  const { environments, problems } = read({ "orders.yaml": `${ORDERS}terraform:\n${terraform}` });
  expect(problems).toEqual([]);
  const [declared] = environments;
  if (!declared) throw new Error("nothing was declared");
  const stack = JSON.parse(Testing.synth(new DeclaredStack(Testing.app(), declared))) as {
    terraform: Readonly<Record<string, unknown>>;
    provider: unknown;
  };
  const { backend, cloud } = stack.terraform;
  return { backend, cloud, provider: stack.provider };
}

describe("a declared stack", () => {
  test("has the one backend of its file, and arguments keep their names", () => {
    expect(
      stackOf('  backend:\n    s3: { bucket: states, key: "{name}.tfstate", use_lockfile: true }\n').backend,
    ).toEqual({
      s3: { bucket: "states", key: "orders.tfstate", use_lockfile: true },
    });
  });

  test("has HCP Terraform as a block of its own, and no backend beside it", () => {
    const { backend, cloud } = stackOf(
      '  backend:\n    cloud: { organization: acme, workspaces: { name: "{stack}" } }\n',
    );
    expect([backend, cloud]).toEqual([undefined, { organization: "acme", workspaces: { name: "orders" } }]);
  });

  test("has a state file of its own name where no backend is given, on every machine the same", () => {
    expect(stackOf("  stack: orders-eu\n").backend).toEqual({
      local: { path: "../../../terraform.orders-eu.tfstate" },
    });
  });

  test("has the providers that it needs, with the arguments of the file as they are written", () => {
    expect(
      stackOf('  providers:\n    aws: { region: eu-west-1, default_tags: [{ tags: { CostCenter: "a${b}" } }] }\n')
        .provider,
    ).toEqual({
      aws: [
        {
          region: "eu-west-1",
          allowed_account_ids: ["111122223333"],
          default_tags: [{ tags: { CostCenter: "a$${b}" } }],
        },
      ],
      kubernetes: [{ config_path: "~/.kube/config" }],
    });
  });
});
