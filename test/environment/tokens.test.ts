import { TerraformVariable, Token } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  App,
  AwsSecretsManager,
  describeEnvironment,
  Irsa,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { changesBetween } from "../../lib/change/changes";
import { sample } from "../support/samples";
import { newStack, problemOf } from "../support/synthesize";

const known = (name: string, type = "string") => new TerraformVariable(newStack(), name, { type });
const SOURCE = { sourceUrl: "oci-image://registry.example.com/orders:1.4.2" };

describe("of the tokens of cdktf is refused by name", () => {
  const list = () => Token.asList(known("list", "list(string)"));
  const map = () => Token.asStringMap(known("map", "map(string)"));
  const number = () => known("number", "number").numberValue;

  test.each<[string, string, () => Partial<MendixSecretStoreEnvironmentProps>]>([
    ["map", "store.tags", () => ({ store: new AwsSecretsManager({ tags: map() }) })],
    ["map", "identity.tags", () => ({ identity: new Irsa({ tags: map() }) })],
    ["map", "constants", () => ({ constants: map() })],
    ["number", "identity.maxSessionDuration", () => ({ identity: new Irsa({ maxSessionDuration: number() }) })],
    [
      "number",
      "store.recoveryWindowInDays",
      () => ({ store: new AwsSecretsManager({ recoveryWindowInDays: number() }) }),
    ],
    ["number", "app.replicas", () => ({ app: App.standalone({ ...SOURCE, replicas: number() }) })],
    ["list", "app.imagePullSecrets", () => ({ app: App.standalone({ ...SOURCE, imagePullSecrets: list() }) })],
    ["map", "app.podAnnotations", () => ({ app: App.standalone({ ...SOURCE, podAnnotations: map() }) })],
  ])("a %s in %s", (kind, prop, changes) => {
    expect(problemOf(sample(changes()))).toMatchObject({
      code: "MX-TOKEN",
      prop,
      message: `${prop} is a ${kind} of cdktf that only Terraform knows: it has no value at synthesis.`,
      fix: expect.stringMatching(/^Write the (number|list|map) itself/) as string,
    });
  });

  test("and not what only looks like one", () => {
    const tags = { "&{TfToken[TOKEN.999999]}": "String Map Token Value" };
    expect(describeEnvironment(sample({ store: new AwsSecretsManager({ tags }) })).problems).toEqual([]);
  });
});

/** A declaration that holds tokens wherever a text may be one, made anew: with other numbers in their texts. */
function withTokens(): MendixSecretStoreEnvironmentProps {
  const text = () => known("text").stringValue;
  return sample({
    store: new AwsSecretsManager({
      tags: { owner: text() },
      kmsKeyArn: text(),
      provider: new AwsProvider(newStack(), "aws", { alias: "secrets" }),
    }),
    adminPassword: SecretValue.fromEphemeral(text(), { revision: 1 }),
    constants: { "Shop.Plain": "a", "Shop.Title": `Welcome to ${text()}` },
    app: App.standalone({ ...SOURCE, environmentVariables: { REGION: text() } }),
  });
}

describe("texts that are tokens, providers and ephemeral values", () => {
  const blueprint = describeEnvironment(withTokens());

  test("are no problem", () => {
    expect(blueprint.problems).toEqual([]);
  });

  test("are never printed", () => {
    const text = JSON.stringify(blueprint);
    expect(text).not.toContain("TfToken");
    expect(text).toContain("Welcome to (known after apply)");
    expect(text).toContain('"provider":"aws.secrets"');
  });

  test("are never compared", () => {
    const again = describeEnvironment(withTokens());
    expect(changesBetween(new Map([["orders", blueprint]]), new Map([["orders", again]]))).toEqual([]);
  });

  test("are never hashed", () => {
    const restartOf = () =>
      /mendix-secret-store[^"]*":"([0-9a-f]+)"/.exec(JSON.stringify(describeEnvironment(withTokens()).objects))?.[1];
    expect(restartOf()).toBe(restartOf());
  });
});
