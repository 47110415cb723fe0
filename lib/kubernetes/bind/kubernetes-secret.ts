import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import { Construct } from "constructs";
import type { Blueprint } from "../../blueprint/blueprint";
import type { Bound } from "../../blueprint/parts";
import { randomGenerator, revisionOf, secretExpression } from "../../values/bind/secret-expression";
import { resolveSettings } from "../../values/bind/settings";
import { defined } from "../../values/defined";
import { documentTrigger } from "../../values/json";
import { terraformValue } from "../../values/text";
import { SECRET_MAX_BYTES, type KubernetesSecretProps } from "../kubernetes-secret";
import { SECRET_ANNOTATIONS } from "../objects";

/** Makes the Secret: all values go through the write-only argument, so that none is in plan or state. */
export function bindKubernetesSecret(
  scope: Construct,
  blueprint: Blueprint,
  bound: Bound,
  { provider }: KubernetesSecretProps,
): void {
  const [entry] = blueprint.entries;
  if (entry?.content.kind !== "document") return;
  const { name, namespace } = blueprint.subject;
  const settings = resolveSettings(entry.content.settings ?? {}, bound);
  const secrets = Object.entries(entry.content.secrets);
  const values = secrets.map(([key, value]) => [
    key,
    secretExpression(new Construct(scope, key), blueprint, key, value, randomGenerator, { maxBytes: SECRET_MAX_BYTES }),
  ]);
  const revisions = secrets.map(([key, value]) => [key, String(revisionOf(value))]);
  bound.prerequisites.push(
    new SecretV1(
      scope,
      "secret",
      defined({
        provider,
        metadata: { name, namespace, annotations: { ...SECRET_ANNOTATIONS } },
        type: "Opaque",
        dataWo: { ...terraformValue(settings), ...(Object.fromEntries(values) as Record<string, string>) },
        dataWoRevision: documentTrigger({ ...settings, ...(Object.fromEntries(revisions) as Record<string, string>) }),
      }),
    ),
  );
}
