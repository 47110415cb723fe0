import { PLATFORM_CREDENTIAL_NAMES } from "../../lib/platform/credentials";
import { fileSchemas } from "../../lib/declaration/json-schema";
import { ORDERS, read } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";
import * as fs from "node:fs";

const PLATFORM = `name: pmp
namespace: platform
cluster: prod
versions: { operator: 2.25.1, mendix: 10.24.14 }
store:
  awsSecretsManager: { name: PMP-Production-Credentials }
identity:
  irsa: {}
credentials:
  Email.SMTPPassword:
    fromVariable: {}
`;

describe("a file *.platform.yaml", () => {
  test("declares the platform beside the environments of apps", () => {
    const { environments, problems } = read({ "orders.yaml": ORDERS, "pmp.platform.yaml": PLATFORM });
    expect(problems).toEqual([]);
    expect(environments.map(({ kind, stack }) => [kind, stack.name])).toEqual([
      ["app", "orders"],
      ["platform", "pmp"],
    ]);
    expect(environments[1]?.blueprint.reader).toBe("app");
  });

  test("takes from the defaults what it knows, and leaves what is for apps", () => {
    const defaults = "app: { connected: {} }\nversions: { operator: 2.25.1, mendix: 10.24.14 }\ncluster: prod\n";
    const own = PLATFORM.replace(/cluster.*\nversions.*\n/, "");
    const { environments, problems } = read({ "defaults.yaml": defaults, "pmp.platform.yaml": own });
    expect(problems).toEqual([]);
    expect(environments[0]?.blueprint.subject.cluster.name).toBe("prod");
  });

  test("collides with an app of its name", () => {
    const { problems } = read({ "orders.yaml": ORDERS, "x.platform.yaml": PLATFORM.replace("pmp", "orders") });
    expect(problems.map(({ code }) => code)).toContain("MX-COLLISION");
  });

  test("has no secret in it: a text is refused where it stands and not repeated", () => {
    const text = PLATFORM.replace("    fromVariable: {}\n", "    hunter2\n");
    const { problems } = read({ "pmp.platform.yaml": text });
    expect(problems).toMatchObject([{ code: "MX-SECRET-PLAIN", prop: 'credentials["Email.SMTPPassword"]' }]);
    expect(problems[0]?.location).toMatch(/^environments\/pmp\.platform\.yaml:1[01]:\d+$/);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  test("says which credential was meant", () => {
    const { problems } = read({ "pmp.platform.yaml": PLATFORM.replace("SMTPPassword", "SmtpPassword") });
    expect(problems).toMatchObject([
      {
        code: "MX-PLATFORM-CREDENTIAL",
        location: "environments/pmp.platform.yaml:10:3",
        message: expect.stringContaining("Did you mean Email.SMTPPassword?") as string,
      },
    ]);
  });

  test("has its credentials' names in the schema, for editors", () => {
    const { credentials } = fileSchemas().platform.properties ?? {};
    expect(credentials).toMatchObject({ propertyNames: { enum: PLATFORM_CREDENTIAL_NAMES } });
  });

  test("is explained, listed and written like any other", async () => {
    const clusters =
      "prod: { eks: { context: current, oidcProviderArn: arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC } }\n";
    const folder = folderOf({ "clusters.yaml": clusters, "pmp.platform.yaml": PLATFORM });
    const explained = await cli(["explain", "pmp", "-d", folder]);
    expect([explained.code, explained.out]).toEqual([
      0,
      expect.stringMatching(/PMP-Production-Credentials +30 keys[\s\S]*in the platform's admin panel: For each/),
    ]);
    expect((await cli(["variables", "pmp", "-d", folder])).out).toContain("TF_VAR_pmp_email_smtp_password=\n");
    expect((await cli(["synth", "pmp", "-d", folder, "-o", `${folder}/out`])).code).toBe(0);
    fs.rmSync(folder, { recursive: true });
  });
});
