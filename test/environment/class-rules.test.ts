import { AwsSecretsManager, describeEnvironment } from "../../lib";
import { Share } from "../../lib/core/share";
import { toYaml } from "../../lib/core/yaml";
import { checkClass, readClass } from "../../lib/stores/classes";
import { sample } from "../support/samples";

const aws = { objectName: "mendix/orders", objectType: "secretsmanager" };
const azureParameters = { keyvaultName: "orders", tenantID: "t", clientID: "c" };
const secret = { objectName: "orders", objectType: "secret" };
const resourceName = "projects/acme-prod/secrets/orders/versions/latest";
const array = (...objects: readonly object[]) => toYaml({ array: objects.map(toYaml) });
const vault = { roleName: "orders" };
const entry = { objectName: "a", secretPath: "secret/data/orders", secretKey: "a" };

/** What a provider refuses: its parameters, the rule and the place. */
const ROWS: readonly (readonly [provider: string, parameters: object, rule: string, at: string])[] = [
  ["aws", { objects: "" }, "no-objects", "objects"],
  ["aws", { objects: "just a text" }, "unreadable", "objects"],
  ["aws", { objects: "a: [" }, "unreadable", "objects"],
  ["aws", { objects: toYaml([{ objectType: "secretsmanager" }]) }, "object-name", "objects[0]"],
  ["aws", { objects: toYaml([{ objectName: "a" }]) }, "object-type", "objects[0].objectType"],
  ["aws", { objects: toYaml([{ ...aws, objectType: "secretmanager" }]) }, "object-type", "objects[0].objectType"],
  [
    "aws",
    {
      region: "eu-west-1",
      objects: toYaml([{ objectName: "arn:aws:secretsmanager:eu-west-3:111122223333:secret:a" }]),
    },
    "region",
    "objects[0].objectName",
  ],
  ["aws", { objects: toYaml([aws, { ...aws, objectAlias: "mendix_orders" }]) }, "file-twice", "objects[1]"],
  [
    "aws",
    { objects: toYaml([{ ...aws, jmesPath: [{ path: "database-host", objectAlias: "database-host" }] }]) },
    "path",
    "objects[0].jmesPath[0].path",
  ],
  ["aws", { objects: toYaml([{ ...aws, jmesPath: [{ path: '"a"' }] }]) }, "path", "objects[0].jmesPath[0]"],
  ["aws", { objects: toYaml([{ ...aws, objectAlais: "a" }]) }, "unknown-field", "objects[0].objectAlais"],
  ["aws", { objects: toYaml([{ ...aws, filePermission: "420" }]) }, "permission", "objects[0].filePermission"],
  ["aws", { objects: toYaml([aws]), pathTranslation: "no" }, "parameter", "pathTranslation"],
  ["aws", { objects: toYaml([{ ...aws, objectAlias: "a".repeat(256) }]) }, "file-name", "objects[0]"],
  ["vault", { objects: toYaml([entry]) }, "parameter", "roleName"],
  ["vault", { ...vault, objects: toYaml([entry, entry]) }, "file-twice", "objects[1]"],
  ["vault", { ...vault, objects: toYaml([{ ...entry, secretPath: "" }]) }, "object-name", "objects[0]"],
  ["vault", { ...vault, objects: toYaml([{ ...entry, encoding: "utf8" }]) }, "encoding", "objects[0].encoding"],
  ["vault", { ...vault, objects: toYaml([{ ...entry, objectAlias: "a" }]) }, "unknown-field", "objects[0].objectAlias"],
  [
    "vault",
    { ...vault, vaultKubernetesMountPath: "k", vaultAuthMountPath: "k", objects: toYaml([entry]) },
    "parameter",
    "vaultAuthMountPath",
  ],
  ["azure", { ...azureParameters, objects: toYaml([secret]) }, "unreadable", "objects"],
  ["azure", { ...azureParameters, objects: toYaml({ array: [secret] }) }, "unreadable", "objects"],
  ["azure", { ...azureParameters, clientID: "", objects: array(secret) }, "parameter", "clientID"],
  ["azure", { ...azureParameters, keyvaultName: "https://o", objects: array(secret) }, "parameter", "keyvaultName"],
  [
    "azure",
    { ...azureParameters, objects: array({ ...secret, objectName: "mx-const-A.B" }) },
    "resource-name",
    "objects.array[0].objectName",
  ],
  ["azure", { ...azureParameters, objects: array(secret, secret) }, "file-twice", "objects.array[1]"],
  ["azure", { ...azureParameters, objects: array({ objectName: "a" }) }, "object-type", "objects.array[0].objectType"],
  ["gcp", { secrets: toYaml([{ resourceName: "orders", fileName: "a" }]) }, "resource-name", "secrets[0].resourceName"],
  ["gcp", { secrets: toYaml([{ resourceName }]) }, "file-name", "secrets[0]"],
  [
    "gcp",
    {
      secrets: toYaml([
        { resourceName, fileName: "a" },
        { resourceName, path: "a" },
      ]),
    },
    "file-twice",
    "secrets[1]",
  ],
];

describe("a SecretProviderClass, by the rules of its provider", () => {
  it.each(ROWS)("%s refuses %j", (provider, parameters, rule, at) => {
    const { faults = [] } = readClass(provider, { ...parameters }) ?? {};
    expect(faults.map((fault) => [fault.rule, fault.at])[0]).toEqual([rule, at]);
  });

  it("of a provider that is not known is not judged", () => {
    expect(readClass("akeyless", {})).toBeUndefined();
  });

  it("says where the value of each file lies", () => {
    const paths = [{ path: '"database-host"', objectAlias: "database-host" }];
    const objects = toYaml([{ ...aws, jmesPath: paths }]);
    expect(readClass("aws", { objects })?.files).toEqual([
      { object: "mendix/orders", file: "mendix_orders", id: "mendix_orders", at: "objects[0]", document: true },
      {
        object: "mendix/orders",
        file: "database-host",
        id: "database-host",
        property: "database-host",
        at: "objects[0].jmesPath[0]",
      },
    ]);
  });

  it("is held to them when it is finished, declared or adopted", () => {
    const key = `mx-const-Shop.${"A".repeat(250)}`;
    const store = new AwsSecretsManager({ existing: [{ secret: "orders", keys: [key] }] });
    const { problems } = describeEnvironment(sample({ store }));
    expect(problems.map(({ code, prop }) => [code, prop])).toEqual([["MX-MOUNT", "store"]]);
    const share = new Share();
    checkClass(share, { kind: "SecretProviderClass", provider: "gcp", parameters: { secrets: "none" } });
    expect(share.problems.map(({ code }) => code)).toEqual(["MX-MOUNT"]);
  });
});
