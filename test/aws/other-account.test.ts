import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { parse } from "yaml";
import {
  AwsSecretsManager,
  Delivery,
  describeEnvironment,
  ExternalSecret,
  Irsa,
  MendixSecretStoreEnvironment,
  PodIdentity,
  SecretValue,
  type AwsSecretsManagerProps,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { AwsGrant } from "../../lib/core/grant";
import { synthesisProblems } from "../support/problems";
import { sample } from "../support/samples";
import { problemOf, problemsOf, resourcesOf, synthesizeStack, type Synthesized } from "../support/synthesize";

const CENTRAL = "444455556666";
const ROLE = "arn:aws:iam::111122223333:role/prod-mendix-orders";
const KEY = `arn:aws:kms:eu-west-1:${CENTRAL}:key/1`;
const arn = (name: string, region = "eu-west-1") => `arn:aws:secretsmanager:${region}:${CENTRAL}:secret:${name}`;

const READER = {
  Sid: "PodOfAnotherAccount",
  Effect: "Allow",
  Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Resource: ["*"],
  Condition: { ArnEquals: { "aws:PrincipalArn": ROLE } },
};

/** A stack with a provider of each account, and the secrets in the central one. */
function centralStack(
  given: AwsSecretsManagerProps = {},
  changes: Partial<MendixSecretStoreEnvironmentProps> = {},
): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AwsProvider(stack, "aws", { region: "eu-west-1", allowedAccountIds: ["111122223333"] });
  const provider = new AwsProvider(stack, "central", {
    alias: "central",
    region: "eu-west-1",
    assumeRole: [{ roleArn: `arn:aws:iam::${CENTRAL}:role/deployer` }],
  });
  const store = new AwsSecretsManager({ account: CENTRAL, kmsKeyArn: KEY, provider, ...given });
  new MendixSecretStoreEnvironment(stack, "environment", sample({ store, ...changes }));
  return stack;
}

function objectsOf(synthesized: Synthesized): readonly Record<string, unknown>[] {
  const classes = resourcesOf(synthesized, "kubernetes_manifest")
    .map(({ manifest }) => manifest as { kind: string; spec: { parameters: { objects: string } } })
    .filter(({ kind }) => kind === "SecretProviderClass");
  return parse(classes[0]?.spec.parameters.objects ?? "") as Record<string, unknown>[];
}

