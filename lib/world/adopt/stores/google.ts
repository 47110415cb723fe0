import type { ClassFile } from "../../../stores/class-rules";
import { annotationsOf, textIn, type Candidate } from "../candidates";
import { Todo, type Draft } from "../todo";
import { byObject, countOf, keysAmong, propertyNamesOf, type StoreReader } from "./taken";

/** Google Secret Manager: secrets by their resource names. */
export const readGoogle: StoreReader = ({ candidate, files }) => {
  const { keys, left } = keysAmong(files);
  const objects = byObject(keys);
  const project = objects.map(([name]) => projectOf(name)).find((found) => found !== undefined);
  const pinned = keys.filter(({ version }) => version !== undefined && version !== "latest");
  return {
    store: {
      googleSecretManager: {
        project: project ?? new Todo("id of the project that the secrets are in", "acme-prod"),
        ...(pinned.length === 0
          ? {}
          : { pinnedVersions: Object.fromEntries(pinned.map(({ file, version = "" }) => [file, version])) }),
        existing: objects.map(([secret, held]) => entryOf(secret, held, project)),
      },
    },
    identity: identityOf(candidate),
    keys: keys.map(({ file }) => file),
    taken: [`${countOf(keys, `${objects.length} secrets`)} as store.googleSecretManager.existing`],
    left,
  };
};

/** Project of a resource name, by its id; a number is another name of the same. */
export function projectOf(resource: string): string | undefined {
  const [, project] = /^projects\/([^/]+)\//.exec(resource) ?? [];
  return project !== undefined && !/^\d+$/.test(project) ? project : undefined;
}

function entryOf(secret: string, held: readonly ClassFile[], project: string | undefined): Draft {
  const own = `projects/${project ?? ""}/secrets/`;
  const inside = held.some(({ property }) => property !== undefined);
  const propertyNames = propertyNamesOf(held);
  return {
    secret: secret.startsWith(own) ? secret.slice(own.length) : secret,
    keys: held.map(({ file }) => file),
    ...(inside && held.length === 1 && !propertyNames ? { json: true } : {}),
    ...(propertyNames ? { propertyNames } : {}),
  };
}

function identityOf({ account }: Candidate): Draft {
  const email = textIn(annotationsOf(account)["iam.gke.io/gcp-service-account"]);
  return email === undefined
    ? { gkeWorkloadIdentity: {} }
    : { gkeWorkloadIdentityFromExistingServiceAccount: { email } };
}
