import type { Entry } from "../../core/entry";
import type { FillCommand } from "../../core/fill";
import { SECRET_MAX_BYTES } from "./options";
import { parseReference } from "./reference";

/**
 * The command that adds a version of a secret. A document that holds more than this value is left to its owner.
 *
 * @see https://cloud.google.com/sdk/gcloud/reference/secrets/versions/add
 */
export function fillCommand(project: string, { name }: Entry, property: string | undefined): FillCommand | undefined {
  const reference = parseReference(name, project);
  if (property !== undefined || !reference) return undefined;
  const { location } = reference;
  return {
    client: "gcloud",
    words: [
      ...["secrets", "versions", "add", reference.id, `--project=${reference.project}`],
      ...(location === undefined ? [] : [`--location=${location}`]),
    ],
    source: { stdin: "--data-file=-", file: "--data-file=" },
    limits: { maxBytes: SECRET_MAX_BYTES },
  };
}
