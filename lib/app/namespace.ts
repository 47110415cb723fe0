import type { Share } from "../core/share";
import type { Spec } from "../core/spec";
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

/** Checks what an app needs of its namespace, and says what an administrator does for it. */
export function describeNamespace(share: Share, props: NamespaceProps): Spec {
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
