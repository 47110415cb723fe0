import type { Entry } from "../../core/entry";

/** A secret that is somewhere: a regional one has a location. */
export interface SecretReference {
  readonly project: string;
  readonly location: string | undefined;
  readonly id: string;
}

const ID = /^[A-Za-z0-9_-]{1,255}$/;
const RESOURCE = /^projects\/([^/]+)(?:\/locations\/([a-z0-9-]{1,30}))?\/secrets\/([A-Za-z0-9_-]{1,255})$/;

/** The secret that an id, or a resource name without version, stands for; undefined where the text is neither. */
export function parseReference(text: string, project: string): SecretReference | undefined {
  if (ID.test(text)) return { project, location: undefined, id: text };
  const match = RESOURCE.exec(text);
  if (!match) return undefined;
  const [, owner = "", location, id = ""] = match;
  return { project: owner, location, id };
}

/** Resource name: what the CSI provider and IAM call the secret. */
function resourceName({ project, location, id }: SecretReference): string {
  return `projects/${project}${location === undefined ? "" : `/locations/${location}`}/secrets/${id}`;
}

/** Resource name of an id or of a resource name; a text that is neither stays as it is, and is a problem elsewhere. */
export function canonicalName(text: string, project: string): string {
  const reference = parseReference(text, project);
  return reference ? resourceName(reference) : text;
}

/** Resource name of an entry's secret. */
export function resourceOf(entry: Entry, project: string): string {
  return canonicalName(entry.name, project);
}
