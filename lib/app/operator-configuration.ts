import type { KubernetesObject, ManifestValue } from "../core/kubernetes-object";
import type { Share } from "../core/share";
import type { Subject } from "../core/subject";
import { shellCommand } from "../core/shell";
import { checkValue } from "./value-rules";

/** What an app needs of its namespace: the Operator's own configuration and the Secrets that pull images. */
export interface NamespaceProps {
  /**
   * Secrets of the namespace, of type `kubernetes.io/dockerconfigjson`, that the ServiceAccount pulls images with.
   *
   * @default - none; the Operator's registry configuration
   */
  readonly imagePullSecrets?: readonly string[];
  /**
   * Secret of the namespace whose key `custom.crt` holds the CA certificates that Operator and apps trust, for
   * example the RDS bundle.
   *
   * @default - none
   */
  readonly customCaSecretName?: string;
  /**
   * Whether the pods get a ServiceAccount token of their own. Reading the store needs none.
   *
   * @default - the Operator's: false
   */
  readonly automountServiceAccountToken?: boolean;
}

/** The Operator's configuration: one for a namespace, made when the Operator was installed. */
const NAME = "mendix-operator-configuration";

type Fields = Readonly<Record<string, ManifestValue>>;

/** Checks what an app needs of its namespace, and says what an administrator does for it. */
export function describeNamespace(share: Share, props: NamespaceProps): Fields {
  const { imagePullSecrets, customCaSecretName, automountServiceAccountToken } = props;
  imagePullSecrets?.forEach((name, index) => checkValue(share, "objectName", `app.imagePullSecrets[${index}]`, name));
  if (customCaSecretName !== undefined) {
    checkValue(share, "objectName", "app.customCaSecretName", customCaSecretName);
    share.steps.push({
      as: "as the cluster's administrator",
      does: `Write the CA certificates under the key custom.crt of the Secret ${customCaSecretName}, and name it in mxpc-cli as CA Certificates Secret Name.`,
      note: "once for the namespace; for RDS the bundle is https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem",
    });
  }
  return automountServiceAccountToken === undefined
    ? {}
    : { runtimeAutomountServiceAccountToken: automountServiceAccountToken };
}

/**
 * The part of the namespace's OperatorConfiguration that an environment depends on. The object belongs to the
 * Operator's installation, so it is merged into by a person and never made or deleted from here.
 */
export function operatorConfiguration(subject: Subject, fields: Fields): KubernetesObject | undefined {
  if (Object.keys(fields).length === 0) return undefined;
  return {
    apiVersion: "privatecloud.mendix.com/v1alpha1",
    kind: "OperatorConfiguration",
    metadata: { name: NAME, namespace: subject.namespace },
    spec: fields,
  };
}

/** How the part is merged in; the Operator reads its configuration only when it starts. */
export function stepsOf(share: Share, object: KubernetesObject): void {
  const { namespace } = object.metadata;
  const patch = JSON.stringify({ spec: object["spec"] });
  share.steps.push(
    {
      as: "as the namespace's administrator",
      does: shellCommand(
        ...["kubectl", "patch", "operatorconfiguration", NAME, "--namespace", namespace],
        ...["--type", "merge", "--patch", patch],
      ),
      command: true,
      note: "once for the namespace; it holds for all apps in it",
    },
    {
      as: "as the namespace's administrator",
      does: shellCommand("kubectl", "rollout", "restart", "deployment/mendix-operator", "--namespace", namespace),
      command: true,
      note: "after that patch: the Operator reads its configuration only when it starts",
    },
  );
}
