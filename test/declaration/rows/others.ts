import { parse } from "yaml";
import {
  Cluster,
  Database,
  DatabaseType,
  Delivery,
  FileStorage,
  GitOps,
  Irsa,
  PodIdentity,
  RdsIam,
  SecretValue,
  VaultDynamicRole,
  VaultStaticRole,
} from "../../../lib";
import {
  AzureBlobIdentity,
  AzureCloud,
  AzurePostgresqlIdentity,
  AzureSqlIdentity,
  AzureWorkloadIdentity,
} from "../../../lib/azure";
import { GkeWorkloadIdentity } from "../../../lib/google";
import { CLUSTERS } from "../../support/declarations";
import type { Rows } from "./rows";

const prod = Cluster.eks({ name: "prod", ...(parse(CLUSTERS) as { prod: { eks: object } }).prod.eks });
const host = { host: "h", name: "n" };
const role = { roleName: "r", path: "/p/", permissionsBoundary: "b", maxSessionDuration: 3600, tags: { a: "b" } };
const roleText = "roleName: r, path: /p/, permissionsBoundary: b, maxSessionDuration: 3600, tags: { a: b }";

export const IDENTITIES: Rows<"identity"> = [
  [`irsa: { ${roleText}, alsoTrust: [prod] }`, new Irsa({ ...role, alsoTrust: [prod] })],
  ["irsaFromExistingRole: { roleArn: r, mutable: true }", Irsa.fromExistingRole({ roleArn: "r", mutable: true })],
  [
    `podIdentity: { ${roleText}, undocumentedRuntimeAccess: true }`,
    new PodIdentity({ ...role, undocumentedRuntimeAccess: true }),
  ],
  [
    "podIdentityFromExistingRole: { roleArn: r, mutable: true, undocumentedRuntimeAccess: true }",
    PodIdentity.fromExistingRole({ roleArn: "r", mutable: true, undocumentedRuntimeAccess: true }),
  ],
  [
    "azureWorkloadIdentity: { alsoTrust: [prod], audience: a, cloud: china, resourceGroupName: g, location: l, name: n, clientId: c, tags: { a: b } }",
    new AzureWorkloadIdentity({
      alsoTrust: [prod],
      audience: "a",
      cloud: AzureCloud.CHINA,
      resourceGroupName: "g",
      location: "l",
      name: "n",
      clientId: "c",
      tags: { a: "b" },
    }),
  ],
  [
    "azureWorkloadIdentityFromExisting: { alsoTrust: [prod], audience: a, cloud: usGovernment, resourceId: r, clientId: c, principalId: p, mutable: true }",
    AzureWorkloadIdentity.fromExisting({
      alsoTrust: [prod],
      audience: "a",
      cloud: AzureCloud.US_GOVERNMENT,
      resourceId: "r",
      clientId: "c",
      principalId: "p",
      mutable: true,
    }),
  ],
  ["gkeWorkloadIdentity: {}", new GkeWorkloadIdentity()],
  [
    "gkeWorkloadIdentityWithServiceAccount: { accountId: a, project: p, displayName: d }",
    GkeWorkloadIdentity.withServiceAccount({ accountId: "a", project: "p", displayName: "d" }),
  ],
  [
    "gkeWorkloadIdentityFromExistingServiceAccount: { email: e, mutable: true }",
    GkeWorkloadIdentity.fromExistingServiceAccount({ email: "e", mutable: true }),
  ],
];

