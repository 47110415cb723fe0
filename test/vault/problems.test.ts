import { TerraformVariable } from "cdktf";
import { Cluster, describeEnvironment, KvVersion, SecretValue, Vault, VaultLogin, type VaultProps } from "../../lib";
import { newStack, problemOf, problemsOf } from "../support/synthesize";
import { vaultSample } from "./sample";

const token = () => new TerraformVariable(newStack(), "given", { type: "string" }).stringValue;

/** What is wrong, the one problem that it is, and what its fix says to write. */
const WRONG: readonly (readonly [what: string, props: VaultProps, problem: string, fix: string])[] = [
  ["a path with data/ typed by hand", { path: "data/orders" }, "MX-VAULT-PATH store.path", '"orders"'],
  ["a path with metadata/ typed by hand", { path: "metadata/a/b" }, "MX-VAULT-PATH store.path", '"a/b"'],
  ["a path as the API has it", { path: "secret/data/orders" }, "MX-VAULT-PATH store.path", '"orders"'],
  ["a path that begins with the mount", { path: "secret/orders" }, "MX-VAULT-PATH store.path", '"orders"'],
  ["a path with a wildcard", { path: "mendix/*" }, "MX-VAULT-PATH store.path", '"mendix/orders"'],
  ["a path with a segment wildcard", { path: "mendix/+/x" }, "MX-VAULT-PATH store.path", '"mendix/orders"'],
  ["a path that climbs", { path: "mendix/../other" }, "MX-VAULT-PATH store.path", '"mendix/orders"'],
  [
    "a path that a policy would template",
    { path: "{{identity.entity.id}}" },
    "MX-VAULT-PATH store.path",
    '"mendix/orders"',
  ],
  ["a path with a quote", { path: 'a" { capabilities = ["sudo"] }' }, "MX-VAULT-PATH store.path", '"mendix/orders"'],
  ["a path with a slash in front", { path: "/mendix" }, "MX-VAULT-PATH store.path", '"mendix/orders"'],
  ["an empty path", { path: "" }, "MX-VAULT-PATH store.path", '"mendix/orders"'],
  ["a token for a path", { path: token() }, "MX-TOKEN store.path", '"mendix/orders"'],
  ["the auth method's mount", { mount: "kubernetes" }, "MX-VAULT-MOUNT store.mount", 'mount: "secret"'],
  ["data/ typed by hand after the mount", { mount: "secret/data" }, "MX-VAULT-MOUNT store.mount", 'mount: "secret".'],
  [
    "a mount and a path in one, as the API has them",
    { mount: "secret/data/mendix" },
    "MX-VAULT-MOUNT store.mount",
    'mount: "secret" and path: "mendix"',
  ],
  ["a mount of Vault's own", { mount: "sys/raw" }, "MX-VAULT-MOUNT store.mount", 'mount: "secret"'],
  ["auth/ typed by hand", { authMount: "auth/kubernetes" }, "MX-VAULT-MOUNT store.authMount", '"kubernetes"'],
  ["upper case in the policy's name", { policyName: "Orders" }, "MX-VAULT-POLICY store.policyName", '"orders"'],
  ["the root policy", { policyName: "root" }, "MX-VAULT-POLICY store.policyName", '"mendix-orders"'],
  ["a policy's name with a slash", { policyName: "a/b" }, "MX-VAULT-POLICY store.policyName", '"mendix-orders"'],
  ["a role's name with a slash", { roleName: "a/b" }, "MX-VAULT-ROLE store.roleName", '"mendix-orders"'],
  ["a token for a role", { roleName: token() }, "MX-TOKEN store.roleName", '"mendix-orders"'],
  ["an audience on the pod's side only", { existingRole: "orders" }, "MX-VAULT-AUDIENCE store.audience", '"vault"'],
  [
    "an audience that the API server refuses to review",
    { login: VaultLogin.SELF_REVIEW, audience: "vault" },
    "MX-VAULT-AUDIENCE store.audience",
    'audience: "https://kubernetes.default.svc.cluster.local"',
  ],
  ["an empty audience", { audience: "" }, "MX-VAULT-AUDIENCE store.audience", 'audience: "vault"'],
  [
    "http to a host outside the cluster",
    { address: "http://vault.example.com:8200" },
    "MX-VAULT-ADDRESS store.address",
    '"https://vault.example.com:8200"',
  ],
  [
    "http to a host whose name only looks like a service",
    { address: "http://vault.svc.example.com" },
    "MX-VAULT-ADDRESS store.address",
    '"https://vault.svc.example.com"',
  ],
  [
    "http to an address of the network",
    { address: "http://10.0.0.1" },
    "MX-VAULT-ADDRESS store.address",
    "https://10.0.0.1",
  ],
  [
    "http to a name that is searched for",
    { address: "http://vault:8200" },
    "MX-VAULT-ADDRESS store.address",
    '"http://vault.NAMESPACE.svc:8200"',
  ],
  [
    "http to a service and namespace without .svc",
    { address: "http://vault.vault:8200" },
    "MX-VAULT-ADDRESS store.address",
    '"http://vault.vault.svc:8200"',
  ],
  [
    "http to a service without its namespace",
    { address: "http://vault.svc" },
    "MX-VAULT-ADDRESS store.address",
    '"http://vault.NAMESPACE.svc"',
  ],
  [
    "http in capitals",
    { address: "HTTP://vault.example.com" },
    "MX-VAULT-ADDRESS store.address",
    '"https://vault.example.com"',
  ],
  [
    "the braces of the vendor's page",
    { address: "http://vault.{vault}.svc.cluster.local:8200" },
    "MX-VAULT-ADDRESS store.address",
    '"http://vault.vault.svc.cluster.local:8200"',
  ],
  [
    "another placeholder",
    { address: "https://<vault>.example.com" },
    "MX-VAULT-ADDRESS store.address",
    '"https://vault.example.com"',
  ],
  ["an address without a scheme", { address: "vault:8200" }, "MX-VAULT-ADDRESS store.address", "https://"],
  ["an address with a path", { address: "https://vault/v1" }, "MX-VAULT-ADDRESS store.address", "https://"],
  ["the root namespace by name", { namespace: "root" }, "MX-VAULT-NAMESPACE store.namespace", "leave it out"],
  [
    "a namespace with a slash at its end",
    { namespace: "acme/" },
    "MX-VAULT-NAMESPACE store.namespace",
    '"acme/mendix"',
  ],
  ["a relative CA file", { tls: { caCertPath: "ca.crt" } }, "MX-VAULT-TLS store.tls.caCertPath", "/vault/tls/ca.crt"],
  [
    "a client certificate without its key",
    { tls: { clientCertPath: "/tls.crt" } },
    "MX-VAULT-TLS store.tls",
    "clientKeyPath",
  ],
  [
    "trust that is skipped",
    { tls: { caCertPath: "/ca.crt", unsafeSkipVerify: true } },
    "MX-VAULT-TLS store.tls.unsafeSkipVerify",
    "Take unsafeSkipVerify out",
  ],
  [
    "trust for an address without TLS",
    { address: "http://vault.vault.svc:8200", tls: { serverName: "vault" } },
    "MX-VAULT-TLS store.tls",
    "https",
  ],
  ["a lifetime of seconds", { tokenTtlInSeconds: 20 }, "MX-VAULT-TTL store.tokenTtlInSeconds", "1200"],
  [
    "a token that ends before it ends",
    { tokenTtlInSeconds: 600, tokenMaxTtlInSeconds: 300 },
    "MX-VAULT-TTL store.tokenMaxTtlInSeconds",
    "600",
  ],
  ["a range that is none", { boundCidrs: ["nodes"] }, "MX-VAULT-ROLE store.boundCidrs", '"10.0.0.0/16"'],
  ["a range without such a mask", { boundCidrs: ["10.0.0.0/33"] }, "MX-VAULT-ROLE store.boundCidrs", '"10.0.0.0/16"'],
  ["a login that is none", { login: "oidc" as VaultLogin }, "MX-CHOICE store.login", "in-cluster"],
  ["no version at all", { maxVersions: 0 }, "MX-VAULT-VERSIONS store.maxVersions", "maxVersions: 10"],
  [
    "options of a role that is somebody else's",
    { existingRole: "orders", audience: "vault", noDefaultPolicy: true },
    "MX-VAULT-ROLE store.noDefaultPolicy",
    "existingRole",
  ],
  [
    "an existing entry with data/ typed by hand",
    { existing: [{ path: "data/orders", keys: ["mx-const-A.B"] }] },
    "MX-VAULT-PATH store.existing[0].path",
    '"orders"',
  ],
  [
    "an existing entry in a mount that is none",
    { existing: [{ path: "orders", keys: ["mx-const-A.B"], mount: "auth/x" }] },
    "MX-VAULT-MOUNT store.existing[0].mount",
    '"x"',
  ],
  [
    "data/ after the mount of an existing entry",
    { existing: [{ path: "orders", keys: ["mx-const-A.B"], mount: "kv/data" }] },
    "MX-VAULT-MOUNT store.existing[0].mount",
    'mount: "kv"',
  ],
  [
    "an existing entry without keys",
    { existing: [{ path: "orders", keys: [] }] },
    "MX-KEY-MISSING store.existing[0].keys",
    'keys: ["database-host"]',
  ],
  [
    "an existing entry that this environment makes",
    { existing: [{ path: "prod/mendix/orders", keys: ["mx-const-A.B"] }] },
    "MX-COLLISION store.existing",
    "another name",
  ],
  [
    "a key that the Operator does not read",
    { existing: [{ path: "orders", keys: ["mx-const"] }] },
    "MX-KEY-UNKNOWN store.existing[0].keys",
    "catalogue",
  ],
];

