import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { Construct } from "constructs";
import type { Blueprint } from "../../blueprint/blueprint";
import type { Entry } from "../../blueprint/entry";
import type { Bound } from "../../blueprint/parts";
import { bindDocument, documentJson } from "../../values/bind/document";
import { refusingPlaceholder, tooLong } from "../../values/bind/placeholder";
import { resolveSettings } from "../../values/bind/settings";
import { EphemeralResource } from "../../values/bind/ephemeral-resource";
import { revisionOf, secretExpression, type Generator } from "../../values/bind/secret-expression";
import { defined } from "../../values/defined";
import { terraformJson } from "../../values/json";
import { terraformText, terraformValue } from "../../values/text";
import type { AwsSecretsManagerProps } from "../secrets-manager";
import { SECRET_MAX_BYTES } from "../secret-name";

/** A replaced or dropped entry goes only after the pod's objects no longer name it. */
const LIFECYCLE = { createBeforeDestroy: true };

/** Makes the entries of the environment; existing ones are left alone. */
export function bindSecretsManager(
  scope: Construct,
  blueprint: Blueprint,
  bound: Bound,
  props: AwsSecretsManagerProps,
): void {
  for (const entry of blueprint.entries) {
    if (entry.content.kind !== "existing") bindEntry(new Construct(scope, entry.id), blueprint, bound, props, entry);
  }
}

function bindEntry(scope: Construct, blueprint: Blueprint, bound: Bound, props: AwsSecretsManagerProps, entry: Entry) {
  const common = defined({ provider: props.provider, lifecycle: LIFECYCLE });
  const secret = new SecretsmanagerSecret(
    scope,
    "secret",
    defined({
      ...common,
      name: entry.name,
      kmsKeyId: props.kmsKeyArn,
      recoveryWindowInDays: props.recoveryWindowInDays,
      tags: props.tags && terraformValue({ ...props.tags }),
      policy: props.resourcePolicy && terraformText(props.resourcePolicy),
      replica: props.replicas?.map((replica) => defined({ region: replica.region, kmsKeyId: replica.kmsKeyArn })),
    }),
  );
  bound.prerequisites.push(secret);
  const version = versionOf(scope, blueprint, bound, entry);
  if (version) {
    bound.prerequisites.push(
      new SecretsmanagerSecretVersion(scope, "version", { ...common, secretId: secret.id, ...version }),
    );
  }
}

/** A setting is an ordinary argument whose drift is seen; a secret goes through the write-only argument. */
function versionOf(scope: Construct, blueprint: Blueprint, bound: Bound, { content }: Entry) {
  switch (content.kind) {
    case "settings":
      return { secretString: terraformJson(resolveSettings(content.values, bound)), versionStages: ["AWSCURRENT"] };
    case "secret": {
      const { key, value } = content;
      const expression = secretExpression(scope, blueprint, key, value, awsGenerator, LIMITS);
      return {
        secretStringWo: refusingPlaceholder(expression, [{ value, expression }], tooLong(SECRET_MAX_BYTES)),
        secretStringWoVersion: revisionOf(value),
      };
    }
    case "document": {
      const document = bindDocument(scope, blueprint, bound, content, VALUE_RULES);
      const text = documentJson(document, content.nested);
      const secretStringWo = refusingPlaceholder(text, document.carried, tooLong(SECRET_MAX_BYTES));
      return { secretStringWo, secretStringWoVersion: document.trigger };
    }
    case "container":
    case "existing":
      return undefined;
  }
}

/** Plans call GetRandomPassword; no further provider is needed. */
const awsGenerator: Generator = (scope, id, length) =>
  new EphemeralResource(scope, id, "aws_secretsmanager_random_password", {
    password_length: length,
    require_each_included_type: true,
    exclude_characters: "\"'`{}<>&;|\\%$",
  }).attribute("random_password");

const LIMITS = { maxBytes: SECRET_MAX_BYTES };
const VALUE_RULES = { generate: awsGenerator, limits: LIMITS };
