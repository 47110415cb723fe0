import type { ExpectedEnvironment, ExpectedMount } from "./expected";
import type { Fact } from "./kinds";

/** What is known of a provider of the Secrets Store CSI driver. */
export interface Provider {
  /** Store that it reads, as a person calls it. */
  readonly title: string;
  /** Its image, or the name of its DaemonSet where the image was copied to another registry. */
  readonly image: RegExp;
  /** What happens where the driver hands it no token of its audience. */
  readonly withoutToken: "fails" | "makes one itself" | "fails if it is handed others";
  /** How it is installed. */
  readonly install: string;
}

const CLUSTER_PAGE = "docs/cluster.md";

/** The providers by the name that a SecretProviderClass writes. */
export const PROVIDERS: Readonly<Record<string, Provider>> = {
  aws: {
    title: "AWS Secrets Manager and Parameter Store",
    image: /secrets-store-csi-driver-provider-aws|csi-secrets-store-provider-aws|aws-secrets-store-csi-driver-provider/,
    withoutToken: "fails",
    install: `Install the chart secrets-store-csi-driver-provider-aws with the value tolerations (${CLUSTER_PAGE}).`,
  },
  azure: {
    title: "Azure Key Vault",
    image: /secrets-store\/provider-azure|csi-secrets-store-provider-azure|secrets-store-provider-azure/,
    withoutToken: "fails",
    install: `Enable the AKS add-on azure-keyvault-secrets-provider, or install the chart csi-secrets-store-provider-azure (${CLUSTER_PAGE}).`,
  },
  gcp: {
    title: "Google Secret Manager",
    image: /secrets-store-csi-driver-provider-gcp|csi-secrets-store-provider-gcp/,
    withoutToken: "fails if it is handed others",
    install: `Install the provider's own chart secrets-store-csi-driver-provider-gcp (${CLUSTER_PAGE}).`,
  },
  vault: {
    title: "HashiCorp Vault",
    image: /vault-csi-provider/,
    withoutToken: "makes one itself",
    install: `Install the chart vault with csi.enabled=true (${CLUSTER_PAGE}).`,
  },
};

type ClassMount = ExpectedMount & { readonly kind: "SecretProviderClass" };

/** The environment's SecretProviderClass, where it has one. */
export function classOf({ mount }: ExpectedEnvironment): ClassMount | undefined {
  return mount.kind === "SecretProviderClass" ? mount : undefined;
}

/** Audience of the token that the environment's provider reads from what the driver hands it. */
export function audienceOf(environment: ExpectedEnvironment): string | undefined {
  const mount = classOf(environment);
  const { project } = environment.cluster;
  switch (mount?.provider) {
    case "aws":
      return mount.parameters["usePodIdentity"] === "true" ? "pods.eks.amazonaws.com" : "sts.amazonaws.com";
    case "azure":
      return "api://AzureADTokenExchange";
    case "gcp":
      return project === undefined ? undefined : `${project}.svc.id.goog`;
    case "vault":
      return mount.parameters["audience"] ?? "vault";
    default:
      return undefined;
  }
}

/** The DaemonSet of the driver, or of a provider. */
export function daemonSetWith(sets: readonly Fact<"DaemonSet">[], image: RegExp): Fact<"DaemonSet"> | undefined {
  return sets.find(
    ({ metadata, spec }) =>
      image.test(metadata.name) || spec.template.spec.containers.some((container) => image.test(container.image ?? "")),
  );
}

/** The driver's own: not its providers', whose names begin the same. */
export const DRIVER_IMAGE =
  /secrets-store\/driver|csi-secrets-store\/driver|secrets-store-csi-driver(-node)?(:|@|$)|^(csi-)?secrets-store(-csi-driver)?$|^aks-secrets-store-csi-driver$|^secrets-store-csi-driver-node$/;

/** Version in the tag of an image: `registry/name:v1.6.0-eksbuild.1` is 1.6.0. */
export function versionOf(image: string | undefined): string | undefined {
  return /[:v-](\d+\.\d+\.\d+)[^/@]*(@|$)/.exec(image ?? "")?.[1];
}

/** Version of a provider that is installed, as far as its image says it. */
export function providerVersion(sets: readonly Fact<"DaemonSet">[], provider: string): string | undefined {
  const image = PROVIDERS[provider]?.image;
  const set = image && daemonSetWith(sets, image);
  const { containers = [] } = set?.spec.template.spec ?? {};
  return versionOf((containers.find((container) => image?.test(container.image ?? "")) ?? containers[0])?.image);
}
