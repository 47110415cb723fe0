import * as path from "node:path";

const ROOT = path.join(__dirname, "../..");

/** Node's own error for a package that is not installed. */
function notFound(name: string): never {
  throw Object.assign(new Error(`Cannot find module '${name}'\nRequire stack:\n- somewhere`), {
    code: "MODULE_NOT_FOUND",
  });
}

describe("without its peers", () => {
  beforeEach(() => jest.resetModules());
  afterEach(() => jest.dontMock("cdktf").dontMock("@cdktf/provider-aws/lib/iam-role"));

  const load = (file: string) => jest.requireActual<Record<string, unknown>>(path.join(ROOT, "lib", file));

  test("the package is imported, and declares and checks", () => {
    jest.doMock("cdktf", () => notFound("cdktf"));
    const { describeEnvironment } = load("index") as {
      describeEnvironment: (props: object) => { problems: unknown[] };
    };
    expect(describeEnvironment({ name: "orders" }).problems).not.toEqual([]);
    const { declaredEnvironments } = load("declaration") as { declaredEnvironments: (folder: string) => unknown[] };
    expect(declaredEnvironments("environments")).toHaveLength(2);
  });

  test.each([
    ["index", "MendixSecretStoreEnvironment"],
    ["index", "PrivatePlatformSecretStore"],
    ["index", "VaultAuth"],
    ["index", "VaultKvMount"],
    ["index", "VaultDatabase"],
    ["cluster", "MendixClusterPrerequisites"],
    ["declaration", "DeclaredStack"],
    ["testing", "checkPolicies"],
  ])("%s says in one sentence what %s needs", (file, name) => {
    jest.doMock("cdktf", () => notFound("cdktf"));
    const sentence = `${name} needs cdktf and constructs, which are not installed: npm install "cdktf@^0.21.0" "constructs@^10.4.2"`;
    expect(() => load(file)[name]).toThrow(sentence);
  });

  test("a resource says which binding it needs", () => {
    const { bindingClass } = load("write/constructs/classes") as {
      bindingClass: (kind: string, type: string) => unknown;
    };
    const { withPeers } = load("write/peers") as { withPeers: (what: string, load: () => never) => unknown };
    expect(() => withPeers("aws_iam_role", () => notFound("@cdktf/provider-aws/lib/iam-role"))).toThrow(
      'aws_iam_role needs @cdktf/provider-aws, which is not installed: npm install "@cdktf/provider-aws@^21.0.0"',
    );
    expect(bindingClass("resource", "aws_iam_role")).toBeDefined();
  });

  test("all bindings that are missing are named at once", () => {
    jest.doMock("@cdktf/provider-vault/lib/policy", () => notFound("@cdktf/provider-vault/lib/policy"));
    jest.doMock("@cdktf/provider-aws/lib/iam-role", () => notFound("@cdktf/provider-aws/lib/iam-role"));
    const { assertBindings } = load("write/constructs/classes") as {
      assertBindings: (what: string, resources: readonly object[]) => void;
    };
    const resources = ["aws_iam_role", "vault_policy"].map((type) => ({ kind: "resource", type }));
    expect(() => assertBindings("stack/orders", resources)).toThrow(
      'stack/orders needs @cdktf/provider-aws and @cdktf/provider-vault, which are not installed: npm install "@cdktf/provider-aws@^21.0.0" "@cdktf/provider-vault@^15.6.0"',
    );
    jest.dontMock("@cdktf/provider-vault/lib/policy").dontMock("@cdktf/provider-aws/lib/iam-role");
  });

  test("any other error stays what it is", () => {
    const { withPeers } = load("write/peers") as { withPeers: (what: string, load: () => never) => unknown };
    expect(() => withPeers("x", () => notFound("left-pad"))).toThrow("Cannot find module 'left-pad'");
  });
});

test("with its peers, a name of the package is its class", () => {
  const { MendixSecretStoreEnvironment } = jest.requireActual<typeof import("../../lib")>("../../lib");
  const actual = jest.requireActual<typeof import("../../lib/environment/environment")>(
    "../../lib/environment/environment",
  );
  expect(MendixSecretStoreEnvironment).toBe(actual.MendixSecretStoreEnvironment);
});
