import {
  AwsSecretsManager,
  describePlatform,
  KubernetesSecret,
  PLATFORM_CREDENTIALS,
  SecretValue,
  StoreLayout,
  type PrivatePlatformSecretStoreProps,
} from "../../lib";
import { ACCOUNT, ISSUER } from "../support/samples";
import { resourcesOf } from "../support/synthesize";
import { BASES, platform, synthesizePlatform } from "./samples";

describe("the platform's credentials", () => {
  it("are the thirty of the vendor's template in eleven groups", () => {
    const names = Object.keys(PLATFORM_CREDENTIALS);
    expect(names).toHaveLength(30);
    expect(new Set(names.map((name) => name.split(".")[0])).size).toBe(11);
  });
});

describe("Private Mendix Platform on AWS", () => {
  const synthesized = synthesizePlatform(platform());

  it("has one nested document in which unused keys are empty", () => {
    const [version] = resourcesOf(synthesized, "aws_secretsmanager_secret_version");
    expect(resourcesOf(synthesized, "aws_secretsmanager_secret_version")).toHaveLength(1);
    expect(version).toMatchObject({
      secret_string_wo: expect.stringContaining('"Email" = {"SMTPPassword" = var.pmp_email_smtp_password}') as string,
    });
    expect(version).toMatchObject({
      secret_string_wo: expect.stringContaining('"GitlabAdminPAT" = var.pmp_vcs_gitlab_admin_pat') as string,
    });
    expect(version).toMatchObject({
      secret_string_wo: expect.stringContaining('"BitbucketAdminPassword" = ""') as string,
    });
  });

  it("rewrites it by the keys and revisions, never by a value", () => {
    const [version] = resourcesOf(synthesized, "aws_secretsmanager_secret_version");
    expect(version?.["secret_string_wo_version"]).toContain('"Email.SMTPPassword" = "2"');
    expect(version?.["secret_string_wo_version"]).not.toContain("var.");
  });

  it("has a role that reads this one secret, not PMP-* of every account", () => {
    const [policy] = resourcesOf(synthesized, "aws_iam_role_policy");
    expect(JSON.parse(String(policy?.["policy"]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ReadSecrets",
          Effect: "Allow",
          Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
          Resource: [`arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:prod/platform/pmp-??????`],
        },
      ],
    });
  });

  it("pins the subject in the role's trust", () => {
    const [role] = resourcesOf(synthesized, "aws_iam_role");
    expect(JSON.parse(String(role?.["assume_role_policy"]))).toMatchObject({
      Statement: [{ Condition: { StringEquals: { [`${ISSUER}:sub`]: "system:serviceaccount:platform:pmp" } } }],
    });
  });

  it("puts the role on the ServiceAccount, and makes no other Kubernetes object", () => {
    expect(describePlatform(platform()).objects).toEqual([
      {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: {
          name: "pmp",
          namespace: "platform",
          annotations: {
            "privatecloud.mendix.com/environment-account": "true",
            "eks.amazonaws.com/role-arn": `arn:aws:iam::${ACCOUNT}:role/prod-platform-pmp`,
          },
        },
      },
    ]);
  });

  it("says what a person enters in the admin panel, and opens no tokens to the namespace: EKS brings one along", () => {
    const { steps, operatorConfiguration } = describePlatform(platform());
    expect(steps.find(({ as }) => as === "in the platform's admin panel")?.does).toBe(
      "For each of these credentials select AWS Secrets Manager and enter the name of the secret prod/platform/pmp: Email.SMTPPassword, VCS.GitlabAdminPAT.",
    );
    expect(operatorConfiguration).toBeUndefined();
  });

  it("tells the panel of what somebody else's document holds, and of nothing else", () => {
    const document = "PMP-Production-Credentials";
    const { steps, problems } = describePlatform({
      ...BASES.aws,
      document,
      documentHolds: ["Email.SMTPPassword", "Maia.ApiKey"],
    });
    expect(problems).toEqual([]);
    expect(steps.find(({ as }) => as === "in the platform's admin panel")?.does).toMatch(
      /: Email\.SMTPPassword, Maia\.ApiKey\.$/,
    );
  });

  it("takes credentials of a newer platform by a prop of their own, and slips nowhere", () => {
    const secret = SecretValue.fromVariable();
    const problemsOf = (changes: Partial<PrivatePlatformSecretStoreProps>) =>
      describePlatform(platform(changes)).problems.map(({ code, prop }) => `${code} ${prop}`);
    const newer = describePlatform(platform({ otherCredentials: { "Maia.ApiKey": secret } }));
    expect(newer.problems).toEqual([]);
    expect(newer.variables.map(({ key }) => key)).toContain("Maia.ApiKey");
    for (const slip of ["Email.SMTPPasword", "Email.SMTPPassword", "maia.ApiKey", "Maia"]) {
      expect(problemsOf({ otherCredentials: { [slip]: secret } })).toEqual([
        `MX-PLATFORM-CREDENTIAL otherCredentials["${slip}"]`,
      ]);
    }
    expect(problemsOf({ documentHolds: ["Email.SMTPPassword"] })).toContain("MX-PLATFORM-DOCUMENT documentHolds");
  });

  it("reads a document that somebody else writes, and makes none", () => {
    const external = synthesizePlatform({ ...BASES.aws, document: "PMP-Production-Credentials" });
    expect(resourcesOf(external, "aws_secretsmanager_secret")).toEqual([]);
    expect(String(resourcesOf(external, "aws_iam_role_policy")[0]?.["policy"])).toContain(
      "PMP-Production-Credentials-??????",
    );
    expect(external.variable).toBeUndefined();
  });
});

describe("a wrong declaration of the platform", () => {
  const misspelt = {
    "Vcs.GitlabAdminPat": SecretValue.fromVariable(),
  } as PrivatePlatformSecretStoreProps["credentials"];
  const plain = { "Email.SMTPPassword": "hunter2" } as unknown as PrivatePlatformSecretStoreProps["credentials"];

  it.each([
    [
      "a misspelt credential",
      platform({ credentials: misspelt ?? {} }),
      "MX-PLATFORM-CREDENTIAL",
      "Did you mean VCS.GitlabAdminPAT?",
    ],
    ["a plain text", platform({ credentials: plain ?? {} }), "MX-SECRET-PLAIN", "plain string"],
    [
      "a generated value",
      platform({ credentials: { "Email.SMTPPassword": SecretValue.generated() } }),
      "MX-SECRET-GENERATED",
      "rewritten whole",
    ],
    [
      "one external value",
      platform({ credentials: { "Email.SMTPPassword": SecretValue.external() } }),
      "MX-PLATFORM-DOCUMENT",
      "somebody else's",
    ],
    ["no credential at all", BASES.aws, "MX-PLATFORM-DOCUMENT", "No credential"],
    ["credentials and a document", platform({ document: "PMP" }), "MX-PLATFORM-DOCUMENT", "beside a document"],
    [
      "a store that the platform can't read",
      platform({ store: new KubernetesSecret() }),
      "MX-PLATFORM-STORE",
      "can't read",
    ],
    [
      "a layout, where there is one document",
      platform({ store: new AwsSecretsManager({ layout: StoreLayout.DOCUMENT }) }),
      "MX-PLATFORM-STORE",
      "layout can't be used",
    ],
  ])("is refused for %s", (_what, props, code, message) => {
    const problem = describePlatform(props).problems.find((candidate) => candidate.code === code);
    expect(problem?.message).toContain(message);
    expect(JSON.stringify(describePlatform(props).problems)).not.toContain("hunter2");
  });
});
