import type { TerraformProvider } from "cdktf";
import type { Entry } from "../blueprint/entry";
import { isProjectId } from "../blueprint/google-project";
import { GoogleGrant } from "../blueprint/grant";
import { SecretStore, type StoreContext, type StoreShare } from "../blueprint/parts";
import { quote } from "../blueprint/problem";
import { Share } from "../blueprint/share";
import { planEntries, StoreLayout } from "../blueprint/store-layout";
import type { Subject } from "../blueprint/subject";
import { appliesLive } from "../catalogue/live";
import { isToken } from "../values/names";
import { SecretValue } from "../values/secret-value";
import { checkExisting, type ExistingGoogleSecret } from "./existing-secret";
import { checkReplication, type GoogleReplica } from "./replication";
import { checkSecretIds, secretId } from "./secret-id";
import {
  checkDriver,
  checkLabels,
  checkPins,
  checkValues,
  VersionDeletion,
  type GoogleCsiDriver,
} from "./secret-options";
import { remoteValues, secretProviderClassParameters } from "./secret-provider-class";
import { canonicalName, parseReference, resourceOf } from "./secret-reference";
import { secretResources } from "./secret-resources";
import { storeSteps } from "./steps";
import { GkeWorkloadIdentity } from "./workload-identity";
import { assertTypes } from "../values/prop-types";

export interface GoogleSecretManagerProps {
  /**
   * Id of the project that the secrets are in.
   *
   * @default - the cluster's
   */
  readonly project?: string;
  /**
   * Beginning of the ids of the secrets; `-` and the key follow it.
   *
   * @default - cluster, namespace and name joined by `-`
   */
  readonly name?: string;
  /**
   * Ids of single secrets by the key that they hold.
   *
   * @default - `name` and the key, with a fingerprint where the key holds a dot
   */
  readonly secretIds?: Readonly<Record<string, string>>;
  /**
   * Locations that hold a copy of every secret. It can't be changed once the secrets are there.
   *
   * @default - automatic replication
   */
  readonly replicas?: readonly GoogleReplica[];
  /**
   * Resource name of the Cloud KMS key of automatic replication; the key is in the location `global`.
   *
   * @default - Google's own key
   */
  readonly kmsKeyName?: string;
  /**
   * Labels of every secret.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Whether Terraform refuses to delete the secrets. A deleted secret can't be restored.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
  /**
   * What becomes of a version when a newer one has replaced it.
   *
   * @default VersionDeletion.DISABLE
   */
  readonly versionDeletion?: VersionDeletion;
  /**
   * Versions that the pod mounts, by key: a number, or an alias of the secret.
   *
   * @default - the latest of every key
   */
  readonly pinnedVersions?: Readonly<Record<string, string>>;
  /**
   * Secrets that somebody else made, with the keys that they hold. Regional secrets can be used like this only.
   *
   * @default - none
   */
  readonly existing?: readonly ExistingGoogleSecret[];
  /**
   * CSI driver that mounts the secrets. Only the open-source one works.
   *
   * @default GoogleCsiDriver.OPEN_SOURCE
   */
  readonly driver?: GoogleCsiDriver;
  /**
   * Provider of the secrets' project, where it is not the stack's default.
   *
   * @default - the stack's Google provider
   */
  readonly provider?: TerraformProvider;
}

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
