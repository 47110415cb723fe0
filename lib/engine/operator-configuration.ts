import type { KubernetesObject } from "../core/kubernetes-object";
import type { Share } from "../core/share";
import { kubectlCommand } from "../core/kubectl";
import type { Spec } from "../core/spec";
import type { Subject } from "../core/subject";

/** The Operator's configuration: one for a namespace, made when the Operator was installed. */
const NAME = "mendix-operator-configuration";

/**
 * The part of the namespace's OperatorConfiguration that an environment depends on. The object belongs to the
 * Operator's installation, so it is merged into by a person and never made or deleted from here.
 */
export function operatorConfiguration(subject: Subject, fields: Spec): KubernetesObject | undefined {
  if (Object.keys(fields).length === 0) return undefined;
  return {
    apiVersion: "privatecloud.mendix.com/v1alpha1",
    kind: "OperatorConfiguration",
    metadata: { name: NAME, namespace: subject.namespace },
    spec: fields,
  };
}

/**
 * How the part is merged in; the Operator reads its configuration only when it starts. In global mode a namespace of apps
 * has a configuration of its own, which takes precedence, and the Operator runs elsewhere.
 *
 * @see https://docs.mendix.com/developerportal/deploy/global-operator/
 */
export function stepsOf(share: Share, object: KubernetesObject, { cluster }: Pick<Subject, "cluster">): void {
  const { namespace } = object.metadata;
  const { globalOperatorNamespace: operator } = cluster;
  const patch = JSON.stringify({ spec: object["spec"] });
  share.steps.push(
    {
      as: "as the namespace's administrator",
      does: kubectlCommand(
        cluster,
        ...["patch", "operatorconfiguration", NAME, "--namespace", namespace],
        ...["--type", "merge", "--patch", patch],
      ),
      command: true,
      note: "once for the namespace; it holds for all apps in it",
    },
    {
      as: operator === undefined ? "as the namespace's administrator" : "as the Operator's administrator",
      does: kubectlCommand(
        cluster,
        ...["rollout", "restart", "deployment/mendix-operator", "--namespace", operator ?? namespace],
      ),
      command: true,
      note: "after that patch: the Operator reads its configuration only when it starts",
    },
  );
}
