import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import type { Construct } from "constructs";
import type { Blueprint } from "../../blueprint/blueprint";
import type { Bound } from "../../blueprint/parts";
import { bindDocument } from "../../values/bind/document";
import { randomGenerator } from "../../values/bind/secret-expression";
import { defined } from "../../values/defined";
import { terraformValue } from "../../values/text";
import { SECRET_MAX_BYTES, type KubernetesSecretProps } from "../kubernetes-secret";
import { SECRET_ANNOTATIONS } from "../objects";

const VALUE_RULES = { generate: randomGenerator, limits: { maxBytes: SECRET_MAX_BYTES } };

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
  const { settings, secrets, trigger } = bindDocument(scope, blueprint, bound, entry.content, VALUE_RULES);
  bound.prerequisites.push(
    new SecretV1(
      scope,
      "secret",
      defined({
        provider,
        metadata: { name, namespace, annotations: { ...SECRET_ANNOTATIONS } },
        type: "Opaque",
        dataWo: { ...terraformValue(settings), ...secrets },
        dataWoRevision: trigger,
      }),
    ),
  );
}
