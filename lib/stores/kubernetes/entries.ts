import type { NeededVariable } from "../../core/blueprint";
import type { EntryContent } from "../../core/entry";
import type { Subject } from "../../core/subject";
import { Reference, secretCall, Verbatim, type WriteOnlyValue } from "../../core/expression";
import { providerHandle } from "../../core/provider-handle";
import type { Resources } from "../../core/resource";
import { documentParts, documentText, RANDOM, type DocumentParts } from "../../core/carriers";
import { refusingPlaceholder } from "../../core/placeholder";
import { documentWrite, writeRecord } from "../../core/written";
import type { KubernetesSecretProps } from "./props";
import { SECRET_ANNOTATIONS } from "../../engine/objects";

const SECRET = "store/secret";

/** The Secret: all values go through the write-only argument, so that none is in plan or state. */
export function secretResources(
  { name, namespace }: Subject,
  content: EntryContent & { kind: "document" },
  variables: readonly NeededVariable[],
  { provider }: KubernetesSecretProps,
): Resources {
  const rules = { variables, generator: RANDOM, limits: { maxBytes: SECRET_MAX_BYTES } };
  const document = documentParts("store", content, rules);
  return [
    ...document.resources,
    {
      kind: "resource",
      type: "kubernetes_secret_v1",
      path: SECRET,
      provider: providerHandle(provider),
      arguments: {
        metadata: { name, namespace, annotations: new Verbatim(SECRET_ANNOTATIONS) },
        type: "Opaque",
        data_wo_revision: document.trigger,
      },
      writeOnly: { data_wo: dataOf(document) },
      access: true,
    },
    writeRecord({
      path: "store/written",
      trigger: new Reference(SECRET, "data_wo_revision"),
      ...documentWrite(name, document.secrets),
    }),
  ];
}

/** The API server takes no key with spaces; this one says why. */
const NO_KEY = JSON.stringify({ "a variable holds the placeholder, export the real values": "" });

function dataOf(document: DocumentParts): WriteOnlyValue {
  const { settings, secrets, carried } = document;
  if (!carried.some(({ value }) => value.origin.kind === "variable")) return new Verbatim({ ...settings, ...secrets });
  return secretCall("jsondecode", refusingPlaceholder(documentText(document), carried, NO_KEY));
}

/** Most bytes that a Secret takes. */
export const SECRET_MAX_BYTES = 1024 * 1024;
