import { parse } from "yaml";
import { CLUSTERS } from "./clusters";

/** The data of a folder's two files: an environment or the platform, and the clusters. */
export interface Declared {
  readonly title: string;
  readonly platform?: true;
  readonly files: { readonly own: unknown; readonly clusters: unknown };
}

const GROUP = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mendix/providers";
const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";
const KMS = "projects/acme-keys/locations";

const POSTGRESQL =
  "postgresql: { host: 'db.example.com:5432', name: orders, username: orders, password: { fromVariable: { name: db_password } } }";
const EXTERNAL = (entry: string, property = "") =>
  `postgresql: { host: 'db.example.com:5432', name: orders, username: { fromVariable: {} }, password: { external: { entry: ${entry}${property} } } }`;
const S3_COMPATIBLE = `s3Compatible: { endpoint: 'https://minio.example.com:9000', bucket: orders-files, region: us-east-1, accessKeyId: orders, secretAccessKey: { fromVariable: {} } }`;

const APP = `standalone:
  imagePullSecrets: [registry]
  customCaSecretName: mendix-custom-tls
  sourceUrl: oci-image://registry.example.com/orders:1.4.2
  sourceVersion: 1.4.2
  appUrl: orders.example.com
  enableTls: true
  tlsSecretName: orders-tls
  endpointAnnotations: { example.com/a: b }
  serviceAnnotations: { example.com/c: d }
  ingressClassName: nginx
  ingressPath: /
  requests: { cpu: 500m, memory: 1Gi, ephemeralStorage: 256Mi }
  limits: { cpu: 500m, memory: 1Gi, ephemeralStorage: 256Mi }
  heapLimit: 512m
  maxUnavailable: 50%
  topologySpread: [{ topologyKey: topology.kubernetes.io/zone, matchLabels: { a: b } }]
  podAnnotations: { example.com/e: f }
  podLabels: { example.com/g: h }
  scheduledEvents: { only: [Shop.Nightly] }
  logLevels: { Core: ERROR }
  jettyOptions: { a: text }
  licenseProduct: standard
  environmentVariables: { PLAIN: text, LICENCE: { secretName: licence, key: key } }
  metrics: { mode: native, interval: PT1M, agentConfig: { a: [text] }, agentInstrumentation: { c: text } }
  customConfiguration: { a: { b: [text] } }
  rawSpec: { a: { b: [text] } }`;

const STANDALONE = "standalone: { sourceUrl: 'oci-image://registry.example.com/orders:1.4.2'";

const IRSA = `irsa: { roleName: orders-prod, path: /mendix/, permissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary', tags: { team: shop } }`;

/** Parts of an environment as a file gives them; what is left out is as in {@link DEFAULTS}. */
type Parts = Readonly<Record<string, string>>;

const DEFAULTS: Parts = {
  cluster: "eks",
  store: "awsSecretsManager: {}",
  identity: "irsa: {}",
  database: POSTGRESQL,
  storage: "s3: { bucket: acme-files, region: eu-west-1, prefix: orders }",
  app: "connected: { imagePullSecrets: [registry], customCaSecretName: mendix-custom-tls }",
  delivery: "terraform: {}",
};

/** A second provider for the same account. */
const HOME = "{ providers: { aws: [{ region: eu-west-1 }, { alias: home, region: eu-west-1 }] } }";
const OTHERS = (name: string) => `{ providers: { ${name}: [{}, { alias: home }] } }`;

/** A part that an environment has not. */
const NONE = "";

