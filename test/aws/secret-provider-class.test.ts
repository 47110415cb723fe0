import { parse } from "yaml";
import {
  AwsSecretsManager,
  describeEnvironment,
  PodIdentity,
  SecretValue,
  StoreLayout,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { mountedFiles } from "../support/csi-aws";
import { NASTY_TEXTS } from "../support/nasty-texts";
import { ACCOUNT, sample } from "../support/samples";

const KMS = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/1`;

function parametersOf(props: MendixSecretStoreEnvironmentProps): Readonly<Record<string, string>> {
  const { mount, problems } = describeEnvironment(props);
  expect(problems).toEqual([]);
  return mount.kind === "SecretProviderClass" ? (mount.parameters as Readonly<Record<string, string>>) : {};
}

/** The store's content, as this environment and others wrote it. */
function contentOf(props: MendixSecretStoreEnvironmentProps, others: Readonly<Record<string, string>> = {}) {
  const written = describeEnvironment(props).entries.map(({ name, content }) => {
    if (content.kind === "settings") return [name, JSON.stringify(content.values)];
    if (content.kind !== "document") return [name, `value of ${name}`];
    return [
      name,
      JSON.stringify(Object.fromEntries(Object.keys(content.secrets).map((key) => [key, `value of ${key}`]))),
    ];
  });
  const all = { ...Object.fromEntries(written), ...others } as Readonly<Record<string, string>>;
  return (name: string) => all[name] ?? "";
}

describe("the SecretProviderClass on AWS", () => {
  it("has exactly these parameters", () => {
    const { region, objects, ...others } = parametersOf(sample());
    expect({ region, others }).toEqual({ region: "eu-west-1", others: {} });
    const key = (name: string) => ({ path: `"${name}"`, objectAlias: name });
    expect(parse(objects ?? "")).toEqual([
      {
        objectName: "prod/mendix/orders",
        objectType: "secretsmanager",
        objectAlias: "document-settings",
        jmesPath: [
          key("database-type"),
          key("database-host"),
          key("database-name"),
          key("database-jdbc-url"),
          key("database-username"),
          key("storage-service-name"),
          key("storage-endpoint"),
          key("storage-bucket-name"),
        ],
      },
      {
        objectName: "prod/mendix/orders/database-password",
        objectType: "secretsmanager",
        objectAlias: "database-password",
      },
    ]);
  });

  it("says that the pod uses Pod Identity, as a text", () => {
    const storage = { accessKeyId: "key", secretAccessKey: SecretValue.external() };
    const { usePodIdentity } = parametersOf(
      sample({ identity: new PodIdentity({ undocumentedRuntimeAccess: true }), ...storage }),
    );
    expect(usePodIdentity).toBe("true");
  });

  it("reads the replica where the first region fails", () => {
    const props = sample({
      store: new AwsSecretsManager({
        replicas: [{ region: "eu-central-1", kmsKeyArn: KMS }],
        failoverRegion: "eu-central-1",
      }),
    });
    const parameters = parametersOf(props);
    expect(parameters["failoverRegion"]).toBe("eu-central-1");
    expect(parse(parameters["objects"] ?? "")).toMatchObject([
      { failoverObject: { objectName: "prod/mendix/orders" } },
      { failoverObject: { objectName: "prod/mendix/orders/database-password" } },
    ]);
    expect(mountedFiles(parameters, contentOf(props))).toHaveProperty("database-host", "db.example.com:5432");
  });

  it("is one file for each key, with its value as declared", () => {
    const constants = Object.fromEntries(NASTY_TEXTS.map((text, index) => [`Module.C${index}`, text]));
    const props = sample({ constants: { ...constants, "Payments.ApiKey": SecretValue.fromVariable() } });
    const files = mountedFiles(parametersOf(props), contentOf(props));
    const { keys } = describeEnvironment(props);
    expect(Object.keys(files).sort()).toEqual([...keys.map(({ key }) => key), "document-settings"].sort());
    expect(files["mx-const-Payments.ApiKey"]).toBe("value of prod/mendix/orders/mx-const-Payments.ApiKey");
    NASTY_TEXTS.forEach((text, index) => expect(files[`mx-const-Module.C${index}`]).toBe(text));
  });

  it("takes each secret out of the document where there is one", () => {
    const props = sample({ store: new AwsSecretsManager({ layout: StoreLayout.DOCUMENT }) });
    expect(mountedFiles(parametersOf(props), contentOf(props))).toMatchObject({
      "database-password": "value of database-password",
      "document-secrets": '{"database-password":"value of database-password"}',
    });
  });

  it("mounts whole values and properties of one existing secret", () => {
    const shared = (property?: string) => SecretValue.external({ entry: "shared", ...(property ? { property } : {}) });
    const props = sample({
      adminPassword: shared("ad.min"),
      constants: { "A.Whole": shared(), "A.AlsoWhole": shared(), "A.Part": shared('with "quotes"') },
    });
    const document = JSON.stringify({ "ad.min": "admin", 'with "quotes"': "part" });
    expect(mountedFiles(parametersOf(props), contentOf(props, { shared: document }))).toMatchObject({
      "mx-admin-password": "admin",
      "mx-const-A.Whole": document,
      "mx-const-A.AlsoWhole": document,
      "mx-const-A.Part": "part",
    });
  });

  it("gives documents of existing secrets file names of their own", () => {
    const existing = ["shared/one", "shared_one", `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:shared/two`];
    const props = sample({
      store: AwsSecretsManager.fromExisting({
        existing: existing.map((secret, index) => ({ secret, keys: [`mx-const-A.C${index}`] })),
      }),
    });
    const others = Object.fromEntries(
      existing.map((name, index) => [name, JSON.stringify({ [`mx-const-A.C${index}`]: name })]),
    );
    const files = mountedFiles(parametersOf(props), contentOf(props, others));
    expect(Object.keys(files).filter((file) => file.startsWith("document-"))).toHaveLength(4);
    expect(files["mx-const-A.C2"]).toBe(existing[2]);
  });
});
