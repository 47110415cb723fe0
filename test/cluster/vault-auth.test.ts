import { Cluster, SecretValue, VaultAuth, VaultLogin, type VaultAuthProps } from "../../lib";
import { resourcesOf } from "../support/synthesize";
import { cluster, PEM, problemsOfPart, synthesizePart } from "./vault-parts";

const OUTSIDE = { kubernetesHost: "https://api.prod.example.com:6443", kubernetesCaCert: PEM };
const synthesizeAuth = (props: Partial<VaultAuthProps> = {}) =>
  synthesizePart((stack) => new VaultAuth(stack, "auth", { cluster, ...props }));

describe("VaultAuth", () => {
  test("lets a Vault in the cluster review with its own ServiceAccount", () => {
    const { part, ...synthesized } = synthesizeAuth();
    expect(resourcesOf(synthesized, "vault_auth_backend")).toEqual([{ type: "kubernetes", path: "kubernetes" }]);
    expect(resourcesOf(synthesized, "vault_kubernetes_auth_backend_config")).toEqual([
      {
        backend: expect.stringMatching(/^\$\{vault_auth_backend\..*\.path\}$/),
        kubernetes_host: "https://kubernetes.default.svc",
        disable_local_ca_jwt: false,
      },
    ]);
    expect(part.steps.map(({ does }) => does)).toEqual([
      "kubectl create clusterrolebinding vault-auth-delegator --clusterrole=system:auth-delegator --serviceaccount=vault:vault",
    ]);
  });

  test("takes every choice of a Vault outside that has a reviewer's token, which is never in the state", () => {
    const { variable, terraform, ...synthesized } = synthesizeAuth({
      ...OUTSIDE,
      login: VaultLogin.REVIEWER_TOKEN,
      mount: "kubernetes/prod",
      namespace: "acme",
      reviewerToken: SecretValue.fromVariable({ revision: 3 }),
    });
    expect(resourcesOf(synthesized, "vault_auth_backend")).toEqual([
      { type: "kubernetes", path: "kubernetes/prod", namespace: "acme" },
    ]);
    expect(resourcesOf(synthesized, "vault_kubernetes_auth_backend_config")).toEqual([
      {
        namespace: "acme",
        backend: expect.stringContaining("vault_auth_backend"),
        kubernetes_host: "https://api.prod.example.com:6443",
        kubernetes_ca_cert: PEM,
        disable_local_ca_jwt: true,
        token_reviewer_jwt_wo: "${var.prod_vault_reviewer_token}",
        token_reviewer_jwt_wo_version: 3,
      },
    ]);
    expect(variable).toMatchObject({ prod_vault_reviewer_token: { ephemeral: true, sensitive: true } });
    expect(terraform).toMatchObject({ required_providers: { vault: { version: ">= 5.7.0, < 6.0.0" } } });
  });

  test("lets the pod's token review itself where Vault has none", () => {
    const { part, ...synthesized } = synthesizeAuth({ ...OUTSIDE, login: VaultLogin.SELF_REVIEW });
    expect(resourcesOf(synthesized, "vault_kubernetes_auth_backend_config")).toMatchObject([
      { disable_local_ca_jwt: true },
    ]);
    expect(part.steps[0]?.does).toContain("--group=system:serviceaccounts:NAMESPACE");
  });

  test("configures an auth method that is mounted already", () => {
    const { part, ...synthesized } = synthesizeAuth({ existingMount: true, mount: "k8s" });
    expect(part.warnings).toEqual([]);
    expect(resourcesOf(synthesized, "vault_auth_backend")).toEqual([]);
    expect(resourcesOf(synthesized, "vault_kubernetes_auth_backend_config")).toMatchObject([{ backend: "k8s" }]);
  });

  test.each<readonly [string, Partial<VaultAuthProps>, object]>([
    ["through the issuer", { issuerCaCert: PEM }, { oidc_discovery_url: cluster.issuer, oidc_discovery_ca_pem: PEM }],
    [
      "at a URL of their own",
      { jwksUrl: "https://api.prod.example.com/openid/v1/jwks", issuerCaCert: PEM },
      { jwks_url: "https://api.prod.example.com/openid/v1/jwks", jwks_ca_pem: PEM },
    ],
    ["in the declaration", { publicKeys: [PEM] }, { jwt_validation_pubkeys: [PEM] }],
  ])("finds the keys of the jwt method %s, and pins the issuer", (_where, props, expected) => {
    const synthesized = synthesizeAuth({ login: VaultLogin.JWT, ...props });
    expect(resourcesOf(synthesized, "vault_jwt_auth_backend")).toEqual([
      { path: "jwt", type: "jwt", bound_issuer: "https://issuer.example.com", ...expected },
    ]);
  });
});

