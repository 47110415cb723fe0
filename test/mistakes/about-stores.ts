import { Database, SecretValue, VaultAuth, VaultLogin } from "../../lib";
import { AzureSqlIdentity } from "../../lib/azure";
import { mountedFiles } from "../azure/csi-provider";
import { azureSample, CLIENT, existingIdentity } from "../azure/samples";
import { PEM, cluster, synthesizePart } from "../cluster/vault-parts";
import { sample } from "../support/samples";
import { resourcesOf, synthesize } from "../support/synthesize";
import { parametersOf, vaultSample } from "../vault/sample";
import { mountParametersOf, refusals, settingOf } from "./looked-up";
import type { Mistake } from "./mistake";

const authConfig = (login: VaultLogin, reviewerToken?: SecretValue) =>
  resourcesOf(
    synthesizePart(
      (stack) =>
        new VaultAuth(stack, "auth", {
          cluster,
          login,
          kubernetesHost: "https://api.prod.example.com:6443",
          kubernetesCaCert: PEM,
          ...(reviewerToken ? { reviewerToken } : {}),
        }),
    ),
    "vault_kubernetes_auth_backend_config",
  )[0];
const constants = { "MyFirstModule.WelcomePageTitle": "Welcome" };
const sql = { host: "acme.database.windows.net", name: "orders", authentication: new AzureSqlIdentity() };
const sqlUrl = (authentication: string) =>
  `jdbc:sqlserver://${sql.host}:1433;databaseName=orders;encrypt=true;authentication=${authentication};`;

