import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { MendixSecretStoreEnvironment, SecretValue, AwsSecretsManager } from "../../lib";
import { checkPolicies, matchers, RULES } from "../../lib/testing";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { ordersProd, shopTest } from "../../stacks/samples";
import { sample } from "../support/samples";

expect.extend(matchers);

/** What a failing expectation says. */
function failure(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the expectation holds");
}

describe("toMountKey", () => {
  test("takes props, a blueprint and an environment in a stack", () => {
    const { environment } = new EnvironmentStack(new App(), ordersProd);
    for (const subject of [ordersProd, environment, environment.blueprint]) {
      expect(subject).toMountKey("database-host");
      expect(subject).toMountKey("mx-admin-password", "generated");
      expect(subject).not.toMountKey("mx-admin-password", "variable");
      expect(subject).not.toMountKey("mx-debugger-password");
    }
  });

  test("says what is mounted, and which key was meant", () => {
    expect(failure(() => expect(sample()).toMountKey("database-hst"))).toMatch(
      /mounts database-type, .* Did you mean database-host\?/,
    );
    expect(failure(() => expect(sample()).toMountKey("database-password", "external"))).toContain("from: variable");
  });

  test("refuses what is no environment", () => {
    expect(failure(() => expect({}).toMountKey("database-host"))).toContain("expected a MendixSecretStoreEnvironment");
  });
});

describe("toAllow", () => {
  const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/mendix/orders-prod-AbCdEf";

  test("evaluates the grants as IAM does", () => {
    expect(ordersProd).toAllow({ action: "s3:GetObject", resource: "arn:aws:s3:::acme-files/orders-prod/a" });
    expect(ordersProd).not.toAllow({ action: "s3:GetObject", resource: "arn:aws:s3:::acme-files/orders-prodx/a" });
    expect(ordersProd).not.toAllow({ action: "s3:ListBucket", resource: "arn:aws:s3:::acme-files" });
    expect(ordersProd).toAllow({ action: "SECRETSMANAGER:getsecretvalue", resource: secret });
    expect(ordersProd).not.toAllow({ action: "secretsmanager:GetSecretValue", resource: `${secret}g` });
    expect(ordersProd).not.toAllow({ role: "roles/secretmanager.secretAccessor", on: secret });
  });

  test("takes a statement with a condition only where the condition holds", () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/k";
    const props = sample({ store: new AwsSecretsManager({ kmsKeyArn }) });
    const access = { action: "kms:Decrypt", resource: kmsKeyArn };
    expect(props).not.toAllow(access);
    expect(props).not.toAllow({ ...access, context: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } });
    expect(props).toAllow({ ...access, context: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } });
  });

  test("says what is allowed", () => {
    const message = failure(() => expect(ordersProd).toAllow({ action: "s3:*", resource: "arn:aws:s3:::other" }));
    expect(message).toContain("connect to db-ABC123 as orders");
  });
});

describe("toHaveProblem", () => {
  test("finds a code, and the prop where one is given", () => {
    expect(sample({ name: "A" })).toHaveProblem("MX-NAME", "name");
    expect(sample({ name: "A" })).not.toHaveProblem("MX-NAME", "namespace");
    expect(failure(() => expect(sample()).toHaveProblem("MX-NAME"))).toContain("orders has no problem");
  });
});

describe("toHaveNoSecretIn", () => {
  const canary = "c4nary-Üñí-value";
  const bytes = Buffer.from(canary);

  test.each([
    ["plain", canary],
    ["base64", bytes.toString("base64")],
    ["base64", Buffer.from(`{"password":"${canary}","x":1}`).toString("base64")],
    ["base64", Buffer.from(`a${canary}`).toString("base64")],
    ["base64url", Buffer.from(`ab${canary}`).toString("base64url")],
    ["hex", bytes.toString("hex")],
    ["HEX", bytes.toString("hex").toUpperCase()],
    ["bytes", JSON.stringify([...bytes])],
    ["bytes", `[]uint8{${[...bytes].map((byte) => `0x${byte.toString(16)}`).join(", ")}}`],
    ["URL", encodeURIComponent(canary)],
  ])("finds a secret as %s, and does not repeat it", (form, written) => {
    const output = Buffer.from(`before ${written} after`, "utf8").toString("latin1");
    const message = failure(() => expect([canary]).toHaveNoSecretIn(output));
    expect(message).toContain(`secret 0 as ${form} in text`);
    expect(message).not.toContain(canary);
  });

  test("holds for an output without them", () => {
    expect(["another-canary"]).toHaveNoSecretIn(`before ${canary}`);
  });

  test("never passes for want of anything to look for or to look in", () => {
    expect(failure(() => expect([]).toHaveNoSecretIn("output"))).toContain("no secret to look for");
    expect(failure(() => expect(["short"]).toHaveNoSecretIn("output"))).toContain("fewer than 8 characters");
    expect(failure(() => expect([canary]).toHaveNoSecretIn(""))).toContain("the output is empty");
    for (const missing of ["no-such.out", "./nowhere", "build/stacks", "nowhere"]) {
      expect(failure(() => expect([canary]).toHaveNoSecretIn(missing))).toContain("is not there");
    }
  });
});

