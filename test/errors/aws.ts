import { TerraformVariable } from "cdktf";
import {
  AwsSecretsManager,
  Cluster,
  FileStorage,
  Irsa,
  PodIdentity,
  SecretValue,
  StoreLayout,
  type AwsSecretsManagerProps,
} from "../../lib";
import { wrong, type ErrorRow } from "../support/error-rows";
import { ACCOUNT, eks } from "../support/samples";
import { newStack } from "../support/synthesize";

const token = new TerraformVariable(newStack(), "v", {}).stringValue;
const store = (props: AwsSecretsManagerProps) => ({ store: new AwsSecretsManager(props) });
const existing = (secret: string, keys: readonly string[] = ["mx-const-A.B"]) =>
  store({ existing: [{ secret, keys }] });
const arn = (region: string) => `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:shared`;
const irsa = (props: ConstructorParameters<typeof Irsa>[0]) => ({ identity: new Irsa(props) });
const manyClusters = Array.from({ length: 9 }, (_, index) =>
  Cluster.eks({
    name: `c${index}`,
    oidcProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/${index}`,
  }),
);
const manyConstants = Object.fromEntries(
  Array.from({ length: 120 }, (_, index) => [`Integration.KeyOfPartner${index}`, SecretValue.fromVariable()]),
);
const minio = FileStorage.s3Compatible({
  endpoint: "https://minio",
  bucket: "b",
  accessKeyId: "k",
  secretAccessKey: SecretValue.external(),
});

export const ROWS: readonly ErrorRow[] = [
  wrong("MX-AWS-PLACE", "store.region", store({ region: "Ireland" }), '"Ireland"', 'Write region: "eu-west-1"'),
  wrong("MX-AWS-PLACE", "store.account", store({ account: "12" }), '"12"', 'Write account: "111122223333"'),
  wrong(
    "MX-AWS-PLACE",
    "store.region",
    {
      cluster: Cluster.other({ name: "k3s", oidcProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/k3s.example.com` }),
      storage: minio,
    },
    "The AWS region is not known",
    'Write region: "eu-west-1"',
  ),
  wrong("MX-TOKEN", "store.region", store({ region: token }), "A Terraform token", 'Write region: "eu-west-1"'),
  wrong(
    "MX-AWS-PARTITION",
    "store.region",
    store({ region: "cn-north-1" }),
    '"cn-north-1"',
    "Write a region of the cluster's partition",
  ),
  wrong("MX-AWS-SECRET-NAME", "store.name", store({ name: "a b" }), '"a b"', 'Write a name like "mendix/orders"'),
  wrong("MX-AWS-SECRET-NAME", "store.name", store({ name: "/orders" }), '"/orders"', "leave name out"),
  wrong(
    "MX-AWS-SECRET-NAME",
    "store.name",
    store({ name: "apps/orders-secret" }),
    '"apps/orders-secret"',
    'Write "apps/orders-secret/app"',
  ),
  wrong("MX-AWS-SECRET-NAME", "store.existing[0].secret", existing("prod/*"), '"prod/*"', 'Write "mendix/orders"'),
  wrong(
    "MX-AWS-SECRET-NAME",
    "store.existing[0].secret",
    existing(token),
    "A Terraform token",
    'Write "mendix/orders"',
  ),
  wrong(
    "MX-AWS-REGION",
    "store.existing[0].secret",
    existing(arn("us-east-1")),
    "us-east-1",
    'region: "us-east-1" on the store',
  ),
  wrong(
    "MX-AWS-REGION",
    "adminPassword",
    { adminPassword: SecretValue.external({ entry: arn("us-east-1") }) },
    "us-east-1",
    "Write a secret in eu-west-1",
  ),
  wrong(
    "MX-AWS-REGION",
    "store.replicas[0].region",
    store({ replicas: [{ region: "eu-west-1" }] }),
    '"eu-west-1"',
    'Write region: "eu-central-1"',
  ),
  wrong(
    "MX-KEY-UNKNOWN",
    "store.existing[0].keys",
    existing("shared", ["database-hots"]),
    '"database-hots"',
    "Write a key of the catalogue",
  ),
  wrong(
    "MX-KEY-MISSING",
    "store.existing[0].keys",
    existing("shared", []),
    "holds no keys",
    'Write keys: ["database-host"]',
  ),
  wrong(
    "MX-KEY-TWICE",
    "store.existing",
    existing("shared", ["database-host"]),
    "database-host is declared twice",
    "Take it out of one of them",
  ),
  wrong("MX-AWS-RECOVERY", "store.recoveryWindowInDays", store({ recoveryWindowInDays: 3 }), "3 is not", "Write 7"),
  wrong(
    "MX-AWS-KMS",
    "store.kmsKeyArn",
    store({ kmsKeyArn: "alias/mendix" }),
    '"alias/mendix"',
    "arn:aws:kms:REGION:ACCOUNT:key/ID",
  ),
  wrong("MX-AWS-KMS", "store.kmsKeyArn", store({ kmsKeyArn: "*" }), '"*"', "arn:aws:kms:REGION:ACCOUNT:key/ID"),
  wrong(
    "MX-AWS-KMS",
    "store.existing[0].kmsKeyArn",
    store({ existing: [{ secret: "shared", keys: ["mx-const-A.B"], kmsKeyArn: "*" }] }),
    '"*"',
    "key/ID",
  ),
  wrong(
    "MX-AWS-FAILOVER",
    "store.failoverRegion",
    store({ failoverRegion: "eu-central-1" }),
    '"eu-central-1"',
    'Write replicas: [{ region: "eu-central-1" }]',
  ),
  wrong(
    "MX-SECRET-GENERATED",
    "store.layout",
    { ...store({ layout: StoreLayout.DOCUMENT }), adminPassword: SecretValue.generated() },
    "mx-admin-password is generated",
    "Leave layout out",
  ),
  wrong(
    "MX-IDENTITY",
    "store",
    { identity: undefined, storage: minio },
    "read these 3 entries",
    "Write identity: new Irsa()",
  ),
  wrong("MX-AWS-ROLE", "identity.roleName", irsa({ roleName: "a b" }), '"a b"', "Write a shorter name"),
  wrong("MX-AWS-ROLE", "identity.path", irsa({ path: "mendix" }), '"mendix"', 'Write "/mendix/"'),
  wrong("MX-AWS-ROLE", "identity.maxSessionDuration", irsa({ maxSessionDuration: 60 }), "60 is not", "Write 3600"),
  wrong(
    "MX-AWS-ROLE",
    "identity.roleArn",
    { identity: Irsa.fromExistingRole({ roleArn: "orders" }) },
    '"orders"',
    "arn:aws:iam::111122223333:role/NAME",
  ),
  wrong(
    "MX-AWS-ROLE",
    "identity.roleArn",
    { identity: Irsa.fromExistingRole({ roleArn: `arn:aws:iam::${ACCOUNT}:role/*` }) },
    "role/*",
    "role/NAME",
  ),
  wrong(
    "MX-AWS-ROLE",
    "identity.roleArn",
    { identity: Irsa.fromExistingRole({ roleArn: token }) },
    "A Terraform token",
    "role/NAME",
  ),
  wrong(
    "MX-AWS-TRUST-SIZE",
    "identity.alsoTrust",
    irsa({ alsoTrust: manyClusters }),
    "AWS takes 2048",
    "Trust fewer clusters",
  ),
  wrong(
    "MX-AWS-POLICY-SIZE",
    "identity",
    { constants: manyConstants },
    "AWS takes 10240",
    "layout: StoreLayout.DOCUMENT",
  ),
  wrong(
    "MX-IRSA-PROVIDER",
    "cluster.oidcProviderArn",
    { cluster: Cluster.eks({ name: "prod", account: ACCOUNT, region: "eu-west-1" }) },
    '"prod"',
    "or use PodIdentity",
  ),
  wrong(
    "MX-IRSA-PROVIDER",
    "identity.alsoTrust[0].oidcProviderArn",
    irsa({ alsoTrust: [Cluster.eks({ name: "dr" })] }),
    '"dr"',
    "Write oidcProviderArn",
  ),
  wrong(
    "MX-CLUSTER-PROVIDER",
    "identity.alsoTrust[0].oidcProviderArn",
    irsa({ alsoTrust: [Cluster.eks({ name: "dr", oidcProviderArn: "dr" })] }),
    '"dr"',
    "arn:aws:iam::",
  ),
  wrong("MX-POD-IDENTITY", "storage", { identity: new PodIdentity() }, "file-storage", "Use Irsa"),
  wrong(
    "MX-POD-IDENTITY",
    "identity",
    {
      identity: new PodIdentity({ undocumentedRuntimeAccess: true }),
      cluster: Cluster.other({ name: "k3s", oidcProviderArn: eks.oidcProviderArn ?? "" }),
    },
    '"k3s" is not an EKS cluster',
    "Use Irsa",
  ),
  wrong(
    "MX-AWS-PLACE",
    "cluster.region",
    {
      identity: new PodIdentity(),
      storage: minio,
      cluster: Cluster.eks({ name: "prod", account: ACCOUNT }),
      ...store({ region: "eu-west-1" }),
    },
    'cluster "prod"',
    'Write region: "eu-west-1"',
  ),
  wrong(
    "MX-AWS-PLACE",
    "cluster.account",
    {
      storage: minio,
      identity: new PodIdentity(),
      cluster: Cluster.eks({ name: "prod", region: "eu-west-1" }),
      ...store({ account: ACCOUNT }),
    },
    'cluster "prod"',
    'Write account: "111122223333"',
  ),
];
