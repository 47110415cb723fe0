import type { ProblemCode } from "../lib";
import { INLINE_POLICIES_MAX } from "../lib/clouds/aws/policy";
import { SECRET_MAX_BYTES as AWS_BYTES } from "../lib/stores/aws/names";
import { SECRET_MAX_BYTES as AZURE_BYTES } from "../lib/stores/azure/entry-checks";
import { IP_RULES_MAX, SUBNET_RULES_MAX } from "../lib/stores/azure/network-checks";
import { CONTENT_TYPE_MAX, TAGS_MAX } from "../lib/stores/azure/regulation-checks";
import { ASSIGNMENTS_MAX } from "../lib/stores/azure/store";
import { SECRET_MAX_BYTES as GOOGLE_BYTES } from "../lib/stores/google/options";
import { SECRET_MAX_BYTES as KUBERNETES_BYTES } from "../lib/stores/kubernetes/entries";

/** What a service takes for one prop, where the service says so, and values at the edge of it. */
export interface Limit {
  readonly what: string;
  /** The prop, as its problem names it. */
  readonly prop: string;
  readonly takes: string;
  readonly code: ProblemCode;
  /** Page of the service. */
  readonly source: string;
  /** Values of the prop that are taken, and such that are not. */
  readonly edges?: { readonly taken: readonly unknown[]; readonly refused: readonly unknown[] };
}

const AWS = "https://docs.aws.amazon.com";
const LEARN = "https://learn.microsoft.com/en-us/azure";
const RESOURCE_NAMES = `${LEARN}/azure-resource-manager/management/resource-name-rules`;
const x = (count: number) => "x".repeat(count);

