import { parse } from "yaml";
import { resolvedIn, resourcesOf } from "../../support/resolved";
import type { Deployed } from "../deployed";
import type { GoogleDocuments } from "./documents";

/** Where the pod goes, read off what it mounts and not off the library's grants. */
export interface GoogleNeeds {
  readonly namespace: string;
  readonly name: string;
  /** The workload pool of the cluster's project. */
  readonly pool: string;
  /** Who asks: the pod, or the service account where somebody else lets the pod act as it. */
  readonly principal: string;
  /** Resource names of the secrets that the pod reads. */
  readonly secrets: readonly string[];
  /** Resource names of the secrets that somebody else reads for the pod. */
  readonly foreign: readonly string[];
  /** Resource name of the service account that the stack lets the pod act as. */
  readonly account?: string;
}

export function needsOf(deployed: Deployed, { bindings }: GoogleDocuments): GoogleNeeds {
  const { namespace, name, cluster } = deployed.props;
  const { project = "", projectNumber = "" } = cluster;
  const pool = poolOf(project, projectNumber);
  const member = bindings.find((binding) => binding.member.startsWith("serviceAccount:"))?.member;
  const account = bindings.find(({ resource }) => resource.includes("/serviceAccounts/"))?.resource;
  const actsAs = account !== undefined || member === undefined;
  const secrets = mountedSecrets(deployed);
  return {
    namespace,
    name,
    pool,
    principal: actsAs ? podIn(pool, namespace, name) : member,
    secrets,
    foreign: writtenSecrets(deployed).filter((secret) => !secrets.includes(secret)),
    ...(account === undefined ? {} : { account }),
  };
}

/** Google's name for the workload pool of a project. */
export function poolOf(project: string, projectNumber: string): string {
  return `//iam.googleapis.com/projects/${projectNumber}/locations/global/workloadIdentityPools/${project}.svc.id.goog`;
}

/** Google's name for a ServiceAccount of a cluster. */
export function podIn(pool: string, namespace: string, name: string): string {
  return `principal:${pool}/subject/ns/${namespace}/sa/${name}`;
}

function mountedSecrets({ blueprint }: Deployed): readonly string[] {
  const { mount } = blueprint;
  if (mount.kind !== "SecretProviderClass" || mount.provider !== "gcp") return [];
  const mounted = parse(String(mount.parameters["secrets"])) as readonly { readonly resourceName: string }[];
  return [...new Set(mounted.map(({ resourceName }) => resourceName.replace(/\/versions\/.*$/, "")))];
}

function writtenSecrets({ configuration }: Deployed): readonly string[] {
  return resourcesOf(configuration, "google_secret_manager_secret").map(({ project, secret_id: id }) => {
    return `projects/${resolvedIn(configuration, project)}/secrets/${resolvedIn(configuration, id)}`;
  });
}
