import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { App, LocalBackend, TerraformStack, Testing, type AppConfig } from "cdktf";
import {
  App as MendixApp,
  AwsSecretsManager,
  Delivery,
  FileStorage,
  InvalidDeclarationError,
  MendixSecretStoreEnvironment,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { Registry } from "../../lib/engine/registry";
import { omit } from "../support/omit";
import { sample } from "../support/samples";
import { newStack, resourcesOf, synthesizeStack } from "../support/synthesize";

type Changes = Partial<MendixSecretStoreEnvironmentProps>;

/** An app with one stack for each environment. */
function appOf(environments: Readonly<Record<string, Changes>>, config: AppConfig = {}) {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
  const app = new App({ outdir, ...config });
  for (const [name, changes] of Object.entries(environments)) {
    const stack = new TerraformStack(app, name);
    new LocalBackend(stack, { path: "state" });
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    new KubernetesProvider(stack, "kubernetes");
    const storage = FileStorage.s3({ bucket: "acme-files", prefix: name });
    new MendixSecretStoreEnvironment(stack, "environment", sample({ name, storage, ...changes }));
  }
  return { app, outdir };
}

/** The error of a synthesis, and every file that it left. */
function failureOf({ app, outdir }: ReturnType<typeof appOf>, synth = () => app.synth()) {
  let error: unknown;
  try {
    synth();
  } catch (thrown) {
    error = thrown;
  }
  const files = fs.readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  fs.rmSync(outdir, { recursive: true });
  return { error: error as InvalidDeclarationError, files: files.map(({ name }) => name) };
}

const problemsOf = ({ problems }: InvalidDeclarationError) =>
  problems.map(({ code, environment, prop }) => `${code} ${environment} ${prop}`);

const WRONG = { first: {}, second: { namespace: "Wrong" }, third: { versions: { operator: "x", mendix: "10.0" } } };
const EXPECTED = ["MX-NAME second namespace", "MX-VERSION third versions.operator"];

describe("the report of problems", () => {
  it("is one error with the problems of all environments of all stacks, before any file is written", () => {
    const { error, files } = failureOf(appOf(WRONG));
    expect(error).toBeInstanceOf(InvalidDeclarationError);
    expect(problemsOf(error)).toEqual(EXPECTED);
    expect(files).toEqual([]);
  });

  it("can't be skipped", () => {
    const { error, files } = failureOf(appOf(WRONG, { skipValidation: true }));
    expect(problemsOf(error)).toEqual(EXPECTED);
    expect(files).toEqual([]);
  });

  it.each([
    ["Testing.synth", (stack: TerraformStack) => void Testing.synth(stack)],
    ["Testing.synthHcl", (stack: TerraformStack) => void Testing.synthHcl(stack)],
  ])("comes through %s too, from a stack that is right itself", (_, synth) => {
    const right = appOf(WRONG);
    const stack = right.app.node.findChild("first") as TerraformStack;
    expect(problemsOf(failureOf(right, () => synth(stack)).error).slice(0, 2)).toEqual(EXPECTED);
  });

  it("is thrown every time it is asked for", () => {
    const stack = newStack();
    new MendixSecretStoreEnvironment(stack, "environment", sample({ name: "Wrong" }));
    const synthesize = () => void Testing.synth(stack);
    expect(synthesize).toThrow(/^1 problem, nothing was written/);
    expect(synthesize).toThrow(/^1 problem, nothing was written/);
  });

  it("holds what only finished stacks show, of all stacks", () => {
    const apps = appOf({ first: {}, second: {} });
    for (const name of ["first", "second"]) {
      const stack = apps.app.node.findChild(name) as TerraformStack;
      stack.addOverride("terraform.required_providers.aws.version", "5.0.0");
    }
    expect(problemsOf(failureOf(apps).error)).toEqual([
      "MX-PROVIDER-VERSION first terraform.required_providers.aws.version",
      "MX-PROVIDER-VERSION second terraform.required_providers.aws.version",
    ]);
  });

  it("refuses HCL output where a secret comes through an ephemeral block, which cdktf would drop", () => {
    const stack = newStack();
    new MendixSecretStoreEnvironment(stack, "environment", sample());
    expect(() => void Testing.synthHcl(stack)).toThrow(/MX-HCL-OUTPUT/);
  });

  describe("where no secret comes through Terraform", () => {
    const external = SecretValue.external();
    const rest = omit(sample({ adminPassword: external }), "database");
    const existing = ["type", "jdbc-url", "host", "name", "username", "password"].map((key) => `database-${key}`);
    const store = AwsSecretsManager.fromExisting({ existing: [{ secret: "shared", keys: existing }] });

    it("lets HCL output pass", () => {
      const stack = newStack();
      new MendixSecretStoreEnvironment(stack, "environment", { ...rest, store });
      expect(Testing.synthHcl(stack)).toContain('resource "aws_secretsmanager_secret"');
    });

    it("refuses HCL output that drops what Terraform has to forget", () => {
      const stack = newStack();
      new MendixSecretStoreEnvironment(stack, "environment", { ...rest, store, app: MendixApp.connected() });
      expect(() => void Testing.synthHcl(stack)).toThrow(/drops removed blocks/);
    });
  });
});

describe("an invalid environment", () => {
  const stack = newStack();
  const environment = new MendixSecretStoreEnvironment(stack, "environment", sample({ namespace: "Wrong" }));

  it("makes no resource", () => {
    expect(environment.node.children.map(({ node }) => node.id)).toEqual(["report"]);
  });

  it("still answers, so that the code around it reaches the report", () => {
    expect(environment.serviceAccountName).toBe("orders");
    expect(environment.manifests).toEqual({});
    expect(environment.blueprint.problems).toHaveLength(1);
  });

  it.each<[what: string, props: unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["an empty object", {}],
    ["the wrong types", { name: 5, namespace: [], cluster: "prod", versions: null, store: {}, app: 7 }],
    [
      "parts of the wrong type",
      { ...sample(), database: "db", storage: 5, identity: {}, constants: null, delivery: 1 },
    ],
    ["parts without their props", { ...sample(), database: sample().database, constants: { "A.B": 5 } }],
  ])("is reported, not a stack trace, where JavaScript passes %s", (_, props) => {
    const wrong = new MendixSecretStoreEnvironment(
      newStack(),
      "environment",
      props as MendixSecretStoreEnvironmentProps,
    );
    expect(wrong.blueprint.problems.length).toBeGreaterThan(0);
    expect(wrong.manifests).toEqual({});
    expect(typeof wrong.serviceAccountName).toBe("string");
  });
});

