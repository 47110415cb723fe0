import { refusing } from "../support/placeholder";
import { Cluster, describePlatform, Vault, VaultLogin } from "../../lib";
import { eks } from "../support/samples";
import { expectValidArguments } from "../support/schema-check";
import { resourcesOf } from "../support/synthesize";
import { BASES, platformInVault, synthesizePlatform } from "./samples";

const audienceOf = (props: Parameters<typeof synthesizePlatform>[0]) =>
  resourcesOf(synthesizePlatform(props), "vault_kubernetes_auth_backend_role")[0]?.["audience"];

describe("Private Mendix Platform with Vault", () => {
  const props = platformInVault();
  const blueprint = describePlatform(props);
  const synthesized = synthesizePlatform(props);

  it("has one flat document with dotted keys, and nothing of what is not used", () => {
    expect(resourcesOf(synthesized, "vault_kv_secret_v2")).toEqual([
      {
        data_json_wo: refusing(
          ["pmp_email_smtp_password", "pmp_vcs_gitlab_admin_pat"],
          '"a variable holds the placeholder: export the real values"',
          'jsonencode({"Email.SMTPPassword" = var.pmp_email_smtp_password, "VCS.GitlabAdminPAT" = var.pmp_vcs_gitlab_admin_pat})',
        ),
        data_json_wo_version: expect.anything() as unknown,
        lifecycle: { create_before_destroy: true, ignore_changes: ["delete_all_versions"] },
        mount: "secret",
        name: "prod/platform/pmp",
      },
    ]);
    expectValidArguments(synthesized);
  });

  it("has a policy that reads exactly this document", () => {
    const [policy] = resourcesOf(synthesized, "vault_policy");
    expect(JSON.parse(String(policy?.["policy"]))).toEqual({
      path: { "secret/data/prod/platform/pmp": { capabilities: ["read"] } },
    });
  });

  it("has the role of the vendor's page, for one ServiceAccount and the audience of its own token", () => {
    expect(resourcesOf(synthesized, "vault_kubernetes_auth_backend_role")).toEqual([
      {
        alias_name_source: "serviceaccount_uid",
        audience: "https://kubernetes.default.svc.cluster.local",
        backend: "kubernetes",
        bound_service_account_names: ["pmp"],
        bound_service_account_namespaces: ["platform"],
        lifecycle: { create_before_destroy: true },
        role_name: "pmp-secret-accessor-role",
        token_max_ttl: 86400,
        token_policies: ["${vault_policy.platform_store_policy_7CEA330F.name}"],
        token_ttl: 86400,
      },
    ]);
  });

  it("mounts nothing: the ServiceAccount is the only object", () => {
    expect(blueprint.mount).toEqual({ kind: "none" });
    expect(blueprint.objects).toEqual([
      {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: {
          name: "pmp",
          namespace: "platform",
          annotations: { "privatecloud.mendix.com/environment-account": "true" },
        },
      },
    ]);
    expect(blueprint.gates).toEqual([]);
  });

  it("says the URL that a person enters in the admin panel", () => {
    expect(blueprint.steps.find(({ as }) => as === "in the platform's admin panel")?.does).toBe(
      "For each of these credentials select Vault and enter the URL https://vault.example.com:8200/secret/prod/platform/pmp: Email.SMTPPassword, VCS.GitlabAdminPAT.",
    );
    expect(blueprint.operatorConfiguration?.["spec"]).toEqual({ runtimeAutomountServiceAccountToken: true });
  });

  it("takes the audience that the tokens of EKS have, which is not the issuer", () => {
    expect(audienceOf(platformInVault({}, { cluster: eks }))).toBe("https://kubernetes.default.svc");
  });

  it("takes another audience, role, mount and lifetime where they are said", () => {
    const options = {
      audience: "https://api.example.com",
      roleName: "pmp",
      authMount: "kubernetes/prod",
      mount: "pmp-prod",
      path: "admin",
      tokenTtlInSeconds: 3600,
    };
    const other = platformInVault({ ...options, login: VaultLogin.SELF_REVIEW });
    expect(resourcesOf(synthesizePlatform(other), "vault_kubernetes_auth_backend_role")).toMatchObject([
      {
        audience: "https://api.example.com",
        backend: "kubernetes/prod",
        role_name: "pmp",
        token_ttl: 3600,
        token_max_ttl: 3600,
      },
    ]);
    expect(describePlatform(other).steps.map(({ does }) => does)).toContainEqual(
      expect.stringContaining("the URL https://vault.example.com:8200/pmp-prod/admin:"),
    );
  });

  it("reads a document that somebody else writes, and makes none", () => {
    const external = { ...BASES.vault, document: "admin" };
    const made = synthesizePlatform(external);
    expect(resourcesOf(made, "vault_kv_secret_v2")).toEqual([]);
    expect(JSON.parse(String(resourcesOf(made, "vault_policy")[0]?.["policy"]))).toEqual({
      path: { "secret/data/admin": { capabilities: ["read"] } },
    });
    expect(describePlatform(external).steps.map(({ does }) => does)).toContainEqual(
      expect.stringContaining("the URL https://vault.example.com:8200/secret/admin:"),
    );
  });

  it("says what somebody else's role has to be", () => {
    const steps = describePlatform(
      platformInVault({ existingRole: "platform", audience: "https://kubernetes.default.svc.cluster.local" }),
    ).steps.filter(({ as }) => as === "as the administrator of Vault");
    expect(steps[1]?.does).toMatch(
      /^vault write auth\/kubernetes\/role\/platform bound_service_account_names="\$\(.*echo pmp; .*audience=https:\/\/kubernetes\.default\.svc\.cluster\.local token_policies="\$\(.*echo prod\.platform\.pmp; /,
    );
  });
});

describe("a platform with Vault", () => {
  const unknown = { cluster: Cluster.other({ name: "prod" }) };

  it.each([
    ["no address", { ...platformInVault(), store: new Vault() }, "MX-VAULT-ADDRESS store.address"],
    ["an audience of Vault's own", platformInVault({ audience: "vault" }), "MX-VAULT-AUDIENCE store.audience"],
    ["a cluster whose audience is not known", platformInVault({}, unknown), "MX-VAULT-AUDIENCE store.audience"],
    [
      "a login that the platform does not know",
      platformInVault({ login: VaultLogin.JWT }),
      "MX-VAULT-LOGIN store.login",
    ],
    ["a namespace", platformInVault({ namespace: "acme" }), "MX-PLATFORM-STORE store.namespace"],
    [
      "a CA in the CSI provider's pod",
      platformInVault({ tls: { caCertPath: "/ca.crt" } }),
      "MX-PLATFORM-STORE store.tls",
    ],
    ["a path of Vault's API", { ...BASES.vault, document: "/kv/data/admin" }, "MX-VAULT-PATH document"],
  ])("is refused for %s", (_what, props, expected) => {
    expect(describePlatform(props).problems.map(({ code, prop }) => `${code} ${prop}`)).toEqual([expected]);
  });
});
