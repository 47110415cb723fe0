import type { Share } from "../blueprint/share";
import type { AppShare } from "../kubernetes/app";

/**
 * Where the portal owns the MendixApp, nobody else can label its pods; the Operator's configuration can, for the
 * namespace.
 *
 * @see https://docs.mendix.com/developerportal/deploy/private-cloud-cluster/#pod-labels
 */
export function describePodLabels(own: Share, labels: Readonly<Record<string, string>>, app: AppShare): void {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}: "${value}"`);
  if (app.spec !== undefined || wanted.length === 0) return;
  own.steps.push({
    as: "as the namespace's administrator",
    does: `Write ${wanted.join(" and ")} under spec.customPodLabels.general of the OperatorConfiguration, and restart the Operator.`,
    note: "without the label the app's pods get no token of the identity; skip it where it is there",
  });
}
