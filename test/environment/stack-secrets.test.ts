import { Fn, propertyAccess, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import type { InvalidDeclarationError } from "../../lib";
import {
  AwsSecretsManager,
  MendixSecretStoreEnvironment,
  SecretValue,
  StoreLayout,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { EphemeralResource } from "../../lib/write/constructs/elements";
import { sample } from "../support/samples";
import { resourcesOf, synthesizeStack } from "../support/synthesize";

/** A stack with an environment whose admin password is the given token, and another stack of the same app. */
function stacks(
  token: (own: TerraformStack, other: TerraformStack) => string,
  changes: Partial<MendixSecretStoreEnvironmentProps> = {},
) {
  const app = Testing.app();
  const [own, other] = [new TerraformStack(app, "own"), new TerraformStack(app, "other")];
  const adminPassword = SecretValue.fromEphemeral(token(own, other), { revision: 4 });
  new MendixSecretStoreEnvironment(own, "environment", sample({ adminPassword, ...changes }));
  return own;
}

const password = (stack: TerraformStack) =>
  Token.asString(
    propertyAccess(new EphemeralResource(stack, "password", "random_password", { length: 20 }).fqn, ["result"]),
  );

function problemsOf(stack: TerraformStack): readonly string[] {
  try {
    Testing.synth(stack);
    return [];
  } catch (error) {
    return (error as InvalidDeclarationError).problems.map(({ code, prop, message }) => `${code} ${prop}: ${message}`);
  }
}

const CROSSED = [
  'MX-SECRET-STACK adminPassword: The secret is made in the stack "other", the environment stands in "own", and no secret crosses stacks.',
];

describe("a secret from an ephemeral resource", () => {
  it("is written as the reference that it is, with its own revision", () => {
    const versions = resourcesOf(synthesizeStack(stacks(password)), "aws_secretsmanager_secret_version");
    expect(versions).toContainEqual(
      expect.objectContaining({
        secret_string_wo: "${ephemeral.random_password.password.result}",
        secret_string_wo_version: 4,
      }),
    );
  });

  it.each<[what: string, token: (own: TerraformStack, other: TerraformStack) => string]>([
    ["resource", (_, other) => password(other)],
    ["variable", (_, other) => new TerraformVariable(other, "v", {}).stringValue],
    ["function of one", (_, other) => Fn.base64encode(password(other))],
    [
      "property of one",
      (_, other) => Token.asString(propertyAccess(new TerraformVariable(other, "v", {}).value, ["p"])),
    ],
    ["text around one", (own, other) => `${password(own)}-${password(other)}`],
  ])("is refused where it is a %s of another stack", (_, token) => {
    expect(problemsOf(stacks(token))).toEqual(CROSSED);
  });

  it("is refused in a document too", () => {
    const store = new AwsSecretsManager({ layout: StoreLayout.DOCUMENT });
    expect(problemsOf(stacks((_, other) => password(other), { store }))).toEqual(CROSSED);
  });

  it("is never taken from a plain text", () => {
    const [problem] = problemsOf(stacks(() => "canary"));
    expect(problem).toBe(
      "MX-SECRET-PLAIN adminPassword: fromEphemeral was given a plain text: it would be in source, output and plan.",
    );
  });
});
