import type { EventText } from "./text";

/** What the provider of Google says. */
export const GOOGLE_TEXTS: readonly EventText[] = [
  {
    id: "google-not-found",
    speaker: "Google",
    says: /code = NotFound desc = Secret \[(?<name>[^\]]+)\] not found or has no versions/,
    example:
      "{projects/acme-prod/secrets/orders-db/versions/latest  database-password}: rpc error: code = NotFound desc = Secret [projects/1/secrets/orders-db] not found or has no versions.",
    cause: "There is no secret $<name>, or it has no version.",
    fix: "Apply the stack, or fill what somebody else writes (explain names it).",
  },
  {
    id: "google-key",
    speaker: "Google",
    says: /key '(?<key>[^']+)' not found in JSON/,
    example:
      "{projects/acme-prod/secrets/orders/versions/latest  database-password}: key 'database-password' not found in JSON",
    cause: "The document has no key $<key>.",
    fix: "Write that key into the secret.",
  },
  {
    id: "google-denied",
    speaker: "Google",
    says: /Permission 'secretmanager\.versions\.access' denied for resource '(?<name>[^']+)'/,
    example:
      "rpc error: code = PermissionDenied desc = Permission 'secretmanager.versions.access' denied for resource 'projects/acme-prod/secrets/orders-db/versions/latest' (or it may not exist).",
    cause: "The pod's principal may not read $<name>, or it does not exist.",
    fix: "Apply the stack, which grants it; compare the cluster's project and project number in clusters.yaml.",
  },
  {
    id: "google-audience",
    speaker: "Google",
    says: /no token has audience value of idPool/,
    example:
      "unable to obtain auth for mount: unable to obtain workload identity auth: unable to fetch SA token from driver: no token has audience value of idPool",
    cause: "The driver hands out tokens, and none for the cluster's workload pool.",
    fix: "Add PROJECT.svc.id.goog to the driver's chart value tokenRequests (doctor: csi-driver-google-audience).",
  },
  {
    id: "google-impersonation",
    speaker: "Google",
    says: /unable to fetch gcp service account token/,
    example:
      "unable to obtain auth for mount: unable to obtain workload identity auth: unable to fetch gcp service account token: PermissionDenied",
    cause: "The pod may not act as the Google service account of its annotation iam.gke.io/gcp-service-account.",
    fix: "Grant roles/iam.workloadIdentityUser on it, or take the annotation off: the library's grants are the pod's own.",
  },
  {
    id: "google-unreachable",
    speaker: "Google",
    says: /unable to fetch identitybindingtoken: (?<what>[\s\S]+)/,
    example:
      'unable to obtain auth for mount: unable to obtain workload identity auth: unable to fetch identitybindingtoken: Post "https://securetoken.googleapis.com/v1/identitybindingtoken": EOF',
    cause: "The provider gets no token from Google.",
    fix: "Check the nodes' way out to googleapis.com, and that Workload Identity Federation is on.",
  },
];
