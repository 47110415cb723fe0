import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import type { Blueprint } from "../../blueprint/blueprint";
import type { Bound } from "../../blueprint/parts";
import { bindDocument, documentJson, type BoundDocument } from "../../values/bind/document";
import { randomGenerator } from "../../values/bind/secret-expression";
import { refusingPlaceholder } from "../../values/bind/placeholder";
import { documentWrite, recordWrite } from "../../values/bind/written";
import { defined } from "../../values/defined";
import { functionArgument } from "../../values/json";
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
  const document = bindDocument(scope, blueprint, bound, entry.content, VALUE_RULES);
  const secret = new SecretV1(
    scope,
    "secret",
    defined({
      provider,
      metadata: { name, namespace, annotations: { ...SECRET_ANNOTATIONS } },
      type: "Opaque",
      dataWo: dataOf(document),
      dataWoRevision: document.trigger,
    }),
  );
  bound.prerequisites.push(secret);
  recordWrite(scope, { resource: secret, trigger: "data_wo_revision", ...documentWrite(name, document.secrets) });
}

/** The API server takes no key with spaces; this one says why. */
const NO_KEY = JSON.stringify({ "a variable holds the placeholder, export the real values": "" });

function dataOf(document: BoundDocument) {
  const { settings, secrets, carried } = document;
  const plain = { ...terraformValue(settings), ...secrets };
  if (!carried.some(({ value }) => value.origin.kind === "variable")) return plain;
  const text = refusingPlaceholder(documentJson(document), carried, functionArgument(NO_KEY));
  return Token.asStringMap(Fn.jsondecode(text));
}