describe("a Vault declaration is refused", () => {
  test.each(WRONG)("for %s", (_what, props, problem, fix) => {
    const { code, prop, ...text } = problemOf(vaultSample(props));
    expect(`${code} ${prop}`).toBe(problem);
    expect(text.fix).toContain(fix);
  });

  test("for an audience that nobody knows, where the token has to review itself", () => {
    const cluster = Cluster.other({ name: "prod" });
    expect(problemOf(vaultSample({ login: VaultLogin.SELF_REVIEW }, { cluster }))).toMatchObject({
      code: "MX-VAULT-AUDIENCE",
      fix: expect.stringContaining('"https://kubernetes.default.svc"'),
    });
  });

  test("without repeating credentials that its address holds", () => {
    const problem = problemOf(vaultSample({ address: "https://admin:canary@vault.example.com" }));
    expect(problem).toMatchObject({ code: "MX-VAULT-ADDRESS", prop: "store.address" });
    expect(JSON.stringify(problem)).not.toContain("canary");
  });

  test.each(["secret/data/orders", "/orders", "/sys/raw/x", "a//b", "*", "/secret/orders"])(
    "for a secret that refers to %s",
    (entry) => {
      const changes = { adminPassword: SecretValue.external({ entry }) };
      expect(problemsOf(vaultSample({}, changes))).toEqual(["MX-VAULT-PATH adminPassword"]);
    },
  );

  test.each(["http://vault.vault.svc:8200", "http://vault.vault.svc.cluster.local:8200", "http://127.0.0.1:8200"])(
    "but not for http to %s",
    (address) => expect(problemsOf(vaultSample({ address }))).toEqual([]),
  );

  test("but not for data/ in a path of version 1, which has no such part", () => {
    const existing = [{ path: "data/orders", keys: ["mx-const-A.B"], mount: "kv", kvVersion: KvVersion.V1 }];
    expect(problemsOf(vaultSample({ existing }))).toEqual([]);
  });

  test("for settings that no entry takes", () => {
    const changes = { constants: { "Shop.Terms": "x".repeat(530_000), "Shop.Title": "Welcome" } };
    expect(problemOf(vaultSample({}, changes))).toMatchObject({
      code: "MX-STORE-SIZE",
      message: expect.stringContaining("takes 524288") as string,
      fix: expect.stringContaining("mx-const-Shop.Terms is the longest") as string,
    });
  });

  test("but not for an address that Terraform knows", () => {
    expect(problemsOf(vaultSample({ address: token() }))).toEqual([]);
  });
});

test("an address in the CSI provider's own pod is said to be one", () => {
  const { warnings } = describeEnvironment(vaultSample({ address: "http://127.0.0.1:8200" }));
  expect(warnings).toEqual([
    "The CSI provider reads from http://127.0.0.1:8200, which is its own pod: a Vault elsewhere is not found there.",
  ]);
});

test("an unverified certificate is never silent", () => {
  const { warnings, problems } = describeEnvironment(vaultSample({ tls: { unsafeSkipVerify: true } }));
  expect(problems).toEqual([]);
  expect(warnings).toEqual(["The CSI provider does not verify Vault's certificate (unsafeSkipVerify)."]);
});

test("a JavaScript caller's slip is a problem, not a stack trace", () => {
  const store = new Vault({ existing: [{ path: 1 as unknown as string, keys: [] }] });
  expect(problemsOf(vaultSample({}, { store }))).toEqual(["MX-PROP store"]);
});