const ENVIRONMENTS: Readonly<Record<string, Parts>> = {
  "AWS, with all that an app takes": {
    store: `awsSecretsManager: { region: eu-west-1, account: '111122223333', name: mendix/orders, kmsKeyArn: '${KEY}', replicas: [{ region: eu-central-1, kmsKeyArn: '${KEY.replace("west-1", "central-1")}' }], failoverRegion: eu-central-1, tags: { team: shop }, resourcePolicy: '{"Version":"2012-10-17","Statement":[]}', existing: [{ secret: mendix/shared, keys: [mx-const-Shop.Shared], kmsKeyArn: '${KEY}' }] }`,
    identity: IRSA.replace("tags", "alsoTrust: [other], tags"),
    database: EXTERNAL("mendix/db", ", property: password"),
    storage: `s3: { bucket: acme-files, region: eu-west-1, prefix: orders, endpoint: 'https://acme-files.s3.eu-west-1.amazonaws.com', kmsKeyArn: '${KEY}' }`,
    app: APP,
    delivery: "terraform: { waitForReady: 20m }",
    adminPassword: "generated: {}",
    debuggerPassword: "external: { entry: mendix/debugger }",
    constants: "Shop.Title: Welcome",
    runtimeSettings: "com.mendix.core.Text: text",
    terraform:
      "{ stack: orders-prod, backend: { s3: { bucket: states, key: '{stack}' } }, providers: { aws: { region: eu-west-1, default_tags: [{ tags: { a: text } }] } } }",
  },
  "AWS, in a central account": {
    reached: "byServer",
    store: `awsSecretsManager: { account: '444455556666', kmsKeyArn: '${KEY.replace("111122223333", "444455556666")}', provider: aws.central, arns: ['arn:aws:secretsmanager:eu-west-1:444455556666:secret:prod/mendix/orders-AbC123'], decryptWith: ['${KEY}'] }`,
    identity: "irsa: { provider: aws.home }",
    delivery: "terraform: { provider: kubernetes.prod }",
    terraform:
      "{ providers: { aws: [{ region: eu-west-1 }, { alias: home }, { alias: central, region: eu-west-1 }], kubernetes: [{ alias: prod, config_path: ~/.kube/config, config_context: prod }] } }",
  },
  "AWS, as one document": { store: "awsSecretsManager: { layout: document }", constants: "Shop.Title: Welcome" },
  "AWS, in Parameter Store": {
    store: `awsParameterStore: { region: eu-west-1, account: '111122223333', name: /mendix/orders, kmsKeyArn: '${KEY}', decryptWith: ['${KEY}5'], tags: { team: shop }, existing: [{ parameter: /mendix/shared, keys: [mx-const-Shop.Shared], json: true, propertyNames: { mx-const-Shop.Shared: shared }, kmsKeyArn: '${KEY}6' }], provider: aws.home }`,
    constants: "Shop.Title: Welcome",
    terraform: HOME,
  },
  "AWS, moved and taken over": {
    namedAs: "{ cluster: old, namespace: old, name: orders }",
    takeOver: "[store, { resource: identity/role, id: orders-old }]",
    store:
      "awsSecretsManager: { existing: [{ secret: mendix/shared, keys: [mx-const-Shop.Shared], propertyNames: { mx-const-Shop.Shared: shared } }] }",
    constants: "Shop.Title: { public: Welcome }",
    runtimeSettings: "com.mendix.core.Text: { public: text }",
    app: `${STANDALONE}, restart: '2026-11-28', maxSurge: 25%, switchoverThreshold: 50%, disruptionBudget: { maxUnavailable: 50% }, ownedByOthers: [replicas] }`,
  },
  "AWS, with pods to keep": { app: `${STANDALONE}, disruptionBudget: { minAvailable: 50% } }` },
  "pod identity, RDS": {
    identity: IRSA.replace("irsa", "podIdentity").replace(
      "tags",
      "provider: aws.home, undocumentedRuntimeAccess: true, tags",
    ),
    terraform: HOME,
    database:
      "postgresql: { host: 'db.abc.eu-west-1.rds.amazonaws.com:5432', name: orders, username: orders, authentication: { rdsIam: { resourceId: db-ABC123, region: eu-west-1, account: '111122223333' } } }",
  },
  "an existing role, static keys": {
    identity:
      "irsaFromExistingRole: { roleArn: 'arn:aws:iam::111122223333:role/orders', mutable: true, provider: aws.home }",
    terraform: HOME,
    storage: "s3: { bucket: acme-files, region: eu-west-1, accessKeyId: AKIA, secretAccessKey: { fromVariable: {} } }",
    delivery:
      "manifests: { directory: manifests, gitOps: { flux: { source: environments, dependsOn: [cluster], namespace: flux-system, interval: 10m } } }",
  },
  "an existing role of pods": {
    identity:
      "podIdentityFromExistingRole: { roleArn: 'arn:aws:iam::111122223333:role/orders', mutable: true, undocumentedRuntimeAccess: true, provider: aws.home }",
    terraform: HOME,
  },
  Vault: {
    cluster: "other",
    reached: "byServer",
    terraform: OTHERS("vault"),
    store: `vault: { provider: vault.home, address: 'https://vault.example.com:8200', mount: secret, path: mendix/orders, authMount: kubernetes, audience: vault, namespace: team-a, tls: { caCertPath: /vault/tls/ca.crt, serverName: vault.example.com, clientCertPath: /vault/tls/client.crt, clientKeyPath: /vault/tls/client.key }, policyName: orders, roleName: orders, existing: [{ path: mendix/shared, keys: [mx-const-Shop.Shared], propertyNames: { mx-const-Shop.Shared: shared }, mount: kv }], maxVersions: 5, boundCidrs: [10.0.0.0/8] }`,
    identity: NONE,
    database:
      "postgresql: { host: 'db.example.com:5432', name: orders, authentication: { vaultStaticRole: { name: orders, mount: database, username: orders } } }",
    storage: S3_COMPATIBLE.replace(
      "accessKeyId: orders",
      "accessKeyId: { external: { entry: minio/orders, property: id } }",
    ),
  },
  "Vault by the cluster's keys, one document": {
    cluster: "other",
    store:
      "vault: { address: 'https://vault.example.com:8200', layout: document, login: jwt, authMount: jwt/prod, audience: vault, alias: serviceaccount_name, tls: { caDirectory: /vault/tls } }",
    identity: NONE,
    storage: S3_COMPATIBLE,
    constants: "Shop.Title: Welcome",
  },
  "Vault, an existing role": {
    cluster: "other",
    store: "vault: { existingRole: orders, audience: vault, mount: secret }",
    identity: NONE,
    database:
      "postgresql: { host: 'db.example.com:5432', name: orders, authentication: { vaultDynamicRole: { name: orders, mount: database, ownerRole: orders_owner } } }",
    storage: S3_COMPATIBLE,
  },
  Azure: {
    cluster: "aks",
    reached: "byServer",
    terraform: OTHERS("azurerm"),
    store: `azureKeyVault: { provider: azurerm.home, tenantId: 99999999-8888-7777-6666-555555555555, base64: [mx-const-Shop.Certificate], tags: { team: shop }, resourceGroupName: mendix, location: westeurope, purgeProtection: true, vaultName: acme-orders, allowedIpRanges: [203.0.113.0/24], allowedSubnetIds: ['${GROUP}/Microsoft.Network/virtualNetworks/v/subnets/s'], deployerPrincipalId: 77777777-7777-7777-7777-777777777777, expiry: { date: '2027-12-31T00:00:00Z' }, contentType: text/plain, privateEndpoint: { subnetId: '${GROUP}/Microsoft.Network/virtualNetworks/v/subnets/s', privateDnsZoneId: '${GROUP}/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net' } }`,
    identity:
      "azureWorkloadIdentity: { provider: azurerm.home, alsoTrust: [other], audience: 'api://AzureADTokenExchange', resourceGroupName: mendix, location: westeurope, name: orders-prod, clientId: 12121212-3434-5656-7878-909090909090, tags: { team: shop } }",
    database: "sqlServer: { host: acme.database.windows.net, name: orders, authentication: { azureSqlIdentity: {} } }",
    storage: `azureBlobIdentity: { storageAccountId: '${GROUP}/Microsoft.Storage/storageAccounts/acmefiles', container: orders, blobEndpoint: 'https://acmefiles.blob.core.windows.net' }`,
    constants: '{ Shop.Title: Welcome, Shop.Certificate: "one\\ntwo" }',
  },
  "Azure, shared": {
    cluster: "aks",
    terraform: OTHERS("azurerm"),
    store: `azureKeyVaultFromExisting: { provider: azurerm.home, tenantId: 99999999-8888-7777-6666-555555555555, base64: [mx-const-Shop.Title], tags: { team: shop }, vaultId: '${GROUP}/Microsoft.KeyVault/vaults/acme-mendix', vaultName: acme-mendix, prefix: orders, expiry: { date: '2027-12-31T00:00:00Z' }, contentType: text/plain, existing: [{ name: shared, key: mx-const-Shop.Shared }] }`,
    identity: `azureWorkloadIdentityFromExisting: { provider: azurerm.home, alsoTrust: [other], audience: 'api://AzureADTokenExchange', resourceId: '${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/orders', clientId: 12121212-3434-5656-7878-909090909090, principalId: abababab-cdcd-efef-0101-232323232323, mutable: true }`,
    database:
      "postgresql: { host: acme.postgres.database.azure.com, name: orders, username: orders, authentication: { azurePostgresqlIdentity: {} } }",
    storage:
      "azureBlob: { accountName: acmefiles, accountKey: { external: { entry: shared-key } }, container: orders }",
    constants: "Shop.Title: Welcome",
  },
  Google: {
    cluster: "gke",
    reached: "byServer",
    terraform: OTHERS("google"),
    store: `googleSecretManager: { provider: google.home, project: acme-prod, name: orders, secretIds: { mx-const-Shop.Title: title }, kmsKeyName: ${KMS}/global/keyRings/ring/cryptoKeys/key, labels: { team: shop }, versionDeletion: ABANDON, pinnedVersions: { mx-const-Shop.Title: '3' }, existing: [{ secret: shared, keys: [mx-const-Shop.Shared], propertyNames: { mx-const-Shop.Shared: shared } }] }`,
    identity:
      "gkeWorkloadIdentityWithServiceAccount: { accountId: orders-prod, project: acme-prod, displayName: orders-prod }",
    database: EXTERNAL("shared-db", ", property: password"),
    storage: S3_COMPATIBLE,
    constants: "Shop.Title: Welcome",
  },
  "Google, copies": {
    cluster: "gke",
    store: `googleSecretManager: { replicas: [{ location: europe-west1, kmsKeyName: ${KMS}/europe-west1/keyRings/ring/cryptoKeys/key }] }`,
    identity:
      "gkeWorkloadIdentityFromExistingServiceAccount: { email: orders@acme-prod.iam.gserviceaccount.com, mutable: true }",
    storage: S3_COMPATIBLE,
  },
  Kubernetes: {
    cluster: "other",
    store: "kubernetesSecret: { provider: kubernetes.home }",
    terraform: OTHERS("kubernetes"),
    identity: NONE,
    storage: S3_COMPATIBLE,
    adminPassword: "fromVariable: { name: admin_password }",
    constants: "Shop.Title: Welcome",
  },
  "Kubernetes, an existing Secret": {
    cluster: "other",
    store: "kubernetesSecretFromExisting: { keys: [database-password, storage-secret-access-key] }",
    identity: NONE,
    database: POSTGRESQL.replace("{ fromVariable: { name: db_password } }", "{ external: {} }"),
    storage: S3_COMPATIBLE.replace("fromVariable", "external"),
  },
  "External Secrets Operator": {
    cluster: "other",
    store:
      "externalSecret: { store: { vault: { address: 'https://vault.example.com:8200', mount: secret, audience: vault } }, secretStore: vault, refreshInterval: 1h, usesEnvironmentServiceAccount: true }",
    identity: NONE,
    storage: S3_COMPATIBLE,
  },
  ...Object.fromEntries(
    [
      ["sqlServer", "jdbc:sqlserver://db.example.com:1433;databaseName=orders"],
      ["oracle", "jdbc:oracle:thin:@//db.example.com:1521/orders"],
      ["mySql", "jdbc:mysql://db.example.com:3306/orders"],
      ["sapHana", "jdbc:sap://db.example.com:443/?databaseName=orders"],
      ["postgresql", "jdbc:postgresql://db.example.com:5432/orders"],
    ].map(([engine, url]) => [
      `the database ${engine}`,
      {
        database: `${engine}: { host: db.example.com, name: orders, jdbcUrl: '${url}', username: orders, password: { fromVariable: {} } }`,
      },
    ]),
  ),
};