describe("secrets in another account", () => {
  it("are made there, with a policy that lets in this role alone", () => {
    const synthesized = synthesizeStack(centralStack());
    const secrets = resourcesOf(synthesized, "aws_secretsmanager_secret");
    expect(secrets).toHaveLength(2);
    for (const secret of secrets) {
      expect(secret).toMatchObject({ provider: "aws.central", kms_key_id: KEY });
      expect(JSON.parse(String(secret["policy"]))).toEqual({ Version: "2012-10-17", Statement: [READER] });
    }
    expect(resourcesOf(synthesized, "aws_iam_role").map(({ provider }) => provider)).toEqual([undefined]);
    expect(JSON.stringify(resourcesOf(synthesized, "aws_iam_role_policy"))).toContain(arn("prod/mendix/orders-??????"));
  });

  it("are mounted by the complete ARN that the apply makes known", () => {
    const [settings, password] = objectsOf(synthesizeStack(centralStack()));
    expect(settings?.["objectName"]).toMatch(/^\$\{aws_secretsmanager_secret\.\w*settings\w*\.arn\}$/);
    expect(password?.["objectName"]).toMatch(/^\$\{aws_secretsmanager_secret\.\w*database-password\w*\.arn\}$/);
    expect(settings).not.toHaveProperty("objectType");
  });

  it("have a replica for the failover under the same ARN in its region, which the policy names too", () => {
    const replicas = [{ region: "eu-central-1", kmsKeyArn: `arn:aws:kms:eu-central-1:${CENTRAL}:key/2` }];
    const [settings] = objectsOf(synthesizeStack(centralStack({ replicas, failoverRegion: "eu-central-1" })));
    const { objectName } = settings?.["failoverObject"] as { objectName: string };
    expect(objectName).toMatch(
      /^arn:aws:secretsmanager:eu-central-1:444455556666:secret:\$\{substr\(.*\.arn, 53, -1\)\}$/,
    );
    expect(arn("").length).toBe(53);
  });

  it("need the step of the key's owner, and no other", () => {
    const props = sample({ store: new AwsSecretsManager({ account: CENTRAL, kmsKeyArn: KEY }) });
    const { steps } = describeEnvironment(props);
    const [step] = steps.filter(({ as }) => as === "as the owner of the key");
    expect(step?.does).toMatch(new RegExp(`^Add to the policy of the key ${KEY}: \\{`));
    expect(JSON.parse(step?.does.replace(/^[^{]*/, "") ?? "")).toEqual({
      ...READER,
      Action: ["kms:Decrypt"],
      Condition: {
        ...READER.Condition,
        StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" },
      },
    });
    expect(steps.filter(({ as }) => as === "as the owner of the secret")).toEqual([]);
  });

  it("are refused without a customer managed key, in the failover region as well", () => {
    expect(problemsOf(sample({ store: new AwsSecretsManager({ account: CENTRAL }) }))).toEqual([
      "MX-AWS-KMS store.kmsKeyArn",
    ]);
    const replicated = { account: CENTRAL, kmsKeyArn: KEY, failoverRegion: "eu-central-1" };
    const store = new AwsSecretsManager({ ...replicated, replicas: [{ region: "eu-central-1" }] });
    expect(problemsOf(sample({ store }))).toEqual(["MX-AWS-KMS store.replicas[0].kmsKeyArn"]);
  });

  it("keep a resource policy of the user's, with the statement added", () => {
    const own = { Sid: "Admin", Effect: "Deny", Action: "*", Resource: "*", Principal: "*" };
    const given = { resourcePolicy: JSON.stringify({ Version: "2012-10-17", Statement: own }) };
    const [secret] = resourcesOf(synthesizeStack(centralStack(given)), "aws_secretsmanager_secret");
    expect(JSON.parse(String(secret?.["policy"]))).toMatchObject({ Statement: [own, READER] });
  });

  it("are refused where one provider would make role and secrets", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    const store = new AwsSecretsManager({ account: CENTRAL, kmsKeyArn: KEY });
    new MendixSecretStoreEnvironment(stack, "environment", sample({ store }));
    expect(synthesisProblems(stack)).toMatchObject([
      {
        code: "MX-PLACE",
        prop: "store.account",
        message: `One aws provider would make the secrets in the account "${CENTRAL}" and the role in "111122223333", and it acts in one of them.`,
      },
    ]);
  });

  it.each([
    ["by its account ids", { allowedAccountIds: ["777788889999"] }],
    ["by the role it assumes", { assumeRole: [{ roleArn: "arn:aws:iam::777788889999:role/deployer" }] }],
  ])("are refused where their provider acts in a third account, %s", (_, config) => {
    const stack = new TerraformStack(Testing.app(), "stack");
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    const provider = new AwsProvider(stack, "other", { alias: "other", region: "eu-west-1", ...config });
    const store = new AwsSecretsManager({ account: CENTRAL, kmsKeyArn: KEY, provider });
    new MendixSecretStoreEnvironment(stack, "environment", sample({ store }));
    const [problem] = synthesisProblems(stack);
    expect(problem).toMatchObject({ code: "MX-PLACE", prop: "store.account" });
    expect(problem?.message).toContain('aws.other acts in the account "777788889999"');
  });

  it("are named in manifests by the ARNs of the first apply", () => {
    const delivery = Delivery.manifests({ directory: "manifests" });
    const place = { account: CENTRAL, kmsKeyArn: KEY };
    const unknown = sample({ store: new AwsSecretsManager(place), delivery });
    expect(new Set(problemsOf(unknown))).toEqual(new Set(["MX-MANIFEST-UNKNOWN delivery"]));
    const arns = ["prod/mendix/orders-AbC123", "prod/mendix/orders/database-password-DeF456"].map((name) => arn(name));
    const { mount, problems } = describeEnvironment(
      sample({ store: new AwsSecretsManager({ ...place, arns }), delivery }),
    );
    expect(problems).toEqual([]);
    const text = mount.kind === "SecretProviderClass" ? String(mount.parameters["objects"]) : "";
    expect((parse(text) as { objectName: string }[]).map(({ objectName }) => objectName)).toEqual(arns);
  });

  it("are what External Secrets Operator's own identity reads by name", () => {
    const inner = new AwsSecretsManager({ account: CENTRAL });
    const store = new ExternalSecret({ store: inner, secretStore: "central" });
    expect(problemsOf(sample({ store }))).toEqual([]);
  });
});

