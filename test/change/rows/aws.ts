import {
  AwsSecretsManager,
  Cluster,
  FileStorage,
  Irsa,
  PodIdentity,
  StoreLayout,
  type AwsSecretsManagerProps,
  type IrsaProps,
} from "../../../lib";
import { ACCOUNT, ISSUER, sample } from "../../support/samples";
import { row, type Row } from "./row";

const store = (props: AwsSecretsManagerProps) => sample({ store: new AwsSecretsManager(props) });
const identity = (props: IrsaProps) => sample({ identity: new Irsa(props) });
const clusterOf = (props: object) =>
  sample({
    cluster: Cluster.eks({
      name: "prod",
      oidcProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`,
      ...props,
    }),
  });
const policy = (principal: object | string, effect = "Deny") =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: effect, Principal: principal, Action: "secretsmanager:GetSecretValue", Resource: "*" }],
  });
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const OTHER_KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/ffffffff-12ab-34cd-56ef-1234567890ab`;
const boundary = (name: string) => ({ permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/${name}` });
const other = Cluster.eks({
  name: "spare",
  oidcProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/XYZ`,
});

/** What an environment of AWS can change without another permission. */
export const AWS: readonly Row[] = [
  row(
    "a resource policy that opens to everybody",
    store({ resourcePolicy: policy({ AWS: `arn:aws:iam::${ACCOUNT}:root` }, "Allow") }),
    store({ resourcePolicy: policy("*", "Allow") }),
    [
      "changed: policy.Statement[0].Principal.AWS of aws_secretsmanager_secret store/settings/secret, store/database-password/secret goes; it was arn:aws:iam::111122223333:root.",
      "widened: policy.Statement[0].Principal of aws_secretsmanager_secret store/settings/secret, store/database-password/secret is new: *.",
    ],
  ),
  row("a resource policy that goes", store({ resourcePolicy: policy("*") }), store({}), [
    "changed: policy.Version of aws_secretsmanager_secret store/settings/secret, store/database-password/secret goes; it was 2012-10-17.",
    "widened: policy.Statement[0].Effect of aws_secretsmanager_secret store/settings/secret, store/database-password/secret goes; it was Deny.",
  ]),
  row(
    "the issuer of the cluster's tokens",
    clusterOf({}),
    clusterOf({ oidcProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EVIL` }),
    [
      "widened: assume_role_policy.Statement[0].Principal.Federated of aws_iam_role identity/role changes from arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC to arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EVIL.",
      'widened: assume_role_policy.Statement[0].Condition.StringEquals["oidc.eks.eu-west-1.amazonaws.com/id/ABC:aud"] of aws_iam_role identity/role goes; it was sts.amazonaws.com.',
    ],
  ),
  row("the audience of the pod's token", clusterOf({}), clusterOf({ audience: "sts.example.com" }), [
    'widened: assume_role_policy.Statement[0].Condition.StringEquals["oidc.eks.eu-west-1.amazonaws.com/id/ABC:aud"] of aws_iam_role identity/role changes from sts.amazonaws.com to sts.example.com.',
  ]),
  row("a permissions boundary that goes", identity(boundary("app")), identity({}), [
    "widened: permissions_boundary of aws_iam_role identity/role goes; it was arn:aws:iam::111122223333:policy/app.",
  ]),
  row("another permissions boundary", identity(boundary("app")), identity(boundary("admin")), [
    "widened: permissions_boundary of aws_iam_role identity/role changes from arn:aws:iam::111122223333:policy/app to arn:aws:iam::111122223333:policy/admin.",
  ]),
  row("the path of the role", identity({}), identity({ path: "/mendix/" }), [
    'changed: metadata.annotations["eks.amazonaws.com/role-arn"] of the ServiceAccount changes from arn:aws:iam::111122223333:role/prod-mendix-orders to arn:aws:iam::111122223333:role/mendix/prod-mendix-orders.',
    "replaced: path of aws_iam_role identity/role is new: /mendix/: it is destroyed and made anew.",
  ]),
  row("the length of a session", identity({}), identity({ maxSessionDuration: 43_200 }), [
    "changed: max_session_duration of aws_iam_role identity/role is new: 43200.",
  ]),
  row("tags of the role", identity({ tags: { team: "shop" } }), identity({ tags: { team: "web" } }), [
    "changed: tags.team of aws_iam_role identity/role changes from shop to web.",
  ]),
  row("a second cluster that is trusted", identity({}), identity({ alsoTrust: [other] }), [
    "identity: The use of the identity changes from only system:serviceaccount:mendix:orders of prod to only system:serviceaccount:mendix:orders of prod and spare.",
    "widened: assume_role_policy.Statement[1].Sid of aws_iam_role identity/role is new: ServiceAccountOfCluster2.",
  ]),
  row(
    "an existing role that may be changed",
    sample({ identity: Irsa.fromExistingRole({ roleArn: `arn:aws:iam::${ACCOUNT}:role/app` }) }),
    sample({ identity: Irsa.fromExistingRole({ roleArn: `arn:aws:iam::${ACCOUNT}:role/app`, mutable: true }) }),
    [
      "added: aws_iam_role_policy identity/file-storage is made.",
      "added: aws_iam_role_policy identity/secret-store is made.",
    ],
  ),
  row(
    "another existing role",
    sample({ identity: Irsa.fromExistingRole({ roleArn: `arn:aws:iam::${ACCOUNT}:role/app` }) }),
    sample({ identity: Irsa.fromExistingRole({ roleArn: `arn:aws:iam::${ACCOUNT}:role/admin` }) }),
    [
      "identity: The identity changes from IRSA, role app to IRSA, role admin.",
      'changed: metadata.annotations["eks.amazonaws.com/role-arn"] of the ServiceAccount changes from arn:aws:iam::111122223333:role/app to arn:aws:iam::111122223333:role/admin.',
    ],
  ),
  row(
    "a role that any pod's agent can get",
    identity({}),
    sample({ identity: new PodIdentity({ undocumentedRuntimeAccess: true }) }),
    [
      "identity: The identity changes from IRSA, role prod-mendix-orders to EKS Pod Identity, role prod-mendix-orders.",
      "restart: The app restarts.",
    ],
  ),
  row("no time to restore a secret", store({}), store({ recoveryWindowInDays: 0 }), [
    "changed: recovery_window_in_days of aws_secretsmanager_secret store/settings/secret, store/database-password/secret is new: 0.",
  ]),
  row("another KMS key", store({ kmsKeyArn: KEY }), store({ kmsKeyArn: OTHER_KEY }), [
    'widened: The pod may now kms:Decrypt on arn:aws:kms:eu-west-1:111122223333:key/ffffffff-12ab-34cd-56ef-1234567890ab where {"StringEquals":{"kms:ViaService":"secretsmanager.eu-west-1.amazonaws.com"}}.',
    "changed: kms_key_id of aws_secretsmanager_secret store/settings/secret, store/database-password/secret changes from arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab to arn:aws:kms:eu-west-1:111122223333:key/ffffffff-12ab-34cd-56ef-1234567890ab.",
  ]),
  row("the service's own key", store({ kmsKeyArn: KEY }), store({}), [
    "changed: kms_key_id of aws_secretsmanager_secret store/settings/secret, store/database-password/secret goes; it was arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab.",
  ]),
  row("a copy in another region", store({}), store({ replicas: [{ region: "us-east-1" }] }), [
    "changed: replica[0].region of aws_secretsmanager_secret store/settings/secret, store/database-password/secret is new: us-east-1.",
  ]),
  row(
    "the key of a copy",
    store({ replicas: [{ region: "us-east-1", kmsKeyArn: KEY.replace("eu-west-1", "us-east-1") }] }),
    store({ replicas: [{ region: "us-east-1" }] }),
    [
      "changed: replica[0].kms_key_id of aws_secretsmanager_secret store/settings/secret, store/database-password/secret goes; it was arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab.",
    ],
  ),
  row(
    "a region that the driver falls back to",
    store({ replicas: [{ region: "us-east-1" }] }),
    store({ replicas: [{ region: "us-east-1" }], failoverRegion: "us-east-1" }),
    [
      "widened: The pod may now secretsmanager:DescribeSecret, secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/mendix/orders-??????.",
      "widened: The pod may now secretsmanager:DescribeSecret, secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/mendix/orders/database-password-??????.",
    ],
  ),
  row("tags of the secrets", store({ tags: { owner: "shop" } }), store({ tags: {} }), [
    "changed: tags.owner of aws_secretsmanager_secret store/settings/secret, store/database-password/secret goes; it was shop.",
    "changed: tags of aws_secretsmanager_secret store/settings/secret, store/database-password/secret is new: {}.",
  ]),
  row("all secrets in one entry", store({}), store({ layout: StoreLayout.DOCUMENT }), [
    "removed: The entry prod/mendix/orders/database-password (database-password) is deleted from the store.",
    "added: The pod may read its new entry: secretsmanager:DescribeSecret, secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/mendix/orders/secrets-??????.",
  ]),
  row(
    "a secret of another team",
    store({ existing: [{ secret: "shop/login", keys: ["mx-admin-password"] }] }),
    store({ existing: [{ secret: "payroll/login", keys: ["mx-admin-password"] }] }),
    [
      "widened: The pod may now secretsmanager:DescribeSecret, secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-1:111122223333:secret:payroll/login-??????.",
      "changed: The files that the SecretProviderClass mounts change, or where they come from.",
    ],
  ),
  row(
    "another directory of the bucket",
    sample(),
    sample({ storage: FileStorage.s3({ bucket: "acme-files", prefix: "payroll" }) }),
    [
      "widened: The pod may now s3:AbortMultipartUpload, s3:DeleteObject, s3:GetObject, s3:ListMultipartUploadParts, s3:PutObject on arn:aws:s3:::acme-files/payroll/*.",
      "changed: storage-bucket-name changes from orders to payroll.",
    ],
  ),
  row("another region of the secrets", store({}), store({ region: "us-east-1" }), [
    "widened: The pod may now secretsmanager:DescribeSecret, secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/mendix/orders-??????.",
    "widened: The pod may now secretsmanager:DescribeSecret, secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/mendix/orders/database-password-??????.",
  ]),
  row("the cluster itself", sample(), sample({ cluster: other }), [
    "removed: The entry prod/mendix/orders (database-type, database-host, database-name, database-jdbc-url, database-username, storage-service-name, storage-endpoint, storage-bucket-name) is deleted from the store.",
    "removed: The entry prod/mendix/orders/database-password (database-password) is deleted from the store.",
  ]),
];
