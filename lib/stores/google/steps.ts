import type { Step } from "../../core/share";
import type { Subject } from "../../core/subject";
import { shellCommand } from "../../core/shell";
import { workloadPool } from "../../clouds/google/principal";
import { enableApi } from "../../clouds/google/steps";
import { kmsKeysOf, type Replication } from "./replication";

/** What has to be on once in a project before it has its first secret. */
export function storeSteps(subject: Subject, project: string, replication: Replication): readonly Step[] {
  return [
    enableApi("secretmanager.googleapis.com", project),
    {
      as: "as the cluster's administrator",
      does: "Install the open-source Secrets Store CSI driver with rotation on, and its provider for Google (secrets-store-csi-driver-provider-gcp), both with Helm.",
      note: `skip it where both are installed. GKE's own Secret Manager add-on is another driver, which the Operator does not mount. Where the driver has tokenRequests, ${workloadPool(subject.cluster)} has to be one of the audiences`,
    },
    ...allowKeys(kmsKeysOf(replication), project),
  ];
}

/** The service encrypts with the key itself, so its agent needs the key; the pod does not. */
function allowKeys(keys: readonly string[], project: string): readonly Step[] {
  if (keys.length === 0) return [];
  const number = shellCommand("gcloud", "projects", "describe", project, "--format=value(projectNumber)");
  const agent = `service-$(${number})@gcp-sa-secretmanager.iam.gserviceaccount.com`;
  return [
    {
      as: `as an owner of the project ${project}`,
      does: shellCommand(
        ...["gcloud", "beta", "services", "identity", "create"],
        ...["--service=secretmanager.googleapis.com", `--project=${project}`],
      ),
      command: true,
      note: "skip it where the project has the service agent",
    },
    ...keys.map((key) => ({
      as: "as the owner of the key",
      // The project's number is asked for when the command runs, so this word alone is in double quotes.
      does: `${shellCommand("gcloud", "kms", "keys", "add-iam-policy-binding", key)} --member="serviceAccount:${agent}" --role=roles/cloudkms.cryptoKeyEncrypterDecrypter`,
      command: true,
      note: "before the first apply: no secret can be made without it",
    })),
  ];
}
