import { describePlatform, PLATFORM_CREDENTIALS, SecretValue, type PlatformCredential } from "../../lib";
import { CLIENT, existingIdentity, PRINCIPAL, sharedVault, VAULT_ID, vault } from "../azure/samples";
import { refusing, tooLong } from "../support/placeholder";
import { expectValidArguments } from "../support/schema-check";
import { resourcesOf } from "../support/synthesize";
import { BASES, platformOnAzure, synthesizePlatform } from "./samples";

const external = SecretValue.external;

describe("Private Mendix Platform on Azure", () => {
  const props = platformOnAzure();
  const blueprint = describePlatform(props);
  const synthesized = synthesizePlatform(props);

  it("has a secret for each credential that is used, with a hyphen for the dot and a revision of its own", () => {
    expect(resourcesOf(synthesized, "azurerm_key_vault_secret")).toEqual([
      {
        key_vault_id: "${azurerm_key_vault.platform_store_vault_B36FEFB1.id}",
        lifecycle: { create_before_destroy: true },
        name: "Email-SMTPPassword",
        tags: { "mendix-key": "Email.SMTPPassword" },
        value_wo: refusing(["pmp_email_smtp_password"], tooLong(25_600), "var.pmp_email_smtp_password"),
        value_wo_version: 2,
      },
      {
        key_vault_id: "${azurerm_key_vault.platform_store_vault_B36FEFB1.id}",
        lifecycle: { create_before_destroy: true },
        name: "VCS-GitlabAdminPAT",
        tags: { "mendix-key": "VCS.GitlabAdminPAT" },
        value_wo: refusing(["pmp_vcs_gitlab_admin_pat"], tooLong(25_600), "var.pmp_vcs_gitlab_admin_pat"),
        value_wo_version: 1,
      },
    ]);
    expectValidArguments(synthesized);
  });

  it("reads the secrets of its vault, as this ServiceAccount alone", () => {
    expect(blueprint.grants).toEqual([
      expect.objectContaining({ cloud: "azure", role: "Key Vault Secrets User", id: "read" }),
    ]);
    expect(resourcesOf(synthesized, "azurerm_federated_identity_credential")).toMatchObject([
      { subject: "system:serviceaccount:platform:pmp" },
    ]);
  });

  it("labels the pods and gives them their token through the Operator, and makes the ServiceAccount alone", () => {
    expect(blueprint.objects.map(({ kind }) => kind)).toEqual(["ServiceAccount"]);
    expect(blueprint.operatorConfiguration?.["spec"]).toEqual({
      runtimeAutomountServiceAccountToken: true,
      customPodLabels: { general: { "azure.workload.identity/use": "true" } },
    });
    expect(blueprint.gates.map(({ gate }) => gate)).toEqual(["pod-labels"]);
  });

  it("says the vault that a person enters in the admin panel", () => {
    expect(blueprint.steps.find(({ as }) => as === "in the platform's admin panel")?.does).toBe(
      "For each of these credentials select Azure Key Vault and enter the name of the vault prod-platform-pmp: Email-SMTPPassword, VCS-GitlabAdminPAT.",
    );
  });

  it("can have all thirty, and no two of them are one secret", () => {
    const names = Object.keys(PLATFORM_CREDENTIALS) as PlatformCredential[];
    const credentials = Object.fromEntries(names.map((name) => [name, SecretValue.fromVariable()]));
    const { entries, problems } = describePlatform(platformOnAzure({ credentials }));
    expect(problems).toEqual([]);
    expect(entries.map(({ name }) => name)).toEqual([...names].sort().map((name) => name.replace(".", "-")));
  });

  it("leaves a single value to somebody else, under the name that the platform asks for", () => {
    const credentials = {
      "Email.SMTPPassword": external(),
      "VCS.GitlabAdminPAT": external({ entry: "vcs-gitlabadminpat" }),
    };
    const { entries, problems, steps } = describePlatform(platformOnAzure({ credentials }));
    expect(problems).toEqual([]);
    expect(entries.map(({ name, content }) => [name, content.kind])).toEqual([
      ["Email-SMTPPassword", "container"],
      ["vcs-gitlabadminpat", "existing"],
    ]);
    expect(steps).toContainEqual({
      as: "as the owner of the value",
      does: "Write Email.SMTPPassword into the entry Email-SMTPPassword.",
      fills: "Email.SMTPPassword",
      note: "before the app asks for it",
    });
  });

  it("reads exactly its own secrets of a shared vault, whose names have no prefix", () => {
    const shared = platformOnAzure({ store: sharedVault(), identity: existingIdentity({ mutable: true }) });
    const stack = synthesizePlatform(shared);
    expect(resourcesOf(stack, "azurerm_key_vault_secret").map(({ name }) => name)).toEqual([
      "Email-SMTPPassword",
      "VCS-GitlabAdminPAT",
    ]);
    const assignments = resourcesOf(stack, "azurerm_role_assignment");
    expect(assignments).toHaveLength(2);
    for (const assignment of assignments) {
      expect(assignment).toMatchObject({ principal_id: PRINCIPAL, role_definition_name: "Key Vault Secrets User" });
      expect(assignment["scope"]).not.toBe(VAULT_ID);
    }
    expect(JSON.stringify(describePlatform(shared).objects)).toContain(CLIENT);
  });
});

describe("a platform on Azure", () => {
  const credentials = { "Email.SMTPPassword": SecretValue.fromVariable() };

  it.each([
    ["a document", { ...BASES.azure, document: "PMP-Credentials" }, "MX-PLATFORM-DOCUMENT document"],
    ["no credential", BASES.azure, "MX-PLATFORM-DOCUMENT credentials"],
    [
      "a secret of another name",
      platformOnAzure({ credentials: { "Email.SMTPPassword": external({ entry: "smtp" }) } }),
      'MX-AZURE-SECRET-NAME credentials["Email.SMTPPassword"]',
    ],
    [
      "a generated value",
      platformOnAzure({ credentials: { "Email.SMTPPassword": SecretValue.generated() } }),
      'MX-SECRET-GENERATED credentials["Email.SMTPPassword"]',
    ],
    [
      "values in base64, which nothing would decode",
      platformOnAzure({ credentials, store: vault({ base64: ["Email.SMTPPassword"] }) }),
      "MX-PLATFORM-STORE store.base64",
    ],
    [
      "a prefix of the names",
      platformOnAzure({ credentials, store: sharedVault({ prefix: "pmp" }) }),
      "MX-PLATFORM-STORE store.prefix",
    ],
    [
      "secrets that are given by name",
      platformOnAzure({ credentials, store: sharedVault({ existing: [{ name: "a", key: "database-host" }] }) }),
      "MX-PLATFORM-STORE store.existing",
    ],
  ])("is refused for %s", (_what, props, expected) => {
    expect(describePlatform(props).problems.map(({ code, prop }) => `${code} ${prop}`)).toContain(expected);
  });
});
