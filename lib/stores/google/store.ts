import type { Entry } from "../../core/entry";
import { isProjectId } from "../../core/google-project";
import { GoogleGrant } from "../../core/grant";
import { SecretStore, type StoreContext, type StoreShare } from "../../core/parts";
import { quote } from "../../core/problem";
import { providerHandle } from "../../core/provider-handle";
import { Share } from "../../core/share";
import { planEntries, StoreLayout } from "../store-layout";
import type { Subject } from "../../core/subject";
import { appliesLive } from "../../catalogue/live";
import { isToken } from "../../core/names";
import { SecretValue } from "../../core/secret-value";
import { checkExisting, propertyOf, type ExistingGoogleSecret } from "./existing";
import { fillCommand } from "./fill";
import { checkReplication } from "./replication";
import { checkSecretIds, secretId } from "./names";
import { checkDriver, checkLabels, checkPins, checkValues, VersionDeletion } from "./options";
import { remoteValues, secretProviderClassParameters } from "./mount";
import { canonicalName, parseReference, resourceOf } from "./reference";
import { secretResources } from "./entries";
import { storeSteps } from "./steps";
import { GkeWorkloadIdentity } from "../../clouds/google/workload-identity";
import { assertTypes } from "../../core/prop-types";
import type { GoogleSecretManagerProps } from "./props";

const PROP_TYPES = {
  project: "text",
  name: "text",
  secretIds: "map of texts",
  replicas: "list",
  kmsKeyName: "text",
  labels: "map of texts",
  deletionProtection: "flag",
  versionDeletion: "text",
  pinnedVersions: "map of texts",
  existing: "list",
} as const;

/** The one role that the pod has, on each of its secrets. */
const READER = "roles/secretmanager.secretAccessor";

/**
 * Google Secret Manager: one secret for each key. The pod's own principal may read exactly these.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/#configuring-a-secret-store-with-google-secret-manager
 */
export class GoogleSecretManager extends SecretStore {
  /** A store whose secrets others made; keys that no existing secret holds are written to secrets of its own. */
  static fromExisting(
    props: GoogleSecretManagerProps & { readonly existing: readonly ExistingGoogleSecret[] },
  ): GoogleSecretManager {
    return new GoogleSecretManager(props);
  }

  readonly title = "Google Secret Manager";
  override readonly entryPerKey = true;

  constructor(readonly props: GoogleSecretManagerProps = {}) {
    super();
  }

  describe(context: StoreContext): StoreShare {
    const share = new Share();
    const { props } = this;
    assertTypes("store", props, PROP_TYPES);
    const { subject } = context;
    const project = projectOf(props, subject);
    const entries = planEntries(share, context.keys, {
      layout: StoreLayout.ENTRIES,
      settingsApart: true,
      nameOf: (part) => secretId(subject, props, typeof part === "string" ? part : part.key),
      existing: (props.existing ?? []).map(({ secret, keys }) => ({ name: secret, keys })),
      canonicalName: (name) => canonicalName(name, project),
    });
    this.check(share, context, project, entries);
    const grants = entries.map((entry) => describeEntry(share, entry, project, entries.length));
    const member = context.identity instanceof GkeWorkloadIdentity ? context.identity.memberFor(subject) : "";
    // What External Secrets Operator reads for the pod, the pod itself may not read.
    const readers = context.reader === "operator" ? [] : grants;
    const { variables } = context;
    share.make(() => secretResources({ props, project, entries, grants: readers, member, variables }));
    share.steps.push(...storeSteps(subject, project, props));
    share.providers.add("google");
    // Each resource names its project, so that one provider serves several.
    const handle = providerHandle(props.provider);
    share.places.push({ provider: "google", prop: "store.provider", what: "the secrets", handle });
    if (context.keys.some(({ value }) => SecretValue.isSecretValue(value) && value.origin.kind === "generated")) {
      share.providers.add("random");
    }
    share.gate("csi-secret-store", "store");
    this.restartOnPins(share, context);
    const parameters = secretProviderClassParameters(context, project, props, entries);
    return Object.assign(share, {
      entries,
      mount: { kind: "SecretProviderClass", provider: "gcp", parameters } as const,
      remoteValues: remoteValues(context, project, props, entries),
      fill: (entry: Entry, key: string) => {
        const isOwn = entry.content.kind !== "existing";
        return fillCommand(project, entry, isOwn ? undefined : propertyOf(key, context, props.existing ?? []));
      },
    });
  }

  private check(share: Share, context: StoreContext, project: string, entries: readonly Entry[]): void {
    const { props } = this;
    checkProject(share, props, context.subject);
    checkSecretIds(share, props, entries, project);
    checkExisting(share, props.existing ?? [], context, project);
    checkReplication(share, props);
    checkLabels(share, props.labels);
    checkPins(share, props.pinnedVersions, entries, props.versionDeletion ?? VersionDeletion.DISABLE);
    checkDriver(share, props.driver);
    checkValues(share, context);
  }

  /** Another version of a key that does not apply live reaches the app only through a restart. */
  private restartOnPins(share: Share, { versions }: StoreContext): void {
    for (const [key, version] of Object.entries(this.props.pinnedVersions ?? {})) {
      if (!appliesLive(key, versions)) share.restartOn[`pin ${key}`] = version;
    }
  }
}

/** Project of the secrets: as given, else the cluster's. */
export function projectOf({ project }: Pick<GoogleSecretManagerProps, "project">, { cluster }: Subject): string {
  return project ?? cluster.project ?? "";
}

function checkProject(share: Share, { project }: GoogleSecretManagerProps, { cluster }: Subject): void {
  if (project === undefined && cluster.kind === "GKE") return;
  if (project !== undefined && !isToken(project) && isProjectId(project)) return;
  share.problem(
    "MX-GOOGLE-PROJECT",
    "store.project",
    project === undefined
      ? `The cluster "${cluster.name}" (${cluster.kind}) is in no Google project that the secrets could be in.`
      : `${isToken(project) ? "A Terraform token" : quote(project)} is not the id of a project, known at synthesis; its number is not the id.`,
    'Write project: "acme-prod".',
  );
}

/** What an entry takes: its name, a secret where it is made here, and the pod's permission to read it. */
function describeEntry(share: Share, entry: Entry, project: string, count: number): GoogleGrant {
  const own = entry.content.kind !== "existing";
  const reference = parseReference(entry.name, project);
  const scope = [reference?.project ?? project, reference?.location].filter((part) => part).join("/");
  const name = reference?.id ?? entry.name;
  share.claims.push({ kind: "Google secret", scope, name, prop: "store.name", exclusive: own });
  const summary = count === 1 ? "read this secret" : `read these ${count} secrets`;
  const grant = new GoogleGrant("secret-store", entry.id, summary, READER, resourceOf(entry, project));
  share.grants.push(grant);
  return grant;
}
