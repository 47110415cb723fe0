import type { Subject } from "./trust";
import { trustQuestions } from "./trust";
import { SUFFIX, viaSecretsManager, type AwsNeeds } from "./needs";
import type { Question } from "../oracle";

const READ = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"];
const OBJECT = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"];
const DELETE = "s3:DeleteObject";

/** Everything that the pod has to be able to do, and what a neighbour's mistake would let it do. */
export function awsQuestions(needs: AwsNeeds, subject: Subject): readonly Question[] {
  return [
    ...secretQuestions(needs),
    ...fileQuestions(needs),
    ...databaseQuestions(needs),
    ...keyQuestions(needs),
    ...trustQuestions(subject),
  ];
}

type Elsewhere = Partial<AwsNeeds["place"] & Pick<AwsNeeds, "partition">>;

function secretArn({ partition: own, place }: AwsNeeds, name: string, changes: Elsewhere = {}): string {
  const { partition, region, account } = { partition: own, ...place, ...changes };
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}${SUFFIX}`;
}

function secretQuestions(needs: AwsNeeds): Question[] {
  const own = new Set(needs.secrets);
  const neighbours = new Set(needs.secrets.flatMap(neighboursOf).filter((name) => !own.has(name)));
  const elsewhere = [{ region: "sa-east-1" }, { account: "999999999999" }, { partition: "aws-iso" }];
  const read = (title: string, name: string, expected: boolean) =>
    READ.map((action) => ask(title, action, secretArn(needs, name), expected));
  return [
    ...needs.secrets.flatMap((name) => read("own entry", name, true)),
    ...needs.secrets.flatMap((name) => copies(needs, name)),
    ...needs.foreign.flatMap((name) => read("own entry, which somebody else reads", name, false)),
    ...[...neighbours].flatMap((name) => read("neighbour's entry", name, false)),
    ...needs.secrets.flatMap((name) =>
      elsewhere.map((place) => ask("same name elsewhere", READ[1] ?? "", secretArn(needs, name, place), false)),
    ),
  ];
}

/** The copy of an entry in the failover region; what somebody else made has a copy as well. */
function copies(needs: AwsNeeds, name: string): Question[] {
  const { failoverRegion } = needs;
  if (failoverRegion === undefined) return [];
  const copy = secretArn(needs, name, { region: failoverRegion });
  return READ.map((action) => ask("own entry in the failover region", action, copy, true));
}

/** Names that a wildcard or a missing separator would take in. */
function neighboursOf(name: string): string[] {
  const parent = name.split("/").slice(0, -1).join("/");
  const around = [
    `${name}-2`,
    `${name}x`,
    `${name}/child`,
    `${name}${SUFFIX}`,
    `x${name}`,
    `x/${name}`,
    name.slice(0, -1),
  ];
  return [...around, parent, `${parent}/other`, name.toUpperCase()].filter((other) => other !== "" && other !== name);
}

function fileQuestions({ partition, files }: AwsNeeds): Question[] {
  if (!files) return [];
  const { bucket, prefix, deletes, lists } = files;
  const arn = (key: string, of = bucket) => `arn:${partition}:s3:::${of}/${key}`;
  const outside = [
    `${prefix}-2/a`,
    `${prefix}x/a`,
    `${prefix}`,
    "a",
    `x${prefix}/a`,
    `x/${prefix}/a`,
    `${prefix.slice(0, -1)}/a`,
  ];
  const all = [...OBJECT, DELETE];
  return [
    ...all.flatMap((action) => {
      const needed = action !== DELETE || deletes;
      return [arn(`${prefix}/a`), arn(`${prefix}/a/b c`)].map((key) => ask("own file", action, key, needed));
    }),
    ...outside.flatMap((key) => all.map((action) => ask("file outside", action, arn(key), false))),
    ...all.map((action) => ask("other partition", action, inAnotherPartition(arn(`${prefix}/a`)), false)),
    ...all.map((action) => ask("other bucket", action, arn(`${prefix}/a`, `${bucket}-2`), false)),
    ...listQuestions(`arn:${partition}:s3:::${bucket}`, prefix, lists),
  ];
}

function listQuestions(bucket: string, prefix: string, lists: boolean): Question[] {
  const list = (of: string, expected: boolean, where = bucket): Question => ({
    ...ask(`list ${of}`, "s3:ListBucket", where, expected),
    context: { "s3:prefix": of },
  });
  return [
    list(`${prefix}/`, lists),
    list(`${prefix}/a`, lists),
    list("", false),
    list(`${prefix}-2/`, false),
    list(`x${prefix}/`, false),
    ask("list without a prefix", "s3:ListBucket", bucket, false),
    ...[`${bucket}-2`, `${bucket}2`, inAnotherPartition(bucket)].map((other) => list(`${prefix}/`, false, other)),
  ];
}

function databaseQuestions(needs: AwsNeeds): Question[] {
  const { partition, region, account, database } = needs;
  if (!database) return [];
  const arn = (resourceId: string, user: string, where = { region, account }) =>
    `arn:${partition}:rds-db:${where.region}:${where.account}:dbuser:${resourceId}/${user}`;
  const { resourceId, user } = database;
  const connect = (title: string, resource: string, expected: boolean) =>
    ask(title, "rds-db:connect", resource, expected);
  return [
    connect("own user", arn(resourceId, user), true),
    connect("other user", arn(resourceId, `${user}2`), false),
    connect("master user", arn(resourceId, "postgres"), false),
    connect("other database", arn(`${resourceId}2`, user), false),
    connect("other region", arn(resourceId, user, { region: "sa-east-1", account }), false),
    connect("other partition", inAnotherPartition(arn(resourceId, user)), false),
    connect("other account", arn(resourceId, user, { region, account: "999999999999" }), false),
  ];
}

function keyQuestions({ kmsKeyArn, place: { region } }: AwsNeeds): Question[] {
  if (kmsKeyArn === undefined) return [];
  const own = viaSecretsManager(region);
  const decrypt = (title: string, resource: string, service: string, expected: boolean): Question => ({
    ...ask(title, "kms:Decrypt", resource, expected),
    context: { "kms:ViaService": service },
  });
  const others = [
    `${kmsKeyArn}2`,
    `${kmsKeyArn.slice(0, -1)}1`,
    kmsKeyArn.replace(`:${region}:`, ":sa-east-1:"),
    kmsKeyArn.replace(/:\d{12}:/, ":999999999999:"),
    inAnotherPartition(kmsKeyArn),
  ];
  return [
    decrypt("own key through Secrets Manager", kmsKeyArn, own, true),
    ask("own key directly", "kms:Decrypt", kmsKeyArn, false),
    decrypt("own key through S3", kmsKeyArn, own.replace(/^secretsmanager/, "s3"), false),
    decrypt("own key through another region", kmsKeyArn, viaSecretsManager("sa-east-1"), false),
    ...others.map((key) => decrypt("another key", key, own, false)),
  ];
}

function inAnotherPartition(arn: string): string {
  return arn.replace(/^arn:[^:]+:/, "arn:aws-iso:");
}

function ask(title: string, action: string, resource: string, expected: boolean): Question {
  return { title, action, resource, expected };
}
