import { Call, Reference, SecretText, Template, Verbatim, type Block, type Value } from "../../lib/core/expression";
import { withoutTokens } from "../../lib/core/normalise";
import type { Resource } from "../../lib/core/resource";

const secret = new SecretText(new Reference("variable", ""));
const secretInside = new Call("jsonencode", [new Verbatim({ password: secret })]);

/** What the compiler would refuse, as JavaScript passes it. */
const smuggled = (value: unknown): Block => JSON.parse("{}", () => ({ description: value })) as Block;

function resource(
  given: Block,
  writeOnly?: Resource["writeOnly"],
  type = "aws_secretsmanager_secret_version",
): Resource {
  return { kind: "resource", type, path: "store/a/version", arguments: given, ...(writeOnly ? { writeOnly } : {}) };
}

describe("a secret", () => {
  test("is of no type that an ordinary argument takes", () => {
    const refused: SecretText extends Value ? never : true = true;
    expect(refused).toBe(true);
  });

  test("stands at a write-only argument", () => {
    const right = resource({ secret_string_wo_version: 1 }, { secret_string_wo: secret });
    expect(withoutTokens(right)).toBe(right);
  });

  test("stands in a block's write-only argument", () => {
    const type = "vault_database_secret_backend_connection";
    const right = resource({}, { postgresql: { password_wo: secret } }, type);
    expect(withoutTokens(right)).toBe(right);
    expect(() => withoutTokens(resource({}, { postgresql: { password: secret } }, type))).toThrow(
      "postgresql.password of vault_database_secret_backend_connection is not write-only",
    );
  });

  test.each([
    ["alone", secret],
    ["in a list", [secret]],
    ["in a map", new Verbatim({ a: secret })],
    ["in a block", { a: { b: secret } }],
    ["in a function", secretInside],
    ["in a template", new Template(["a", secretInside])],
  ])("is refused at an ordinary argument: %s", (_, value) => {
    expect(() => withoutTokens(resource(smuggled(value)))).toThrow(
      "store/a/version: a secret stands at an argument of aws_secretsmanager_secret_version that is not write-only",
    );
  });

  test("is refused at what only looks write-only", () => {
    expect(() => withoutTokens(resource({}, { secret_string: secret }))).toThrow(
      "secret_string of aws_secretsmanager_secret_version is not write-only",
    );
  });
});
