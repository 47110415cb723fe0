import { parse } from "yaml";
import {
  AwsParameterStore,
  Cluster,
  describeEnvironment,
  ExternalSecret,
  ParameterTier,
  PodIdentity,
  SecretValue,
  type AwsParameterStoreProps,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { changesBetween } from "../../lib/change/changes";
import { mountedFiles } from "../support/csi-aws";
import { ACCOUNT, sample } from "../support/samples";

const PATH = "/mendix/prod/mendix/orders";
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const arnOf = (name: string) => `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter${name}`;

function declared(
  store: AwsParameterStoreProps = {},
  changes: Partial<MendixSecretStoreEnvironmentProps> = {},
): MendixSecretStoreEnvironmentProps {
  return sample({ store: new AwsParameterStore(store), ...changes });
}

function blueprintOf(...props: Parameters<typeof declared>) {
  const blueprint = describeEnvironment(declared(...props));
  expect(blueprint.problems).toEqual([]);
  return blueprint;
}

function parametersOf(...props: Parameters<typeof declared>): Readonly<Record<string, string>> {
  const { mount } = blueprintOf(...props);
  return mount.kind === "SecretProviderClass" ? (mount.parameters as Readonly<Record<string, string>>) : {};
}

const statements = (...props: Parameters<typeof declared>) =>
  blueprintOf(...props).grants.flatMap((grant) => {
    if (grant.cloud !== "aws" || grant.purpose === "file-storage") return [];
    const { actions, resources, condition } = grant;
    return [{ actions, resources, condition }];
  });

const told = (before: AwsParameterStoreProps, after: AwsParameterStoreProps) =>
  changesBetween(new Map([["orders", blueprintOf(before)]]), new Map([["orders", blueprintOf(after)]])).map(
    ({ effect, text }) => `${effect}: ${text}`,
  );

describe("Parameter Store", () => {
  it("has the settings in one text, and each secret in a SecureString of its own", () => {
    const { resources } = blueprintOf({ tags: { team: "shop" } });
    const parameters = resources.filter(({ type }) => type === "aws_ssm_parameter");
    expect(parameters.map(({ arguments: { name, type, tier, key_id } }) => [name, type, tier, key_id])).toEqual([
      [`${PATH}/settings`, "String", "Standard", undefined],
      [`${PATH}/database-password`, "SecureString", "Standard", "alias/aws/ssm"],
    ]);
    expect(parameters.map(({ arguments: given }) => Object.keys(given))).toEqual([
      ["name", "tier", "type", "insecure_value", "tags"],
      ["name", "tier", "type", "key_id", "value_wo_version", "tags"],
    ]);
    expect(parameters.map(({ writeOnly }) => Object.keys(writeOnly ?? {}))).toEqual([[], ["value_wo"]]);
  });

  it("is read by exact name, as the CSI provider asks, and decrypted with its own key alone", () => {
    const names = [arnOf(`${PATH}/settings`), arnOf(`${PATH}/database-password`)];
    expect(statements()).toEqual([{ actions: ["ssm:GetParameters"], resources: names, condition: undefined }]);
    expect(statements({ kmsKeyArn: KEY })[1]).toEqual({
      actions: ["kms:Decrypt"],
      resources: [KEY],
      condition: { StringEquals: { "kms:ViaService": "ssm.eu-west-1.amazonaws.com" } },
    });
  });

  it("mounts one file for each key", () => {
    const parameters = parametersOf();
    const objects = parse(parameters["objects"] ?? "") as readonly { readonly objectName: string }[];
    expect(objects).toMatchObject([
      { objectName: `${PATH}/settings`, objectType: "ssmparameter", objectAlias: "document-settings" },
      { objectName: `${PATH}/database-password`, objectType: "ssmparameter", objectAlias: "database-password" },
    ]);
    const { entries } = blueprintOf();
    const files = mountedFiles(parameters, (name) => {
      const content = entries.find((entry) => entry.name === name)?.content;
      return content?.kind === "settings" ? JSON.stringify(content.values) : `value of ${name}`;
    });
    expect(files).toMatchObject({
      "database-host": "db.example.com:5432",
      "database-password": `value of ${PATH}/database-password`,
    });
    expect(parametersOf({}, { identity: new PodIdentity({ undocumentedRuntimeAccess: true }) })["usePodIdentity"]).toBe(
      "true",
    );
  });

  it.each([
    ["by name", "/shared/mail"],
    ["by ARN", arnOf("/shared/mail")],
  ])("takes a parameter that somebody else made %s", (_, parameter) => {
    const store = { existing: [{ parameter, keys: ["mx-const-A.B"], kmsKeyArn: KEY }] };
    const { entries, resources } = blueprintOf(store);
    expect(entries.at(-1)).toMatchObject({ name: "/shared/mail", content: { kind: "existing" } });
    expect(resources.filter(({ path }) => path.includes("shared"))).toEqual([]);
    expect(statements(store)[0]?.resources).toContain(arnOf("/shared/mail"));
    const objects = parse(parametersOf(store)["objects"] ?? "") as readonly unknown[];
    expect(objects.at(-1)).toEqual({
      objectName: "/shared/mail",
      objectType: "ssmparameter",
      objectAlias: "mx-const-A.B",
    });
  });

  it("reads several keys of an existing parameter as the properties of its document", () => {
    const existing = [
      { parameter: "shared", keys: ["mx-const-A.B", "mx-const-A.C"], propertyNames: { "mx-const-A.B": "b" } },
    ];
    const objects = parse(parametersOf({ existing })["objects"] ?? "") as readonly { readonly jmesPath?: unknown }[];
    expect(objects.at(-1)?.jmesPath).toEqual([
      { path: '"b"', objectAlias: "mx-const-A.B" },
      { path: '"mx-const-A.C"', objectAlias: "mx-const-A.C" },
    ]);
  });

  it("makes no empty parameter, because there is none: who fills it makes it", () => {
    const { resources, fills, steps } = blueprintOf(
      { kmsKeyArn: KEY },
      { constants: { "A.B": SecretValue.external() } },
    );
    expect(resources.filter(({ path }) => path.includes("A.B"))).toEqual([]);
    expect(fills.find(({ key }) => key === "mx-const-A.B")?.words.join(" ")).toBe(
      `ssm put-parameter --region eu-west-1 --name ${PATH}/mx-const-A.B --type SecureString --tier Standard --key-id ${KEY} --overwrite --value`,
    );
    expect(steps.map(({ note }) => note)).toContainEqual(expect.stringMatching(/^as a SecureString/));
  });

  it("grants to External Secrets Operator what that asks for: each parameter alone", () => {
    const store = new ExternalSecret({
      store: new AwsParameterStore(),
      secretStore: "aws",
      usesEnvironmentServiceAccount: true,
    });
    const { grants } = describeEnvironment(sample({ store }));
    expect(grants.flatMap((grant) => (grant.cloud === "aws" ? grant.actions : []))).toContain("ssm:GetParameter");
  });

  it("says that the vendor's page does not name it, and how many pods can start at once", () => {
    expect(blueprintOf().warnings).toEqual([expect.stringContaining("does not name Parameter Store")]);
    const constants = Object.fromEntries(
      Array.from({ length: 45 }, (_, index) => [`A.C${index}`, SecretValue.fromVariable()]),
    );
    expect(blueprintOf({}, { constants }).warnings[1]).toMatch(/^47 parameters are 5 calls .* more than 8 pods/);
  });

  it("maps no two keys to one name, and reads the names that are kept for AWS around", () => {
    const cluster = Cluster.eks({
      name: "aws-prod",
      oidcProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC`,
    });
    const names = blueprintOf({}, { cluster }).entries.map(({ name }) => name);
    expect(names).toEqual([
      "/mendix/aws-prod/mendix/orders/settings",
      "/mendix/aws-prod/mendix/orders/database-password",
    ]);
  });
});

describe("a change of Parameter Store", () => {
  const REAL =
    "secret: Values are written anew, because their entries are: export the real TF_VAR_orders_database_password.";

  it.each([
    ["another key", { kmsKeyArn: KEY }],
    ["another tier", { tier: ParameterTier.ADVANCED }],
    ["another path", { name: "/shop/orders" }],
  ])("to %s asks for the real values, because the service takes it with the value only", (_, after) => {
    expect(told({}, after)).toContain(REAL);
  });

  it("of tags asks for none", () => {
    expect(told({}, { tags: { team: "shop" } })).toEqual([expect.stringMatching(/^changed: tags/)]);
  });

  it("back from the advanced tier is said to fail, save under another path", () => {
    const advanced = { tier: ParameterTier.ADVANCED };
    const stopped = expect.stringMatching(/^replaced: Parameter Store takes no parameter back from the advanced tier/);
    expect(told(advanced, {})).toContainEqual(stopped);
    expect(told(advanced, { name: "/shop" })).not.toContainEqual(stopped);
    expect(told({}, advanced)).not.toContainEqual(stopped);
  });
});
