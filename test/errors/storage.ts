import { TerraformVariable } from "cdktf";
import { FileStorage, SecretValue, type S3CompatibleProps, type S3Props } from "../../lib";
import { SECRET, wrong, type ErrorRow } from "../support/error-rows";
import { newStack } from "../support/synthesize";

const secretAccessKey = SecretValue.fromVariable();
const token = new TerraformVariable(newStack(), "v", {}).stringValue;
const endpoint = "https://acme-files.s3.eu-west-1.amazonaws.com";
const s3 = (changes: Partial<S3Props>) => ({ storage: FileStorage.s3({ bucket: "acme-files", ...changes }) });
const minio = (changes: Partial<Record<keyof S3CompatibleProps, unknown>>) => ({
  storage: FileStorage.s3Compatible({
    endpoint: "https://minio.example.com",
    bucket: "orders",
    accessKeyId: "key",
    secretAccessKey,
    ...changes,
  } as S3CompatibleProps),
});

export const ROWS: readonly ErrorRow[] = [
  wrong("MX-S3-REGION", "storage.region", s3({ region: "eu-west-3", endpoint }), '"eu-west-3"', "Write eu-west-1"),
  wrong("MX-S3-REGION", "storage.region", s3({ region: "Ireland" }), '"Ireland"', 'Write region: "eu-west-1"'),
  wrong("MX-TOKEN", "storage.region", s3({ region: token }), "A Terraform token", 'Write region: "eu-west-1"'),
  wrong("MX-S3-BUCKET", "storage.bucket", s3({ bucket: "Acme_Files" }), '"Acme_Files"', 'Write bucket: "acme-files"'),
  wrong("MX-S3-BUCKET", "storage.bucket", s3({ bucket: "files.acme.com" }), "has dots", "without dots"),
  wrong("MX-S3-BUCKET", "storage.bucket", minio({ bucket: "" }), "no bucket", 'Write bucket: "orders-files"'),
  wrong("MX-S3-PREFIX", "storage.prefix", s3({ prefix: "/orders/" }), '"/orders/"', 'Write prefix: "orders-prod"'),
  wrong("MX-S3-PREFIX", "storage.prefix", s3({ prefix: "orders*" }), '"orders*"', "leave it out"),
  wrong("MX-S3-PREFIX", "storage.prefix", s3({ prefix: "a/../b" }), '"a/../b"', "leave it out"),
  wrong("MX-S3-PREFIX", "storage.prefix", s3({ prefix: token }), "A Terraform token", "leave it out"),
  wrong(
    "MX-S3-ENDPOINT",
    "storage.endpoint",
    s3({ endpoint: "https://s3.eu-west-1.amazonaws.com/acme-files" }),
    "the bucket stands in the host",
    "https://acme-files.s3.REGION.amazonaws.com",
  ),
  wrong(
    "MX-S3-ENDPOINT",
    "storage.endpoint",
    minio({ endpoint: "minio" }),
    '"minio"',
    "https://minio.example.com:9000",
  ),
  wrong(
    "MX-S3-ENDPOINT",
    "storage.endpoint",
    minio({ endpoint: `https://key:${SECRET}@minio.example.com` }),
    '"https://...@minio.example.com"',
    "https://minio.example.com:9000",
  ),
  wrong(
    "MX-S3-KEYS",
    "storage.secretAccessKey",
    s3({ accessKeyId: "key" }),
    "one is missing",
    "Write accessKeyId and secretAccessKey",
  ),
  wrong("MX-S3-KEYS", "storage.accessKeyId", s3({ secretAccessKey }), "one is missing", "or neither and an identity"),
  wrong(
    "MX-S3-KEYS",
    "storage.accessKeyId",
    minio({ accessKeyId: undefined, secretAccessKey: undefined }),
    "static keys only",
    "SecretValue.fromVariable()",
  ),
  wrong(
    "MX-SECRET-PLAIN",
    "storage.secretAccessKey",
    minio({ secretAccessKey: SECRET }),
    "a plain string",
    "Write SecretValue.fromVariable()",
  ),
  wrong(
    "MX-SECRET-GENERATED",
    "storage.secretAccessKey",
    minio({ secretAccessKey: SecretValue.generated() }),
    "no storage would have that key",
    "SecretValue.external()",
  ),
  wrong(
    "MX-AWS-KMS",
    "storage.kmsKeyArn",
    s3({ kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:alias/files" }),
    "an alias",
    "arn:aws:kms:REGION:ACCOUNT:key/ID",
  ),
  wrong(
    "MX-IDENTITY",
    "storage",
    { ...s3({}), identity: undefined },
    "read and write s3://acme-files/",
    "or give the storage static keys",
  ),
];
