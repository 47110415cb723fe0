import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { TerraformStack, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { EphemeralBlock } from "./ephemeral-block";
import { objects, refusing, requireVersions, secretVariable } from "./l1";

const ACCOUNT = "111122223333";
const ISSUER = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
const SECRET_ARN = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret`;

/** The same environment, written by hand with the providers' own constructs and the same ids. */
export function awsEnvironmentByHand(parent: Construct, id: string, name: string): void {
  const scope = new Construct(parent, id);
  requireVersions(TerraformStack.of(parent), {
    aws: ">= 5.100.0, < 7.0.0",
    kubernetes: ">= 2.37.1, < 4.0.0",
  });
  const before = [...identity(new Construct(scope, "identity"), name), ...store(new Construct(scope, "store"), name)];
  objects(new Construct(scope, "objects"), {
    name,
    serviceAccountAnnotations: { "eks.amazonaws.com/role-arn": `arn:aws:iam::${ACCOUNT}:role/prod-mendix-${name}` },
    providerClass: { provider: "aws", parameters: { region: "eu-west-1", objects: mounted(name) } },
    restart: "4057569b",
    before,
  });
}

function identity(scope: Construct, name: string): ITerraformDependable[] {
  const role = new IamRole(scope, "role", { name: `prod-mendix-${name}`, assumeRolePolicy: trust(name) });
  const policy = (purpose: string, sid: string, actions: string[], resources: string[]) =>
    new IamRolePolicy(scope, purpose, {
      name: `prod-mendix-${name}-${purpose}`,
      role: role.id,
      policy: document({ Sid: sid, Effect: "Allow", Action: actions, Resource: resources }),
    });
  const files = ["AbortMultipartUpload", "DeleteObject", "GetObject", "ListMultipartUploadParts", "PutObject"];
  const entries = ["", "/mx-admin-password", "/mx-const-Payments.ApiKey"];
  return [
    policy(
      "database",
      "ConnectToDatabase",
      ["rds-db:connect"],
      [`arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:db-ABC123/${name}`],
    ),
    policy(
      "file-storage",
      "Files",
      files.map((action) => `s3:${action}`),
      [`arn:aws:s3:::acme-files/${name}/*`],
    ),
    policy(
      "secret-store",
      "ReadSecrets",
      ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      entries.map((entry) => `${SECRET_ARN}:prod/mendix/${name}${entry}-??????`),
    ),
  ];
}

function document(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

function trust(name: string): string {
  return document({
    Sid: "ServiceAccount",
    Effect: "Allow",
    Action: ["sts:AssumeRoleWithWebIdentity"],
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}` },
    Condition: {
      StringEquals: {
        [`${ISSUER}:aud`]: "sts.amazonaws.com",
        [`${ISSUER}:sub`]: `system:serviceaccount:mendix:${name}`,
      },
    },
  });
}

function store(scope: Construct, name: string): ITerraformDependable[] {
  return [
    ...entry(new Construct(scope, "settings"), `prod/mendix/${name}`, () => ({
      secretString: JSON.stringify(settings(name)),
      versionStages: ["AWSCURRENT"],
    })),
    ...entry(new Construct(scope, "mx-admin-password"), `prod/mendix/${name}/mx-admin-password`, (child) => ({
      secretStringWo: generated(child),
      secretStringWoVersion: 1,
    })),
    ...entry(
      new Construct(scope, "mx-const-Payments.ApiKey"),
      `prod/mendix/${name}/mx-const-Payments.ApiKey`,
      (child) => ({
        secretStringWo: variable(child, name),
        secretStringWoVersion: 1,
      }),
    ),
  ];
}

function entry(scope: Construct, name: string, version: (scope: Construct) => object): ITerraformDependable[] {
  const lifecycle = { createBeforeDestroy: true };
  const secret = new SecretsmanagerSecret(scope, "secret", { name, lifecycle });
  return [
    secret,
    new SecretsmanagerSecretVersion(scope, "version", { secretId: secret.id, lifecycle, ...version(scope) }),
  ];
}

function settings(name: string) {
  return {
    "database-host": "orders.abc.eu-west-1.rds.amazonaws.com:5432",
    "database-jdbc-url": `jdbc:postgresql://orders.abc.eu-west-1.rds.amazonaws.com:5432/${name}?sslmode=require`,
    "database-name": name,
    "database-type": "PostgreSQL",
    "database-username": name,
    "mx-const-Shop.WelcomePageTitle": "Welcome",
    "storage-bucket-name": name,
    "storage-endpoint": "https://acme-files.s3.eu-west-1.amazonaws.com",
    "storage-service-name": "com.mendix.storage.s3",
  };
}

function generated(scope: Construct): string {
  return new EphemeralBlock(scope, "generated", "aws_secretsmanager_random_password", {
    password_length: 32,
    require_each_included_type: true,
    exclude_characters: "\"'`{}<>&;|\\%$",
  }).attribute("random_password");
}

function variable(scope: Construct, environment: string): string {
  const name = `${environment.replace(/-/g, "_")}_payments_api_key`;
  secretVariable(scope, { environment, name, key: "mx-const-Payments.ApiKey", maxBytes: 65_536 });
  return refusing(name, 'format("%065537d", 0)', `var.${name}`);
}

const DOCUMENT_KEYS = [
  "database-type",
  "database-host",
  "database-name",
  "database-jdbc-url",
  "database-username",
  "storage-service-name",
  "storage-endpoint",
  "storage-bucket-name",
  "mx-const-Shop.WelcomePageTitle",
];

function mounted(name: string): string {
  const object = (objectName: string, alias: string) =>
    `- objectName: ${objectName}\n  objectType: secretsmanager\n  objectAlias: ${alias}\n`;
  const paths = DOCUMENT_KEYS.map((key) => `    - path: '"${key}"'\n      objectAlias: ${key}\n`);
  return [
    object(`prod/mendix/${name}`, "document-settings"),
    `  jmesPath:\n${paths.join("")}`,
    ...["mx-admin-password", "mx-const-Payments.ApiKey"].map((key) => object(`prod/mendix/${name}/${key}`, key)),
  ].join("");
}
