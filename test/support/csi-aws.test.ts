import { toYaml } from "../../lib/core/yaml";
import { mountedFiles } from "./csi-aws";

const ARN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf";
const document = JSON.stringify({ "database-host": "db", port: 5432 });

const mount = (objects: readonly unknown[], parameters: Readonly<Record<string, string>> = {}) =>
  mountedFiles({ region: "eu-west-1", objects: toYaml(objects), ...parameters }, () => document);

describe("the AWS provider's parser", () => {
  it("mounts a document under its alias, and each expression beside it", () => {
    const jmesPath = [{ path: '"database-host"', objectAlias: "host" }];
    expect(mount([{ objectName: "a", objectType: "secretsmanager", objectAlias: "doc", jmesPath }])).toEqual({
      doc: document,
      host: "db",
    });
  });

  it("mounts one secret under two aliases", () => {
    const object = { objectName: ARN };
    expect(
      Object.keys(
        mount([
          { ...object, objectAlias: "x" },
          { ...object, objectAlias: "y" },
        ]),
      ),
    ).toEqual(["x", "y"]);
  });

  it.each<[message: RegExp, objects: readonly unknown[], parameters?: Readonly<Record<string, string>>]>([
    [/Empty descriptor/, [null]],
    [/name must be specified/, [{ objectType: "secretsmanager" }]],
    [/Must use objectType/, [{ objectName: "a" }]],
    [/Invalid objectType/, [{ objectName: "a", objectType: "ssm" }]],
    [/ARN region/, [{ objectName: ARN.replace("eu-west-1", "us-east-1") }]],
    [/Invalid service/, [{ objectName: ARN.replace("secretsmanager", "s3") }]],
    [/does not match ARN/, [{ objectName: ARN, objectType: "ssmparameter" }]],
    [/File Permission/, [{ objectName: ARN, filePermission: "420" }]],
    [/can not contain/, [{ objectName: ARN, objectAlias: ".." }]],
    [/Path must be/, [{ objectName: ARN, jmesPath: [{ objectAlias: "x" }] }]],
    [/alias must be specified for JMES/, [{ objectName: ARN, jmesPath: [{ path: "x" }] }]],
    [/Only string/, [{ objectName: ARN, jmesPath: [{ path: "port", objectAlias: "x" }] }]],
    [/found nothing/, [{ objectName: ARN, jmesPath: [{ path: "missing", objectAlias: "x" }] }]],
    [/duplicate object alias/, [{ objectName: ARN, objectAlias: "x", jmesPath: [{ path: "port", objectAlias: "x" }] }]],
    [/duplicate object name/, [{ objectName: ARN }, { objectName: ARN }]],
    [/failoverRegion/, [{ objectName: ARN, objectAlias: "x", failoverObject: { objectName: ARN } }]],
    [/failover entries/, [{ objectName: ARN, failoverObject: { objectName: ARN } }], { failoverRegion: "us-east-1" }],
    [/same as the primary/, [{ objectName: ARN }], { failoverRegion: "eu-west-1" }],
    [/usePodIdentity/, [{ objectName: ARN }], { usePodIdentity: "yes" }],
    [/missing object versions/, []],
  ])("refuses with %s", (message, objects, parameters = {}) => {
    expect(() => mount(objects, parameters)).toThrow(message);
  });

  it("reads a hyphen as a minus in an expression that is not quoted", () => {
    expect(() => mount([{ objectName: ARN, jmesPath: [{ path: "database-host", objectAlias: "x" }] }])).toThrow();
  });
});