describe("the registry", () => {
  it("belongs to one app: another in the same process knows nothing of it", () => {
    const [a, b] = [newStack(), newStack()];
    new MendixSecretStoreEnvironment(a, "environment", sample({ name: "Wrong" }));
    new MendixSecretStoreEnvironment(b, "environment", sample());
    expect(() => Testing.synth(a)).toThrow(InvalidDeclarationError);
    expect(resourcesOf(synthesizeStack(b), "aws_iam_role")).toHaveLength(1);
    expect(Registry.of(a).inStack(a)).toHaveLength(1);
    expect(Registry.of(a).inStack(b)).toEqual([]);
  });

  it("computes the problems once for each set of environments", () => {
    const stack = newStack();
    new MendixSecretStoreEnvironment(stack, "a", sample({ name: "Wrong" }));
    const registry = Registry.of(stack);
    expect(registry.problems).toBe(registry.problems);
    const before = registry.problems;
    new MendixSecretStoreEnvironment(stack, "b", sample({ name: "Also-Wrong" }));
    expect(registry.problems.length).toBeGreaterThan(before.length);
  });
});

describe("parts shared by environments", () => {
  it("keep nothing of the one when the other uses them", () => {
    const { store, identity, app } = sample();
    const delivery = Delivery.terraform();
    const shared = { store, ...(identity ? { identity } : {}), app, delivery };
    const storage = (prefix: string) => FileStorage.s3({ bucket: "acme-files", prefix });
    const stack = newStack();
    new MendixSecretStoreEnvironment(stack, "one", sample({ name: "one", storage: storage("one"), ...shared }));
    new MendixSecretStoreEnvironment(stack, "two", sample({ name: "two", storage: storage("two"), ...shared }));
    const alone = newStack();
    new MendixSecretStoreEnvironment(alone, "two", sample({ name: "two", storage: storage("two") }));
    const two = (synthesized: ReturnType<typeof synthesizeStack>) =>
      Object.entries(synthesized.resource ?? {}).flatMap(([type, resources]) =>
        Object.entries(resources)
          .filter(([id]) => id.startsWith("two_"))
          .map(([id, resource]) => [type, id, resource]),
      );
    expect(two(synthesizeStack(stack))).toEqual(two(synthesizeStack(alone)));
  });
});