/** One row for each pattern, limit and enumeration; a test declares the values of every row. */
export const LIMITS: readonly Limit[] = [
  {
    what: "name of an environment",
    prop: "name",
    takes: "a DNS label of at most 35 characters",
    code: "MX-NAME",
    source: "https://docs.mendix.com/developerportal/deploy/private-cloud-cluster/",
    edges: { taken: ["a", "a-1", x(35)], refused: ["", "A", "-a", "a-", "a.b", "a_b", x(36)] },
  },
  {
    what: "namespace",
    prop: "namespace",
    takes: "a DNS label of at most 63 characters",
    code: "MX-NAME",
    source: "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names",
    edges: { taken: ["m", x(63)], refused: ["", "M", "m.x", "-m", x(64)] },
  },
  {
    what: "secret of Secrets Manager",
    prop: "store.name",
    takes: "1 to 512 of `A-Z a-z 0-9 / _ + = . @ -`, no hyphen and six characters at the end",
    code: "MX-AWS-SECRET-NAME",
    source: `${AWS}/secretsmanager/latest/apireference/API_CreateSecret.html`,
    edges: { taken: ["a", "a/b_c+d=e.f@g-h"], refused: ["", "a b", "a#b", "orders-abc123", x(513)] },
  },
  {
    what: "value of Secrets Manager",
    prop: "store",
    takes: `${AWS_BYTES} bytes`,
    code: "MX-STORE-SIZE",
    source: `${AWS}/secretsmanager/latest/userguide/reference_limits.html`,
  },
  {
    what: "days that a deleted secret can be restored",
    prop: "store.recoveryWindowInDays",
    takes: "0, or 7 to 30",
    code: "MX-AWS-RECOVERY",
    source: `${AWS}/secretsmanager/latest/apireference/API_DeleteSecret.html`,
    edges: { taken: [0, 7, 30], refused: [-1, 1, 6, 7.5, 31] },
  },
  {
    what: "role of IAM",
    prop: "identity.roleName",
    takes: "1 to 64 of `A-Z a-z 0-9 _ + = , . @ -`",
    code: "MX-AWS-ROLE",
    source: `${AWS}/IAM/latest/UserGuide/reference_iam-quotas.html`,
    edges: { taken: ["a", "a_b+c=d,e.f@g-h", x(64)], refused: ["", "a/b", "a b", x(65)] },
  },
  {
    what: "inline policies of a role together",
    prop: "identity",
    takes: `${INLINE_POLICIES_MAX} characters, white space not counted`,
    code: "MX-AWS-POLICY-SIZE",
    source: `${AWS}/IAM/latest/UserGuide/reference_iam-quotas.html`,
  },
  {
    what: "bucket of S3",
    prop: "storage.bucket",
    takes: "3 to 63 lower-case letters, digits and hyphens; dots are S3's, but no certificate covers them",
    code: "MX-S3-BUCKET",
    source: `${AWS}/AmazonS3/latest/userguide/bucketnamingrules.html`,
    edges: {
      taken: ["abc", "a-1", x(63)],
      refused: ["ab", "Abc", "a_c", "a..c", "a.bc", "192.168.5.4", "xn--abc", "abc-s3alias", "abc--x-s3", x(64)],
    },
  },
  {
    what: "directory of a bucket",
    prop: "storage.prefix",
    takes: "letters, digits and `! _ . ' ( ) - /`, no slash at either end",
    code: "MX-S3-PREFIX",
    source: `${AWS}/AmazonS3/latest/userguide/object-keys.html`,
    edges: { taken: ["a", "a/b", "a!_.'()-b"], refused: ["", "/a", "a/", "a//b", "a/../b", "a*", "a b"] },
  },
  {
    what: "resource id of RDS",
    prop: "database.authentication.resourceId",
    takes: "`db-...`, `cluster-...` or `prx-...`",
    code: "MX-RDS-IAM",
    source: `${AWS}/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html`,
    edges: { taken: ["db-ABC123", "cluster-ABC123"], refused: ["", "orders", "db-", "db-*", "arn:aws:rds:x"] },
  },
  {
    what: "Key Vault",
    prop: "store.vaultName",
    takes: "3 to 24 letters, digits and single hyphens, a letter in front",
    code: "MX-AZURE-VAULT",
    source: `${RESOURCE_NAMES}#microsoftkeyvault`,
    edges: { taken: ["abc", "a-1", x(24)], refused: ["ab", "1ab", "a--b", "ab-", "a_b", x(25)] },
  },
  {
    what: "secret of Key Vault",
    prop: "store.prefix",
    takes: "1 to 127 letters, digits and hyphens",
    code: "MX-AZURE-SECRET-NAME",
    source: `${RESOURCE_NAMES}#microsoftkeyvault`,
    edges: { taken: ["a", "1-a", x(90)], refused: ["", "a.b", "a_b", "a/b", x(128)] },
  },
  {
    what: "value of Key Vault",
    prop: "constants",
    takes: `1 to ${AZURE_BYTES} bytes`,
    code: "MX-AZURE-VALUE",
    source: `${LEARN}/key-vault/secrets/about-secrets`,
  },
  {
    what: "content type of a secret",
    prop: "store.contentType",
    takes: `1 to ${CONTENT_TYPE_MAX} characters, not \`application/x-pkcs12\``,
    code: "MX-AZURE-VALUE",
    source: `${LEARN}/key-vault/secrets/about-secrets`,
    edges: { taken: ["x", x(255)], refused: ["", x(256), "application/x-pkcs12"] },
  },
  {
    what: "tags of a secret",
    prop: "store.tags",
    takes: `${TAGS_MAX} and the library's own: 15`,
    code: "MX-AZURE-TAG",
    source: `${LEARN}/key-vault/secrets/about-secrets#secret-tags`,
    edges: { taken: [tags(14)], refused: [tags(15)] },
  },
  {
    what: "days that a deleted vault can be restored",
    prop: "store.softDeleteRetentionDays",
    takes: "7 to 90",
    code: "MX-AZURE-RETENTION",
    source: `${LEARN}/key-vault/general/soft-delete-overview`,
    edges: { taken: [7, 90], refused: [6, 7.5, 91] },
  },
  {
    what: "address rules of a vault",
    prop: "store.allowedIpRanges",
    takes: `${IP_RULES_MAX} public IPv4 addresses and ranges`,
    code: "MX-AZURE-NETWORK",
    source: `${LEARN}/key-vault/general/network-security`,
    edges: {
      taken: [["203.0.113.7"], ["9.255.255.255", "11.0.0.0/8"], ["172.15.255.255", "172.32.0.0/12"]],
      refused: [["10.0.0.1"], ["172.16.0.0/12"], ["192.168.0.0/24"], ["0.0.0.0/0"], ["203.0.113.256"], ["::1"]],
    },
  },
  {
    what: "subnet rules of a vault",
    prop: "store.allowedSubnetIds",
    takes: String(SUBNET_RULES_MAX),
    code: "MX-AZURE-NETWORK",
    source: `${LEARN}/key-vault/general/network-security`,
    edges: { taken: [subnets(200)], refused: [subnets(201)] },
  },
  {
    what: "role assignments of a subscription",
    prop: "store",
    takes: String(ASSIGNMENTS_MAX),
    code: "MX-AZURE-ASSIGNMENTS",
    source: `${LEARN}/role-based-access-control/troubleshoot-limits`,
  },
  {
    what: "entry of Vault's KV engine",
    prop: "store.path",
    takes: "a path without `data/` in front and without a slash at either end",
    code: "MX-VAULT-PATH",
    source: "https://developer.hashicorp.com/vault/docs/secrets/kv/kv-v2",
    edges: { taken: ["a", "a/b.c-d"], refused: ["/a", "a/", "a//b", "a/../b"] },
  },
  {
    what: "versions that an entry of Vault keeps",
    prop: "store.maxVersions",
    takes: "1 to 100 (Vault takes any number)",
    code: "MX-VAULT-VERSIONS",
    source: "https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#create-update-metadata",
    edges: { taken: [1, 100], refused: [0, 1.5, 101] },
  },
  {
    what: "token of a login to Vault, in seconds",
    prop: "store.tokenTtlInSeconds",
    takes: "60 to 2764800, the 32 days that Vault itself has",
    code: "MX-VAULT-TTL",
    source: "https://developer.hashicorp.com/vault/docs/concepts/tokens#the-general-case",
    edges: { taken: [60, 2_764_800], refused: [59, 60.5, 2_764_801] },
  },
  {
    what: "value of Google Secret Manager",
    prop: "store",
    takes: `${GOOGLE_BYTES} bytes`,
    code: "MX-STORE-SIZE",
    source: "https://cloud.google.com/secret-manager/quotas",
  },
  {
    what: "Kubernetes Secret",
    prop: "store",
    takes: `${KUBERNETES_BYTES} bytes`,
    code: "MX-KUBERNETES-SIZE",
    source: "https://kubernetes.io/docs/concepts/configuration/secret/#restriction-data-size",
  },
];

function tags(count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, ""]));
}

function subnets(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `/virtualNetworks/n/subnets/s${index}`);
}
