import type { ManifestValue } from "../core/kubernetes-object";
import { quote } from "../core/problem";
import type { Share } from "../core/share";
import { clusterIdentity, type Subject } from "../core/subject";
import { checkChoice } from "../core/choice";
import { isToken } from "../core/names";
import { checkAnnotations, checkValue } from "./value-rules";

/** How the Ingress matches its path. */
export enum IngressPathType {
  EXACT = "Exact",
  PREFIX = "Prefix",
  IMPLEMENTATION_SPECIFIC = "ImplementationSpecific",
}

export interface AppNetworkProps {
  /**
   * Domain of the app, without scheme or path.
   *
   * @default - made from the Operator's endpoint domain
   */
  readonly appUrl?: string;
  /**
   * Whether the endpoint has TLS.
   *
   * @default - the Operator's network configuration
   */
  readonly enableTls?: boolean;
  /**
   * Secret of type `kubernetes.io/tls` with the endpoint's certificate. A certificate's key never stands in the
   * MendixApp itself.
   *
   * @default - the Operator's network configuration
   */
  readonly tlsSecretName?: string;
  /**
   * Annotations of the Ingress or Route, on top of the Operator's.
   *
   * @default - none
   */
  readonly endpointAnnotations?: Readonly<Record<string, string>>;
  /**
   * Annotations of the Service, on top of the Operator's.
   *
   * @default - none
   */
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
  /**
   * Class of the Ingress.
   *
   * @default - the Operator's network configuration
   */
  readonly ingressClassName?: string;
  /**
   * Path of the Ingress. The Operator honours `/` and `/*` only.
   *
   * @default - the Operator's network configuration
   */
  readonly ingressPath?: string;
  /**
   * How the Ingress matches its path.
   *
   * @default - the Operator's network configuration
   */
  readonly ingressPathType?: IngressPathType;
}

const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/i;

/** How users reach the app. */
export function describeNetwork(
  share: Share,
  props: AppNetworkProps,
  { cluster }: Pick<Subject, "cluster">,
): Record<string, ManifestValue | undefined> {
  const { appUrl, enableTls, tlsSecretName, ingressClassName, ingressPath } = props;
  if (typeof appUrl === "string" && !isToken(appUrl)) {
    // The Ingress has no path of its own, so the controller refuses the second one, or serves the first app only.
    const scope = clusterIdentity(cluster);
    share.claims.push({ kind: "domain of an app", scope, name: appUrl.toLowerCase(), prop: "app.appUrl" });
  }
  if (appUrl !== undefined && !isToken(appUrl) && !DOMAIN.test(appUrl)) {
    const message = `${quote(appUrl)} is not a domain: no scheme, no port, no path.`;
    share.problem("MX-APP-URL", "app.appUrl", message, 'Write appUrl: "orders.example.com".');
  }
  if (ingressPath !== undefined && !["/", "/*"].includes(ingressPath)) {
    const message = `${quote(ingressPath)} is not a path that the Operator honours: / or /*.`;
    share.problem("MX-APP-URL", "app.ingressPath", message, 'Write ingressPath: "/", or leave it out.');
  }
  checkChoice(share, "app.ingressPathType", props.ingressPathType, IngressPathType);
  if (tlsSecretName !== undefined) checkValue(share, "objectName", "app.tlsSecretName", tlsSecretName);
  if (ingressClassName !== undefined) checkValue(share, "objectName", "app.ingressClassName", ingressClassName);
  checkAnnotations(share, "app.endpointAnnotations", props.endpointAnnotations);
  checkAnnotations(share, "app.serviceAnnotations", props.serviceAnnotations);
  const tls = { enableTLS: enableTls, secretName: tlsSecretName };
  return {
    appURL: appUrl,
    tls: enableTls === undefined && tlsSecretName === undefined ? undefined : (tls as ManifestValue),
    endpointAnnotations: props.endpointAnnotations,
    serviceAnnotations: props.serviceAnnotations,
    ingressClassName,
    ingressPath,
    ingressPathType: props.ingressPathType,
  };
}