const CREDENTIALS = "VCS.GithubOrgOwnerPAT: { fromVariable: { name: pat } }";

const PLATFORMS: Readonly<Record<string, Parts>> = {
  "the platform on AWS": {
    store: "awsSecretsManager: { name: PMP, tags: { team: shop } }",
    identity: IRSA,
    credentials: CREDENTIALS,
  },
  "the platform, by a document": {
    store: "awsSecretsManager: {}",
    identity: IRSA,
    document: "mendix/pmp",
    documentHolds: "[VCS.GithubOrgOwnerPAT]",
  },
  "the platform in Vault": {
    cluster: "other",
    store: "vault: { address: 'https://vault.example.com:8200', mount: pmp, path: admin }",
    credentials: CREDENTIALS,
  },
};

/** Names of the clusters that an environment stands on or trusts. */
const used = (own: object) =>
  [...JSON.stringify(own).matchAll(/"(?:cluster|alsoTrust)":\[?"(\w+)"/g)].map(([, name]) => name);

const declared = (title: string, { reached, ...parts }: Parts, platform?: true): Declared => {
  const given = Object.entries(parts).filter(([, text]) => text !== NONE);
  const own = {
    name: "orders",
    namespace: "mendix",
    versions: { operator: "2.26.1", mendix: "10.24.14" },
    ...Object.fromEntries(given.map(([part, text]): [string, unknown] => [part, parse(text)])),
  };
  const all = CLUSTERS[reached === "byServer" ? reached : "byContext"];
  const clusters = Object.entries(all).filter(([name]) => used(own).includes(name));
  return { title, files: { own, clusters: Object.fromEntries(clusters) }, ...(platform && { platform }) };
};

/** Files that are right, which together write every text that a file can. */
export const DECLARED: readonly Declared[] = [
  ...Object.entries(ENVIRONMENTS).map(([title, parts]) => declared(title, { ...DEFAULTS, ...parts })),
  ...Object.entries(PLATFORMS).map(([title, parts]) => {
    const { cluster, delivery } = DEFAULTS;
    return declared(title, { cluster: String(cluster), delivery: String(delivery), ...parts }, true);
  }),
];
