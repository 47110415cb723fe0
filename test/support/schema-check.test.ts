import { SecretValue } from "../../lib";
import { sample } from "./samples";
import { argumentViolations, expectValidArguments } from "./schema-check";
import { synthesize, type Synthesized } from "./synthesize";

const VERSION = { secret_id: "id", secret_string_wo: "${var.password}", secret_string_wo_version: 1 };
const VARIABLE = { password: { type: "string", ephemeral: true } };

/** A stack that is right but for one block. */
function stackWith(type: string, block: Readonly<Record<string, unknown>>, rest: Synthesized = {}): Synthesized {
  return { variable: VARIABLE, resource: { [type]: { one: block } }, ...rest };
}

describe("the check of a stack against the providers' schemas", () => {
  it("has nothing to say of an environment with every kind of secret", () => {
    const constants = { "Shop.Key": SecretValue.fromVariable(), "Shop.Title": "Welcome" };
    expectValidArguments(synthesize(sample({ constants, adminPassword: SecretValue.generated() })));
  });

  it("has nothing to say of a secret at a write-only argument", () => {
    expect(argumentViolations(stackWith("aws_secretsmanager_secret_version", VERSION))).toEqual([]);
  });

  const cases: readonly (readonly [what: string, stack: Synthesized, violation: string])[] = [
    [
      "a type whose schema is not there",
      stackWith("aws_vpc", {}),
      "aws_vpc.one: no schema; add the type to scripts/provider-schemas.mjs",
    ],
    [
      "an argument that does not exist",
      stackWith("aws_iam_role", { assume_role_policy: "{}", roleName: "x" }),
      "aws_iam_role.one: there is no argument roleName",
    ],
    [
      "a required argument that is missing",
      stackWith("aws_iam_role", {}),
      "aws_iam_role.one: assume_role_policy is required",
    ],
    [
      "an argument that only the provider sets",
      stackWith("aws_iam_role", { assume_role_policy: "{}", unique_id: "x" }),
      "aws_iam_role.one: unique_id can't be set",
    ],
    [
      "a missing argument of a nested block",
      stackWith("aws_secretsmanager_secret", { name: "x", replica: [{ kms_key_id: "y" }] }),
      "aws_secretsmanager_secret.one.replica: region is required",
    ],
    [
      "a secret at an argument that is stored",
      stackWith("aws_secretsmanager_secret_version", { secret_id: "x", secret_string: "${upper(var.password)}" }),
      "aws_secretsmanager_secret_version.one: secret_string is stored and holds a secret",
    ],
    [
      "an ephemeral resource at an argument that is stored",
      stackWith("aws_iam_role", { assume_role_policy: "{}", tags: { a: "${ephemeral.random_password.x.result}" } }),
      "aws_iam_role.one: tags is stored and holds a secret",
    ],
    [
      "a secret in a condition's neighbour",
      stackWith("aws_iam_role", { assume_role_policy: "{}", count: "${length(var.password)}" }),
      "aws_iam_role.one: count holds a secret",
    ],
    [
      "a secret in an output",
      { variable: VARIABLE, output: { leak: { value: "${var.password}" } } },
      "output: holds a secret",
    ],
    [
      "an unknown argument of an ephemeral resource",
      { ephemeral: { random_password: { one: { length: 12, words: 3 } } } },
      "ephemeral.random_password.one: there is no argument words",
    ],
  ];

  it.each(cases)("finds %s", (_, stack, violation) => {
    expect(argumentViolations(stack)).toEqual([violation]);
  });

  it("takes an escaped template for the text that it is", () => {
    const block = { assume_role_policy: "{}", description: "$${var.password} is not read" };
    expect(argumentViolations(stackWith("aws_iam_role", block))).toEqual([]);
  });

  it("tells a variable from another one whose name begins with it", () => {
    const block = { assume_role_policy: "{}", description: "${var.password_hint}" };
    expect(argumentViolations(stackWith("aws_iam_role", block))).toEqual([]);
  });
});
