import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import type { Credentials, MiniStack } from "../../../engines/ministack";
import type { Question } from "../oracle";
import { SUFFIX } from "./needs";

export interface Clients {
  readonly secrets: SecretsManagerClient;
  readonly files: S3Client;
}

/** How an action is tried on the emulator. What is not here, it does not have. */
const ATTEMPTS: Readonly<Record<string, (clients: Clients, question: Question) => Promise<unknown>>> = {
  "secretsmanager:GetSecretValue": ({ secrets }, { resource }) =>
    secrets.send(new GetSecretValueCommand({ SecretId: nameOf(resource) })),
  "secretsmanager:DescribeSecret": ({ secrets }, { resource }) =>
    secrets.send(new DescribeSecretCommand({ SecretId: nameOf(resource) })),
  "s3:GetObject": ({ files }, { resource }) => files.send(new GetObjectCommand(objectOf(resource))),
  "s3:PutObject": ({ files }, { resource }) => files.send(new PutObjectCommand({ ...objectOf(resource), Body: "x" })),
  "s3:DeleteObject": ({ files }, { resource }) => files.send(new DeleteObjectCommand(objectOf(resource))),
  "s3:ListBucket": ({ files }, { resource, context }) =>
    files.send(new ListObjectsV2Command({ Bucket: objectOf(resource).Bucket, Prefix: context?.["s3:prefix"] })),
};

export function nameOf(arn: string): string {
  return (arn.split(":secret:")[1] ?? "").slice(0, -SUFFIX.length);
}

export function objectOf(arn: string) {
  const [Bucket = "", ...key] = (arn.split(":::")[1] ?? "").split("/");
  return { Bucket, Key: key.join("/") };
}

const ASSUME = "sts:AssumeRoleWithWebIdentity";

/** Whether the emulator has an action. */
export function isTried(action: string): boolean {
  return action === ASSUME || ATTEMPTS[action] !== undefined;
}

/** Does what a question asks for; it fails where that is not allowed. */
export async function attempt(aws: MiniStack, role: string, clients: Clients, question: Question): Promise<unknown> {
  if (question.action === ASSUME) return assumeAs(aws, role, question);
  return ATTEMPTS[question.action]?.(clients, question);
}

/** A missing object is an answer too: whoever gets it was let in. */
export async function isAllowed(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    const { name, message } = error as Error;
    return !/AccessDenied|not authorized|No OpenIDConnect/i.test(`${name} ${message}`);
  }
}

function assumeAs(aws: MiniStack, role: string, { context = {} }: Question): Promise<Credentials> {
  const claim = (name: string) => Object.entries(context).find(([key]) => key.endsWith(`:${name}`))?.[1] ?? "";
  const iss = `https://${(context["principal"] ?? "").replace(/^.*:oidc-provider\//, "")}`;
  return aws.assumeWithToken(role, { iss, aud: claim("aud"), sub: claim("sub") });
}