describe("VaultAuth is refused", () => {
  const jwt = { login: VaultLogin.JWT };
  test.each<readonly [string, Partial<VaultAuthProps>, string, string]>([
    ["with auth/ in its mount", { mount: "auth/x" }, "MX-VAULT-MOUNT mount", '"x"'],
    ["with a namespace that is none", { namespace: "/a" }, "MX-VAULT-NAMESPACE namespace", "acme"],
    [
      "without the API server's address, outside",
      { login: VaultLogin.SELF_REVIEW, kubernetesCaCert: PEM },
      "MX-VAULT-LOGIN kubernetesHost",
      'kubernetesHost: "https://',
    ],
    [
      "without the API server's CA, outside",
      { login: VaultLogin.SELF_REVIEW, kubernetesHost: "https://api" },
      "MX-VAULT-LOGIN kubernetesCaCert",
      "readFileSync",
    ],
    [
      "without the reviewer's token",
      { ...OUTSIDE, login: VaultLogin.REVIEWER_TOKEN },
      "MX-VAULT-LOGIN reviewerToken",
      "SecretValue.fromVariable()",
    ],
    [
      "with a reviewer's token that Terraform does not have",
      { ...OUTSIDE, login: VaultLogin.REVIEWER_TOKEN, reviewerToken: SecretValue.external() },
      "MX-VAULT-LOGIN reviewerToken",
      "SecretValue.fromVariable()",
    ],
    [
      "with a reviewer's token as plain text",
      { ...OUTSIDE, login: VaultLogin.REVIEWER_TOKEN, reviewerToken: "canary" as unknown as SecretValue },
      "MX-SECRET-PLAIN reviewerToken",
      "SecretValue.fromVariable()",
    ],
    [
      "with a token that its login does not use",
      { reviewerToken: SecretValue.fromVariable() },
      "MX-VAULT-LOGIN reviewerToken",
      "Take reviewerToken out",
    ],
    ["with an API server without TLS", { kubernetesHost: "http://api" }, "MX-VAULT-LOGIN kubernetesHost", "https://"],
    ["with a CA that is a path", { kubernetesCaCert: "ca.crt" }, "MX-VAULT-LOGIN kubernetesCaCert", "readFileSync"],
    [
      "with a private key",
      { kubernetesCaCert: "-----BEGIN PRIVATE KEY-----" },
      "MX-SECRET-PLAIN kubernetesCaCert",
      "only",
    ],
    [
      "without an issuer",
      { ...jwt, cluster: Cluster.other({ name: "prod" }) },
      "MX-VAULT-LOGIN cluster.issuer",
      "issuer:",
    ],
    [
      "with two sources of keys",
      { ...jwt, jwksUrl: "https://x/jwks", publicKeys: [PEM] },
      "MX-VAULT-LOGIN publicKeys",
      "Take one",
    ],
    ["with keys from http", { ...jwt, jwksUrl: "http://x/jwks" }, "MX-VAULT-LOGIN jwksUrl", "https://"],
    ["with a jwt mount that is there", { ...jwt, existingMount: true }, "MX-VAULT-LOGIN existingMount", "import"],
  ])("%s", (_what, props, expected, fix) => {
    const problems = problemsOfPart((stack) => new VaultAuth(stack, "auth", { cluster, ...props }));
    expect(problems.map(({ code, prop }) => `${code} ${prop}`)).toEqual([expected]);
    expect(problems[0]).toMatchObject({ environment: "prod-vault", fix: expect.stringContaining(fix) });
    expect(JSON.stringify(problems)).not.toContain("canary");
  });

  test("twice at one mount", () => {
    const problems = problemsOfPart((stack) => {
      new VaultAuth(stack, "one", { cluster });
      new VaultAuth(stack, "two", { cluster: Cluster.other({ name: "test" }) });
    });
    expect(problems).toMatchObject([{ code: "MX-COLLISION", environment: "test-vault", prop: "mount" }]);
  });
});

test.each([
  ["no cluster", {}, "MX-PROP cluster"],
  ["a cluster's name", { cluster: "prod" }, "MX-PROP cluster"],
  ["a login that is none", { cluster, login: "oidc" }, "MX-CHOICE login"],
])("a JavaScript caller who writes %s gets a problem, not a stack trace", (_, props, problem) => {
  const problems = problemsOfPart((stack) => new VaultAuth(stack, "auth", props as VaultAuthProps));
  expect(problems.map(({ code, prop }) => `${code} ${prop}`)).toEqual([problem]);
});