export const DATABASES: Rows<"database"> = [
  [
    "postgresql: { host: h, name: n, authentication: { rdsIam: { resourceId: i, region: r, account: a } } }",
    Database.postgresql({
      ...host,
      authentication: new RdsIam({ resourceId: "i", region: "r", account: "a" }),
    }),
  ],
  [
    "postgresql: { host: h, name: n, authentication: { azurePostgresqlIdentity: {} } }",
    Database.postgresql({ ...host, authentication: new AzurePostgresqlIdentity() }),
  ],
  [
    "sqlServer: { host: h, name: n, authentication: { azureSqlIdentity: {} } }",
    Database.sqlServer({ ...host, authentication: new AzureSqlIdentity() }),
  ],
  [
    "oracle: { host: h, name: n, jdbcUrl: j, authentication: { vaultStaticRole: { name: r, mount: m, username: u, rotationPeriodInSeconds: 3600 } } }",
    Database.oracle({
      ...host,
      jdbcUrl: "j",
      authentication: new VaultStaticRole({
        name: "r",
        mount: "m",
        username: "u",
        rotationPeriodInSeconds: 3600,
      }),
    }),
  ],
  [
    "mySql: { host: h, name: n, jdbcUrl: j, authentication: { vaultDynamicRole: { name: r, mount: m, ownerRole: o, defaultTtlInSeconds: 3600, maxTtlInSeconds: 86400 } } }",
    Database.mySql({
      ...host,
      jdbcUrl: "j",
      authentication: new VaultDynamicRole({
        name: "r",
        mount: "m",
        ownerRole: "o",
        defaultTtlInSeconds: 3600,
        maxTtlInSeconds: 86_400,
      }),
    }),
  ],
  [
    "sapHana: { host: h, name: n, jdbcUrl: j, username: u, password: { external: { entry: e, property: p } } }",
    Database.sapHana({
      ...host,
      jdbcUrl: "j",
      username: "u",
      password: SecretValue.external({ entry: "e", property: "p" }),
    }),
  ],
  [
    "existing: { type: PostgreSQL, host: h, name: n, username: u, authentication: { rdsIam: { resourceId: i } } }",
    Database.existing({
      ...host,
      type: DatabaseType.POSTGRESQL,
      username: "u",
      authentication: new RdsIam({ resourceId: "i" }),
    }),
  ],
];

export const STORAGES: Rows<"storage"> = [
  [
    "s3: { bucket: b, region: r, prefix: p, endpoint: e, listBucket: true, kmsKeyArn: k, performDelete: false, useCaCertificates: true }",
    FileStorage.s3({
      bucket: "b",
      region: "r",
      prefix: "p",
      endpoint: "e",
      listBucket: true,
      kmsKeyArn: "k",
      performDelete: false,
      useCaCertificates: true,
    }),
  ],
  [
    "s3Compatible: { endpoint: e, bucket: b, accessKeyId: a, secretAccessKey: { fromVariable: { name: n } }, region: r }",
    FileStorage.s3Compatible({
      endpoint: "e",
      bucket: "b",
      accessKeyId: "a",
      secretAccessKey: SecretValue.fromVariable({ name: "n" }),
      region: "r",
    }),
  ],
  [
    "azureBlob: { accountName: a, accountKey: { fromVariable: { revision: 2 } }, container: c, useHttps: false, performDelete: false }",
    FileStorage.azureBlob({
      accountName: "a",
      accountKey: SecretValue.fromVariable({ revision: 2 }),
      container: "c",
      useHttps: false,
      performDelete: false,
    }),
  ],
  [
    "azureBlobIdentity: { storageAccountId: i, container: c, blobEndpoint: e, performDelete: false }",
    new AzureBlobIdentity({ storageAccountId: "i", container: "c", blobEndpoint: "e", performDelete: false }),
  ],
  ["existing: { s3: { bucket: b, prefix: p } }", FileStorage.existing(FileStorage.s3({ bucket: "b", prefix: "p" }))],
];

export const DELIVERIES: Rows<"delivery"> = [
  [
    "terraform: { forceConflicts: true, waitForReady: 20m }",
    Delivery.terraform({
      forceConflicts: true,
      waitForReady: "20m",
    }),
  ],
  [
    "manifests: { directory: d, gitOps: { argoCd: {} }, beforeFirstApply: true }",
    Delivery.manifests({ directory: "d", gitOps: GitOps.argoCd(), beforeFirstApply: true }),
  ],
  [
    "manifests: { directory: d, gitOps: { flux: { source: s, dependsOn: [a], namespace: n, interval: 1m } } }",
    Delivery.manifests({
      directory: "d",
      gitOps: GitOps.flux({ source: "s", dependsOn: ["a"], namespace: "n", interval: "1m" }),
    }),
  ],
];
