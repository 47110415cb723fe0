import { AwsSecretsManager, describeEnvironment, type Blueprint } from "../../lib";
import { changesAnything, changesBetween } from "../../lib/change/changes";
import { changed, ORDERS, read } from "../support/declarations";
import { AWS } from "./rows/aws";
import { AWS_PARAMETERS } from "./rows/aws-parameters";
import { AZURE } from "./rows/azure";
import { GOOGLE } from "./rows/google";
import { KUBERNETES } from "./rows/kubernetes";
import { VAULT } from "./rows/vault";

const ROWS = {
  AWS,
  "Parameter Store": AWS_PARAMETERS,
  Vault: VAULT,
  Azure: AZURE,
  Google: GOOGLE,
  Kubernetes: KUBERNETES,
};

function told(before: Blueprint, after: Blueprint): readonly string[] {
  expect([...before.problems, ...after.problems]).toEqual([]);
  const changes = changesBetween(new Map([["orders", before]]), new Map([["orders", after]]));
  expect(changesAnything(changes)).toBe(true);
  return changes.map(({ effect, text }) => `${effect}: ${text}`);
}

describe.each(Object.entries(ROWS))("of an environment with %s is told", (_, rows) => {
  test.each(rows)("$title", ({ before, after, told: expected }) => {
    expect(told(describeEnvironment(before), describeEnvironment(after))).toEqual(
      expect.arrayContaining([...expected]),
    );
  });
});

function blueprintOf(text: string): Blueprint {
  const { environments, problems } = read({ "orders.yaml": text });
  expect(problems).toEqual([]);
  return environments[0]!.blueprint;
}

const stack = (terraform: string) => `${ORDERS}terraform:\n${terraform}`;
const BACKEND = `  backend:
    s3:
      bucket: acme-state
      key: orders
      encrypt: true
`;
const EXEC = `  providers:
    kubernetes:
      host: https://kubernetes.example.com
      exec:
        - api_version: client.authentication.k8s.io/v1
          command: aws
`;

describe("of a stack is told", () => {
  test.each([
    [
      "another state",
      BACKEND,
      BACKEND.replace("acme-state", "payroll"),
      "backend.s3.bucket changes from acme-state to payroll.",
    ],
    [
      "a state that is not encrypted",
      BACKEND,
      BACKEND.replace("true", "false"),
      "backend.s3.encrypt changes from true to false.",
    ],
    [
      "the command that logs in to the cluster",
      EXEC,
      EXEC.replace("command: aws", "command: curl"),
      "providers.kubernetes.exec[0].command changes from aws to curl.",
    ],
    [
      "another cluster to deploy to",
      EXEC,
      EXEC.replace("kubernetes.example.com", "other.example.com"),
      "providers.kubernetes.host changes from https://kubernetes.example.com to https://other.example.com.",
    ],
    [
      "another account to deploy with",
      "  providers:\n    aws:\n      profile: shop\n",
      "  providers:\n    aws:\n      profile: admin\n",
      "providers.aws.profile changes from shop to admin.",
    ],
  ])("%s", (_, before, after, sentence) => {
    expect(told(blueprintOf(stack(before)), blueprintOf(stack(after)))).toContain(`changed: terraform.${sentence}`);
  });

  test("another kind of state, with all its arguments", () => {
    expect(told(blueprintOf(ORDERS), blueprintOf(stack(BACKEND)))).toEqual(
      expect.arrayContaining(["changed: terraform.backend.s3.bucket is new: acme-state."]),
    );
  });

  test("another name, whose state is another one", () => {
    expect(told(blueprintOf(ORDERS), blueprintOf(stack("  stack: payroll\n")))).toEqual([
      expect.stringMatching(
        /^replaced: The stack has a new, empty state.* Write terraform: \{ stack: orders \} to keep it\.$/,
      ),
      "changed: terraform.backend.local.path changes from ../../../terraform.orders.tfstate to ../../../terraform.payroll.tfstate.",
    ]);
  });

  test("a version that is only declared, as something that changes nothing", () => {
    const [before, after] = [blueprintOf(ORDERS), blueprintOf(changed("operator: 2.25.1", "operator: 2.26.0"))];
    const changes = changesBetween(new Map([["orders", before]]), new Map([["orders", after]]));
    expect(changes.map(({ effect }) => effect)).toEqual(["declared"]);
    expect(changesAnything(changes)).toBe(false);
  });
});

test("a policy that means the same is told where it is written in another way", () => {
  const own = (resourcePolicy: string) =>
    describeEnvironment({ ...AWS[0]!.before, store: new AwsSecretsManager({ resourcePolicy }) });
  expect(told(own('{"Statement":[]}'), own('{ "Statement": [] }'))).toEqual([
    "changed: policy of aws_secretsmanager_secret store/settings/secret, store/database-password/secret is written in another form and means the same.",
  ]);
});