describe("an existing secret in another account", () => {
  const existing = (secret: string, rest: AwsSecretsManagerProps = {}) =>
    sample({ store: new AwsSecretsManager({ existing: [{ secret, keys: ["mx-const-A.B"] }], ...rest }) });

  it("is read with the steps of its owners", () => {
    const { steps, problems, grants } = describeEnvironment(existing(arn("shared-AbC123"), { decryptWith: [KEY] }));
    expect(problems).toEqual([]);
    const owners = steps.filter(({ as }) => /owner of the (secret|key)/.test(as)).map(({ does }) => does);
    expect(owners).toEqual([
      `Add to the resource policy of ${arn("shared-AbC123")}: ${JSON.stringify(READER)}`,
      expect.stringContaining(`Add to the policy of the key ${KEY}: {`),
    ]);
    const decrypt = grants.find((grant) => grant instanceof AwsGrant && grant.purpose === "encryption");
    expect(decrypt).toMatchObject({ resources: [KEY] });
  });

  it("is refused without its key, and by anything but its complete ARN", () => {
    expect(problemOf(existing(arn("shared-AbC123")))).toMatchObject({ code: "MX-AWS-KMS", prop: "store.decryptWith" });
    const partial = existing(arn("shared"), { decryptWith: [KEY] });
    expect(problemOf(partial)).toMatchObject({ code: "MX-AWS-SECRET-NAME", prop: "store.existing" });
    const managed = SecretValue.external({ entry: arn("rds!db-6f9619ff-AbC123"), property: "password" });
    expect(problemsOf(sample({ adminPassword: managed }))).toEqual(["MX-AWS-KMS store.decryptWith"]);
  });

  it("has a failover by the ARN of its replica, in the class and in the policy", () => {
    const own = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shared-AbC123";
    const there = own.replace("eu-west-1", "eu-central-1");
    const props = existing(own, { replicas: [{ region: "eu-central-1" }], failoverRegion: "eu-central-1" });
    const { mount, grants } = describeEnvironment(props);
    const text = mount.kind === "SecretProviderClass" ? String(mount.parameters["objects"]) : "";
    const objects = parse(text) as { objectName: string; failoverObject: object }[];
    expect(objects.find(({ objectName }) => objectName === own)?.failoverObject).toEqual({ objectName: there });
    const read = grants.find((grant) => grant instanceof AwsGrant && grant.purpose === "secret-store");
    const named = read instanceof AwsGrant ? read.resources : [];
    expect(named.filter((resource) => resource.includes("shared"))).toEqual([own, there]);
  });
});

describe("a role of another account", () => {
  const roleArn = `arn:aws:iam::${CENTRAL}:role/orders`;

  it("trusts the OIDC provider of its own account, which a step makes", () => {
    const { steps } = describeEnvironment(sample({ identity: Irsa.fromExistingRole({ roleArn }) }));
    const trust = steps.find(({ does }) => does.startsWith("Let orders trust the pod"));
    expect(trust?.does).toContain(`arn:aws:iam::${CENTRAL}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC`);
    expect(steps.find(({ as }) => as === `as an administrator of the account ${CENTRAL}`)).toMatchObject({
      command: true,
      does: "aws iam create-open-id-connect-provider --url https://oidc.eks.eu-west-1.amazonaws.com/id/ABC --client-id-list sts.amazonaws.com",
    });
  });

  it("reads the cluster's account as another one, and is changed by a provider of its own", () => {
    const key = KEY.replace(CENTRAL, "111122223333");
    const stack = new TerraformStack(Testing.app(), "stack");
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    const provider = new AwsProvider(stack, "roles", { alias: "roles", region: "eu-west-1" });
    const identity = Irsa.fromExistingRole({ roleArn, mutable: true, provider });
    const store = new AwsSecretsManager({ kmsKeyArn: key });
    new MendixSecretStoreEnvironment(stack, "environment", sample({ identity, store }));
    const synthesized = synthesizeStack(stack);
    const policies = resourcesOf(synthesized, "aws_iam_role_policy");
    expect(new Set(policies.map((policy) => policy["provider"]))).toEqual(new Set(["aws.roles"]));
    expect(JSON.stringify(resourcesOf(synthesized, "aws_secretsmanager_secret"))).toContain(`iam::${CENTRAL}:root`);
    const without = Irsa.fromExistingRole({ roleArn, mutable: true });
    const shared = new TerraformStack(Testing.app(), "shared");
    new AwsProvider(shared, "aws", { region: "eu-west-1" });
    new MendixSecretStoreEnvironment(shared, "environment", sample({ identity: without, store }));
    expect(synthesisProblems(shared)).toMatchObject([{ code: "MX-PLACE", prop: "store.region" }]);
  });

  it("is none that EKS Pod Identity associates", () => {
    const identity = PodIdentity.fromExistingRole({ roleArn, undocumentedRuntimeAccess: true });
    const store = new AwsSecretsManager({ kmsKeyArn: KEY });
    expect(problemsOf(sample({ identity, store }))).toEqual(["MX-POD-IDENTITY identity.roleArn"]);
  });
});
