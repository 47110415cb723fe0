import { CreateOpenIDConnectProviderCommand } from "@aws-sdk/client-iam";
import { CreateSecretCommand, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import {
  Cluster,
  Delivery,
  PLATFORM_CREDENTIALS,
  PrivatePlatformSecretStore,
  SecretValue,
  VaultAuth,
  VaultLogin,
  type PrivatePlatformSecretStoreProps,
} from "../../lib";
import { platform, platformInVault } from "../platform/samples";
import { ACCOUNT, ISSUER } from "../support/samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { ApiServer, apiServer } from "../../engines/api-server";
import { expectNoTrace } from "./support/canary";
import { MiniStack, ministack, type Credentials } from "../../engines/ministack";
import { describeWith } from "./support/missing";
import { vaultServer, VaultServer } from "../../engines/openbao";
import { changesOf, provider, terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(300_000);

const CANARY = 'Pl4tform-"q$x\\ \u00fc${file("/etc/passwd")}';
const SECRETS = { TF_VAR_pmp_email_smtp_password: CANARY, TF_VAR_pmp_vcs_gitlab_admin_pat: "token-1" };
const DUMMIES = { TF_VAR_pmp_email_smtp_password: "dummy", TF_VAR_pmp_vcs_gitlab_admin_pat: "dummy" };
const NAME = "prod/platform/pmp";

/** The vendor's template, all empty, with values at some of its paths. */
function template(values: Readonly<Record<string, string>>): Readonly<Record<string, Record<string, string>>> {
  const groups: Record<string, Record<string, string>> = {};
  for (const path of Object.keys(PLATFORM_CREDENTIALS)) {
    const [group = "", key = ""] = path.split(".");
    groups[group] = { ...groups[group], [key]: values[path] ?? "" };
  }
  return groups;
}

describeWith([terraform, provider("aws"), ministack], "the platform's credentials on AWS", () => {
  let aws: MiniStack;
  let workspace: Workspace;
  let pod: Credentials;

  function configuration(changes: Partial<PrivatePlatformSecretStoreProps> = {}): unknown {
    const stack = newStack("platform");
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    const delivery = Delivery.manifests({ directory: "manifests" });
    new PrivatePlatformSecretStore(stack, "platform", platform({ delivery, ...changes }));
    return synthesizeStack(stack);
  }

  const token = { iss: `https://${ISSUER}`, aud: "sts.amazonaws.com", sub: "system:serviceaccount:platform:pmp" };
  const assume = (claims: Readonly<Record<string, string>>) =>
    aws.assumeWithToken(`arn:aws:iam::${ACCOUNT}:role/prod-platform-pmp`, claims);
  const read = async (name: string, as?: Credentials) =>
    (await aws.secrets(as).send(new GetSecretValueCommand({ SecretId: name }))).SecretString ?? "";

  beforeAll(async () => {
    aws = await MiniStack.start(ACCOUNT);
    const oidc = { Url: `https://${ISSUER}`, ClientIDList: ["sts.amazonaws.com"], ThumbprintList: ["0".repeat(40)] };
    await aws.iam().send(new CreateOpenIDConnectProviderCommand(oidc));
    for (const Name of ["PMP-Credentials", `${NAME}-2`]) {
      await aws.secrets().send(new CreateSecretCommand({ Name, SecretString: "{}" }));
    }
    workspace = new Workspace(aws.environment);
    workspace.write(configuration());
    workspace.init();
    workspace.apply(SECRETS);
    pod = await assume(token);
  });

  afterAll(async () => {
    workspace.remove();
    await aws.stop();
  });

  it("are one document with the structure of the vendor's template", async () => {
    expect(JSON.parse(await read(NAME))).toEqual(
      template({ "Email.SMTPPassword": CANARY, "VCS.GitlabAdminPAT": "token-1" }),
    );
  });

  it("are read by the platform's pod, which is refused every other secret", async () => {
    expect(await read(NAME, pod)).toContain("token-1");
    const denied = expect.objectContaining({ name: expect.stringMatching(/AccessDenied/) as unknown }) as unknown;
    for (const name of ["PMP-Credentials", `${NAME}-2`]) await expect(read(name, pod)).rejects.toEqual(denied);
  });

  it("are not read by the pod of another ServiceAccount", async () => {
    const other = { ...token, sub: "system:serviceaccount:platform:pmp-secrets-access" };
    await expect(assume(other)).rejects.toThrow(/not authorized/i);
  });

  it("are in no plan, state or log, and plan nothing the second time, also with dummy variables", () => {
    expectNoTrace(workspace, { secret: CANARY, variables: SECRETS, control: NAME });
    expect(changesOf(workspace.plan(DUMMIES))).toEqual([]);
  });

  it("are rewritten whole by a new revision", async () => {
    const credentials = {
      "VCS.GitlabAdminPAT": SecretValue.fromVariable({ revision: 2 }),
      "Email.SMTPPassword": SecretValue.fromVariable({ revision: 2 }),
    };
    workspace.write(configuration({ credentials }));
    workspace.apply({ ...SECRETS, TF_VAR_pmp_vcs_gitlab_admin_pat: "token-2" });
    expect(JSON.parse(await read(NAME))).toEqual(
      template({ "Email.SMTPPassword": CANARY, "VCS.GitlabAdminPAT": "token-2" }),
    );
  });
});

describeWith([terraform, provider("vault"), vaultServer, apiServer], "the platform's credentials in Vault", () => {
  let kubernetes: ApiServer;
  let vault: VaultServer;
  let workspace: Workspace;

  /** The auth method and the platform in one plan: one after the other would need two stacks. */
  function configuration(): unknown {
    const stack = newStack("platform");
    new VaultProvider(stack, "vault", { address: vault.address });
    const cluster = Cluster.other({ name: "prod", issuer: kubernetes.issuer });
    const login = VaultLogin.SELF_REVIEW;
    const auth = new VaultAuth(stack, "auth", {
      cluster,
      login,
      kubernetesHost: kubernetes.url,
      kubernetesCaCert: kubernetes.caCertificate,
    });
    const delivery = Delivery.manifests({ directory: "manifests" });
    const props = platformInVault({ login, address: vault.address }, { cluster, delivery });
    new PrivatePlatformSecretStore(stack, "platform", props).node.addDependency(auth);
    return synthesizeStack(stack);
  }

  /** As the platform logs in: with the token that its pod has anyway. */
  const logIn = (name: string, audience?: string) =>
    vault.login("kubernetes", "pmp-secret-accessor-role", kubernetes.token("platform", name, audience));

  beforeAll(async () => {
    kubernetes = await ApiServer.start();
    kubernetes.createNamespace("platform");
    for (const name of ["pmp", "shop"]) kubernetes.createServiceAccount("platform", name);
    const binding = ["clusterrolebinding", "review", "--clusterrole=system:auth-delegator"];
    kubernetes.kubectl(["create", ...binding, "--group=system:serviceaccounts:platform"]);
    vault = await VaultServer.start();
    await vault.request("POST", "secret/data/prod/platform/pmp/other", { data: { other: "other" } });
    workspace = new Workspace(vault.environment);
    workspace.write(configuration());
    workspace.init();
    workspace.apply(SECRETS);
  });

  afterAll(async () => {
    workspace.remove();
    await vault.stop();
    await kubernetes.stop();
  });

  it("are one flat document with dotted keys", async () => {
    expect(await vault.entry(NAME)).toEqual({ "Email.SMTPPassword": CANARY, "VCS.GitlabAdminPAT": "token-1" });
  });

  it("are read with the token that the pod has anyway, and nothing else is", async () => {
    const { token } = await logIn("pmp");
    const status = async (method: string, path: string) => (await vault.request(method, path, undefined, token)).status;
    expect(await status("GET", `secret/data/${NAME}`)).toBe(200);
    expect(await status("GET", `secret/data/${NAME}/other`)).toBe(403);
    expect(await status("GET", `secret/metadata/${NAME}`)).toBe(403);
    expect(await status("LIST", "secret/metadata/prod/platform")).toBe(403);
    expect(await status("DELETE", `secret/data/${NAME}`)).toBe(403);
  });

  it.each([
    ["of another ServiceAccount", "shop", undefined],
    ["for Vault alone, which the pod does not have", "pmp", "vault"],
  ])("are not read with a token %s", async (_whose, name, audience) => {
    const response = await logIn(name, audience);
    expect(response.token).toBe("");
    expect(response.status).toBeGreaterThanOrEqual(400);
  });

  it("leave no trace in plan, state and log, and nothing to plan a second time", () => {
    expectNoTrace(workspace, { secret: CANARY, variables: SECRETS, control: NAME });
    expect(changesOf(workspace.plan(DUMMIES))).toEqual([]);
  });
});
