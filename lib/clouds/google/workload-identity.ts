import { acrossCopies } from "../../core/brand";
import { Identity, type Context, type IdentityShare } from "../../core/parts";
import { Share } from "../../core/share";
import { tokenSubject, type Subject } from "../../core/subject";
import { shellCommand } from "../../core/shell";
import type { Value } from "../../core/expression";
import { accountResources, memberOf } from "./account-resources";
import { workloadPool } from "./principal";
import {
  assertAccountTypes,
  describeServiceAccount,
  ExistingServiceAccount,
  planServiceAccount,
  type ExistingServiceAccountProps,
  type ServiceAccountProps,
} from "./service-account";

/** Annotation that the CSI provider and Google's libraries read the service account from. */
const SERVICE_ACCOUNT_ANNOTATION = "iam.gke.io/gcp-service-account";

/**
 * Workload Identity Federation for GKE: the pod is a principal of its own, without any Google service account.
 *
 * It serves the secret store. The runtime has no workload identity for Google Cloud Storage: declare that with
 * `FileStorage.s3Compatible` and HMAC keys.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/#configuring-a-secret-store-with-google-secret-manager
 */
export class GkeWorkloadIdentity extends Identity {
  static {
    acrossCopies(this, "GkeWorkloadIdentity");
  }

  /** The pod acts as a service account that the environment makes. */
  static withServiceAccount(props: ServiceAccountProps = {}): GkeWorkloadIdentity {
    return new GkeWorkloadIdentity(props);
  }

  /** The pod acts as a service account that somebody else made. */
  static fromExistingServiceAccount(props: ExistingServiceAccountProps): GkeWorkloadIdentity {
    return new GkeWorkloadIdentity(new ExistingServiceAccount(props));
  }

  readonly cloud = "google";
  readonly title = "GKE workload identity";
  override readonly alternatives = {
    "file-storage":
      'For Google Cloud Storage, which the runtime knows no workload identity for, write storage: FileStorage.s3Compatible({ endpoint: "https://storage.googleapis.com/BUCKET", ... }) with HMAC keys; for Amazon S3, give the storage static keys.',
    database: "Write password: SecretValue.fromVariable().",
  };

  /** @param account Leave it out: the pod's own principal is what the vendor documents. */
  constructor(private readonly account?: ServiceAccountProps | ExistingServiceAccount) {
    super();
  }

  /** Who the pod is in IAM policies. */
  memberFor(subject: Subject): Value {
    return memberOf(subject, this.account && planServiceAccount(subject, this.account));
  }

  describe(context: Context): IdentityShare {
    const share = new Share();
    const { subject } = context;
    checkCluster(share, subject);
    claimPrincipal(share, subject);
    share.restartOn["identity"] = "gke-workload-identity";
    const pool = workloadPool(subject.cluster);
    share.steps.push({
      as: "as the cluster's administrator",
      does: shellCommand(
        ...["gcloud", "container", "clusters", "update", subject.cluster.name],
        ...[`--project=${subject.cluster.project ?? ""}`, "--location=LOCATION", `--workload-pool=${pool}`],
      ),
      command: true,
      note: "skip it where Workload Identity Federation is on, as it is on Autopilot clusters",
    });
    const trusts = `only ${tokenSubject(subject)} of ${pool}`;
    const own = `ns/${subject.namespace}/sa/${subject.name}`;
    if (this.account) assertAccountTypes(this.account);
    if (!this.account) return Object.assign(share, { principal: `principal ${own}`, trusts });
    const plan = planServiceAccount(subject, this.account);
    describeServiceAccount(share, subject, plan);
    share.make(() => accountResources(subject, plan));
    share.serviceAccountAnnotations[SERVICE_ACCOUNT_ANNOTATION] = plan.email;
    return Object.assign(share, { principal: `service account ${plan.email}`, trusts });
  }
}

/** The pool is the project's: in two of its clusters one namespace and name are one principal. */
function claimPrincipal(share: Share, { cluster, namespace, name }: Subject): void {
  const scope = workloadPool(cluster);
  const kind = `principal of the workload pool ${scope}, which all clusters of the project share,`;
  share.claims.push({ kind, scope, name: `ns/${namespace}/sa/${name}`, prop: "name" });
}

function checkCluster(share: Share, { cluster }: Subject): void {
  if (cluster.kind === "GKE") return;
  share.problem(
    "MX-GKE-IDENTITY",
    "identity",
    `The cluster "${cluster.name}" is not a GKE cluster (${cluster.kind}), so its pods are no principals of Google.`,
    'Write cluster: Cluster.gke({ name, project: "acme-prod", projectNumber: "123456789012" }), or another identity and store.',
  );
}
