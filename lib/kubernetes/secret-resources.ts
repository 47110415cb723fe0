import type { NeededVariable } from "../blueprint/blueprint";
import type { EntryContent } from "../blueprint/entry";
import type { Subject } from "../blueprint/subject";
import { Verbatim } from "../core/expression";
import { providerHandle } from "../core/provider-handle";
import type { Resources } from "../core/resource";
import { documentParts, RANDOM } from "../values/carriers";
import { SECRET_MAX_BYTES, type KubernetesSecretProps } from "./kubernetes-secret";
import { SECRET_ANNOTATIONS } from "./objects";

/** The Secret: all values go through the write-only argument, so that none is in plan or state. */
export function secretResources(
  { name, namespace }: Subject,
  content: EntryContent & { kind: "document" },
  variables: readonly NeededVariable[],
  { provider }: KubernetesSecretProps,
): Resources {
  const rules = { variables, generator: RANDOM, limits: { maxBytes: SECRET_MAX_BYTES } };
  const { resources, settings, secrets, trigger } = documentParts("store", content, rules);
  return [
    ...resources,
    {
      kind: "resource",
      type: "kubernetes_secret_v1",
      path: "store/secret",
      provider: providerHandle(provider),
      arguments: {
        metadata: { name, namespace, annotations: new Verbatim(SECRET_ANNOTATIONS) },
        type: "Opaque",
        data_wo_revision: trigger,
      },
      writeOnly: { data_wo: new Verbatim({ ...settings, ...secrets }) },
      access: true,
    },
  ];
}
