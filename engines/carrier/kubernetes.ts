import type { ApiServer } from "../api-server";
import type { Carriages, Values } from "./carrier";

interface Metadata {
  readonly name: string;
  readonly namespace: string;
}

/** Who owns a field: what one manager no longer sends is taken away, so annotations have one of their own. */
const [OBJECTS, ANNOTATIONS] = ["carrier", "carrier-annotations"];

/** Kubernetes objects by kubectl: what the provider sends is what is applied. */
export function kubernetesCarriages(api: ApiServer): Carriages {
  const apply = (object: object, manager = OBJECTS) => {
    const flags = ["--server-side", `--field-manager=${manager}`, "--filename", "-"];
    return api.kubectl(["apply", ...flags], JSON.stringify(object));
  };
  const remove = (object: object) =>
    api.kubectl(["delete", "--ignore-not-found", "--filename", "-"], JSON.stringify(object));
  return {
    kubernetes_manifest: {
      put: ({ manifest }) => void apply(manifest as object),
      remove: ({ manifest }) => void remove(manifest as object),
    },
    kubernetes_annotations: {
      put: (values) => void apply(annotated(values), ANNOTATIONS),
    },
    kubernetes_secret_v1: {
      put: (values) => void (values["data_wo"] === undefined || apply(secretOf(values))),
      remove: (values) => void remove(secretOf(values)),
    },
  };
}

function annotated({ api_version, kind, metadata, annotations }: Values): object {
  return { apiVersion: api_version, kind, metadata: { ...(metadata as Metadata), annotations } };
}

function secretOf({ metadata, data_wo }: Values): object {
  return { apiVersion: "v1", kind: "Secret", metadata, stringData: data_wo ?? {} };
}
