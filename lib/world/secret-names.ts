import { isRecord } from "./shapes";

const ANNOTATION = "privatecloud.mendix.com/environment-secret";

/**
 * What `kubectl get secrets` prints: one line for each Secret with its namespace, name, type, the Operator's
 * annotation, and its keys. kubectl itself fetches the Secrets and filters afterwards, so the right to list them is
 * used; no value reaches this process.
 */
const TEMPLATE = [
  "{{range .items}}",
  '{{.metadata.namespace}}{{"\\t"}}{{.metadata.name}}{{"\\t"}}{{.type}}{{"\\t"}}',
  `{{range $name, $value := .metadata.annotations}}{{if eq $name "${ANNOTATION}"}}{{if eq $value "true"}}true{{end}}{{end}}{{end}}`,
  '{{"\\t"}}{{range $key, $value := .data}}{{$key}}{{if not $value}}={{end}} {{end}}{{"\\n"}}',
  "{{end}}",
].join("");

/** What kubectl is asked for the Secrets of a namespace: names and keys only. */
export function secretNamesQuery(namespace: string): readonly string[] {
  return ["get", "secrets", "--namespace", namespace, `--output=go-template=${TEMPLATE}`];
}

/** The Secrets in what the template printed. Names, types and keys have no blanks. */
export function parseSecretNames(printed: string): readonly unknown[] {
  const lines = printed.split("\n").filter((line) => line !== "");
  return lines.map((line) => {
    const [namespace, name, type, annotation, keys = ""] = line.split("\t");
    const written = keys.split(" ").filter((key) => key !== "");
    const annotations = annotation === "true" ? { [ANNOTATION]: annotation } : {};
    return {
      metadata: { namespace, name, annotations },
      type,
      keys: written.map((key) => key.replace(/=$/, "")),
      empty: written.filter((key) => key.endsWith("=")).map((key) => key.slice(0, -1)),
    };
  });
}

/** The same of a Secret in a saved file, whose values are dropped here. One that has names only stays as it is. */
export function namesOfSecret(object: unknown): unknown {
  if (!isRecord(object) || Array.isArray(object["keys"])) return object;
  const values = Object.entries({ ...recordOf(object["data"]), ...recordOf(object["stringData"]) });
  return {
    metadata: object["metadata"],
    type: object["type"],
    keys: values.map(([key]) => key),
    empty: values.filter(([, value]) => value === "" || value === null).map(([key]) => key),
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