/** Where the vendor's pages mislead about a store and about who may read it. */
export const MISTAKES_ABOUT_STORES: readonly Mistake[] = [
  {
    row: 1,
    page: "has Vault paths without the data/ of KV version 2 in the policy and the mount",
    instead: "writes the path of the API in both",
    actual: () => [
      parametersOf({}).objects[0],
      Object.keys((JSON.parse(policyOf(vaultSample())) as { path: object }).path)[0],
    ],
    expected: [
      { objectName: "database-type", secretPath: "secret/data/prod/mendix/orders", secretKey: "database-type" },
      "secret/data/prod/mendix/orders",
    ],
  },
  {
    row: 2,
    page: "prefixes paths with secrets/data/, where the mount is secret and the command line takes no data/",
    instead: "refuses data/ in a path or a mount that is typed",
    actual: () => [refusals(vaultSample({ path: "data/orders" })), refusals(vaultSample({ mount: "secret/data" }))],
    expected: [
      [
        'MX-VAULT-PATH store.path: "data/orders" holds data/, which is a part of Vault\'s API and not of the path; the library adds it. Write "orders".',
      ],
      [
        'MX-VAULT-MOUNT store.mount: "secret/data" holds data/, which is a part of Vault\'s API and not of the mount; the library adds it. Write mount: "secret".',
      ],
    ],
  },
  {
    row: 5,
    page: "gives Vault a copy of a pod's token that expires, and an issuer that is not checked",
    instead: "leaves the token to the pod that reviews, or takes a lasting one write-only, and sets no issuer",
    actual: () => [
      Object.keys(authConfig(VaultLogin.IN_CLUSTER) ?? {}).sort(),
      authConfig(VaultLogin.REVIEWER_TOKEN, SecretValue.fromVariable()),
    ],
    expected: [
      ["backend", "disable_local_ca_jwt", "kubernetes_ca_cert", "kubernetes_host"],
      {
        backend: "${vault_auth_backend.auth_mount_A153E664.path}",
        disable_local_ca_jwt: true,
        kubernetes_ca_cert: PEM,
        kubernetes_host: "https://api.prod.example.com:6443",
        token_reviewer_jwt_wo: "${var.prod_vault_reviewer_token}",
        token_reviewer_jwt_wo_version: 1,
      },
    ],
  },
  {
    row: 10,
    page: "calls Vault's policy a role, and the ServiceAccount a service",
    instead: "makes a policy, a role that has it, and a ServiceAccount that may take the role",
    actual: () => {
      const made = synthesize(vaultSample());
      const [role] = resourcesOf(made, "vault_kubernetes_auth_backend_role");
      return [
        resourcesOf(made, "vault_policy").length,
        role?.["token_policies"],
        role?.["bound_service_account_names"],
      ];
    },
    expected: [1, [expect.stringMatching(/^\$\{vault_policy\./)], ["orders"]],
  },
  {
    row: 11,
    page: "has an address with stray braces, over plain HTTP",
    instead: "refuses braces, and plain HTTP to what is not in the cluster",
    actual: () => [
      refusals(vaultSample({ address: "http://vault.{vault}.svc:8200" })),
      refusals(vaultSample({ address: "http://vault.example.com:8200" })),
    ],
    expected: [
      [
        'MX-VAULT-ADDRESS store.address: "http://vault.{vault}.svc:8200" holds a placeholder that is still to be filled in. Write your own names, like "http://vault.vault.svc:8200".',
      ],
      [
        'MX-VAULT-ADDRESS store.address: "http://vault.example.com:8200" sends the pod\'s token and the secrets unencrypted, and vault.example.com is not the whole name of a service of the cluster. Write "https://vault.example.com:8200"; http is for HOST.NAMESPACE.svc only.',
      ],
    ],
  },
  {
    row: 13,
    page: "calls the mapped text of a constant the value of a secret in Key Vault",
    instead: "gives it to the secret as its name; the mounted file keeps its dot and the value is the constant's",
    actual: () => {
      const props = azureSample({ identity: existingIdentity(), constants });
      return [
        mountedFiles(mountParametersOf(props)).filter(({ file }) => file.startsWith("mx-const-")),
        settingOf(props, "mx-const-MyFirstModule.WelcomePageTitle"),
      ];
    },
    expected: [
      [
        {
          file: "mx-const-MyFirstModule.WelcomePageTitle",
          secret: "mx-const-MyFirstModule-WelcomePageTitle-772e0fe0",
        },
      ],
      "Welcome",
    ],
  },
  {
    row: 16,
    page: "wants AWS Secrets Manager for Azure's managed identities",
    instead: "takes the identity of the cloud that the database is in, and refuses another's",
    actual: () => [
      refusals(azureSample({ database: Database.sqlServer(sql) })),
      refusals(sample({ database: Database.sqlServer(sql) })),
    ],
    expected: [
      [],
      [
        "MX-IDENTITY database.authentication: The app would log in with a managed identity, and the environment has IRSA. Write identity: new AzureWorkloadIdentity({ ... }).",
      ],
    ],
  },
  {
    row: 17,
    page: "shows ActiveDirectoryMSI in a URL, and keeps the old user name",
    instead: "writes ActiveDirectoryManagedIdentity and the client id, and refuses the other",
    actual: () => {
      const props = azureSample({ identity: existingIdentity(), database: Database.sqlServer(sql) });
      const jdbcUrl = sqlUrl("ActiveDirectoryMSI");
      return [
        settingOf(props, "database-jdbc-url"),
        settingOf(props, "database-username") === CLIENT,
        refusals(azureSample({ database: Database.sqlServer({ ...sql, jdbcUrl }) })),
      ];
    },
    expected: [
      "jdbc:sqlserver://acme.database.windows.net:1433;databaseName=orders;encrypt=true;trustServerCertificate=false;authentication=ActiveDirectoryManagedIdentity;",
      true,
      [
        "MX-DATABASE-URL database.jdbcUrl: The JDBC URL lacks authentication=ActiveDirectoryManagedIdentity, which the authentication needs. Add authentication=ActiveDirectoryManagedIdentity to it, or leave jdbcUrl out.",
      ],
    ],
  },
];

function policyOf(props: Parameters<typeof synthesize>[0]): string {
  return String(resourcesOf(synthesize(props), "vault_policy")[0]?.["policy"]);
}