describe("toKeepPolicies", () => {
  const trust = (condition: object) =>
    JSON.stringify({
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity", Condition: condition }],
    });

  /** A stack with an environment that is right, and what a test adds to it. */
  function stackWith(add: (stack: TerraformStack) => void): App {
    const app = new App();
    add(new EnvironmentStack(app, shopTest));
    return app;
  }

  test("holds for the samples", () => {
    const app = new App();
    for (const props of [ordersProd, shopTest]) new EnvironmentStack(app, props);
    expect(app).toKeepPolicies();
    expect(checkPolicies(app)).toMatchObject({
      visited: { stacks: 2, environments: 2 },
      looked: { "exact-permissions": 4, "exact-trust": 2, "ephemeral-variables": 2, "reads-the-store": 1 },
    });
  });

  test.each<[rule: string, add: (stack: TerraformStack) => void, message: RegExp]>([
    [
      "exact-permissions",
      (stack) =>
        new IamRolePolicy(stack, "x", {
          role: "r",
          policy: '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}',
        }),
      /allows the actions s3:\*/,
    ],
    [
      "exact-permissions",
      (stack) => new IamRolePolicy(stack, "x", { role: "r", policy: "${file(policy.json)}" }),
      /can't be checked/,
    ],
    ...[
      "**",
      "?*",
      "arn:aws:iam::*:role/x",
      "arn:aws:s3:::b*",
      "arn:aws:s3:::*/x",
      "arn:aws:kms:eu-west-1:1:key/*",
    ].map((resource): [string, (stack: TerraformStack) => void, RegExp] => [
      "exact-permissions",
      (stack) => {
        const policy = JSON.stringify({
          Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: [resource] }],
        });
        new IamRolePolicy(stack, "x", { role: "r", policy });
      },
      /It allows on /,
    ]),
    [
      "exact-permissions",
      (stack) => {
        const policy = JSON.stringify({
          Statement: [{ Effect: "Allow", Action: "s3:?etObject", Resource: "arn:aws:s3:::b/x" }],
        });
        new IamRolePolicy(stack, "x", { role: "r", policy });
      },
      /allows the actions s3:\?etObject/,
    ],
    ...["sts:*", "*", "STS:assumeRoleWith*"].map((action): [string, (stack: TerraformStack) => void, RegExp] => [
      "exact-trust",
      (stack) =>
        new IamRole(stack, "x", {
          assumeRolePolicy: trust({ StringEquals: { "oidc:sub": "a" } }).replace(
            "sts:AssumeRoleWithWebIdentity",
            action,
          ),
        }),
      /does not pin aud/,
    ]),
    [
      "exact-trust",
      (stack) => new IamRole(stack, "x", { assumeRolePolicy: trust({ StringEquals: { "oidc:sub": "a" } }) }),
      /does not pin aud/,
    ],
    [
      "exact-trust",
      (stack) =>
        new IamRole(stack, "x", { assumeRolePolicy: trust({ StringLike: { "oidc:sub": "*", "oidc:aud": "a" } }) }),
      /does not pin sub/,
    ],
    [
      "no-secret-output",
      (stack) => new TerraformOutput(stack, "x", { value: "a", sensitive: true }),
      /output is sensitive/,
    ],
    ["ephemeral-variables", (stack) => new TerraformVariable(stack, "x", { sensitive: true }), /not ephemeral/],
  ])("%s finds what breaks it", (rule, add, message) => {
    const { findings } = checkPolicies(stackWith(add));
    const found = expect.stringMatching(message) as string;
    expect(findings.filter((finding) => message.test(finding.message))).toEqual([
      { rule, where: expect.stringMatching(/^shop-test /) as string, message: found },
    ]);
    expect(new Set(findings.map((finding) => finding.rule))).toEqual(new Set([rule]));
  });

  test("does not pass without a stack, or without an environment in one", () => {
    const empty = new App();
    expect(failure(() => expect(empty).toKeepPolicies())).toContain("Nothing was checked: no stack in the app.");
    new TerraformStack(empty, "empty");
    expect(failure(() => expect(empty).toKeepPolicies())).toContain("no MendixSecretStoreEnvironment in the stacks");
  });

  test("does not pass with a rule that looks at nothing", () => {
    const rule = { id: "tags", title: "Buckets have tags.", looksAt: () => false, check: () => [] };
    expect(failure(() => expect(stackWith(() => undefined)).toKeepPolicies([...RULES, rule]))).toContain(
      "rule tags found nothing to look at",
    );
  });

  test("throws the problems of a declaration instead of checking half of it", () => {
    const app = new App();
    const stack = new TerraformStack(app, "broken");
    new MendixSecretStoreEnvironment(
      stack,
      "environment",
      sample({ adminPassword: SecretValue.generated({ length: 1 }) }),
    );
    expect(() => checkPolicies(app)).toThrow("MX-SECRET-LENGTH");
  });
});
