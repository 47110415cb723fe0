import { Cluster } from "../core/cluster";
import { quote } from "../core/problem";
import { Share } from "../core/share";
import { isMistyped, reportUnreadable } from "../engine/safely";
import { refuseUnusable } from "../engine/usable-values";
import { refuseSecretTexts } from "../engine/secret-rules";
import { isToken } from "../core/names";
import { clusterIdentity } from "../core/subject";
import { refuseUnknownProps, type PropNames } from "../core/unknown-props";
import { checkSettings, withSettings } from "./chart-settings";
import { CsiDriver, type DescribedDriver } from "./csi-driver";
import { prerequisiteResources } from "./prerequisite-resources";
import type { ClusterBlueprint, ClusterPrerequisitesProps } from "./prerequisite-props";

const PROPS: PropNames<ClusterPrerequisitesProps> = {
  cluster: true,
  providers: true,
  driver: true,
  namespaces: true,
  driverNamespace: true,
  createOidcProvider: true,
  imageRegistry: true,
  imagePullSecrets: true,
  chartRepository: true,
  kubeletRootDir: true,
  tolerations: true,
  nodeSelector: true,
  chartValues: true,
};

const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Describes the prerequisites. Pure: wrong props are problems in the result. */
export function describeClusterPrerequisites(props: ClusterPrerequisitesProps): ClusterBlueprint {
  const share = new Share();
  try {
    return refuseUnusable(share, props) ? describe(share, props) : incomplete(share, props);
  } catch (error) {
    if (!isMistyped(error)) throw error;
    reportUnreadable(share, "the prerequisites", error);
    return incomplete(share, props);
  }
}

/** What is left where the props can't be used. */
function incomplete(share: Share, props: ClusterPrerequisitesProps): ClusterBlueprint {
  const cluster = props?.cluster instanceof Cluster ? props.cluster : Cluster.other({ name: "" });
  const problems = share.problems.map((problem) => ({ ...problem, environment: cluster.name }));
  return {
    cluster,
    namespaces: [],
    releases: [],
    audiences: [],
    serves: [],
    rotation: undefined,
    claims: [],
    resources: [],
    steps: [],
    warnings: [],
    providers: [],
    problems,
  };
}

function describe(share: Share, props: ClusterPrerequisitesProps): ClusterBlueprint {
  const { cluster, providers, namespaces = [], driverNamespace = "kube-system" } = props;
  refuseUnknownProps(share, "", props, PROPS);
  const audiences = [...new Set(providers.flatMap((provider) => provider.audiences(cluster)))];
  const driver = (props.driver ?? CsiDriver.helm()).describe(share, cluster, audiences, driverNamespace);
  checkProviders(share, props);
  checkAudiences(share, props, driver);
  checkRotation(share, cluster, driver);
  for (const [index, namespace] of [driverNamespace, ...namespaces].entries()) {
    checkNamespace(share, index === 0 ? "driverNamespace" : `namespaces[${index - 1}]`, namespace);
  }
  const releases = releasesOf(props, driver, driverNamespace);
  checkSettings(share, props, releases);
  refuseSecretTexts(share, props, [share]);
  const set = releases.map((release) => withSettings(release, props));
  const oidcProvider = describeOidcProvider(share, props);
  if (releases.length > 0) share.providers.add("helm");
  if (namespaces.length > 0) share.providers.add("kubernetes");
  share.make(() => prerequisiteResources({ namespaces, releases: set, ...(oidcProvider ? { oidcProvider } : {}) }));
  return {
    get resources() {
      return share.resources;
    },
    cluster,
    namespaces,
    releases: set,
    ...(oidcProvider ? { oidcProvider } : {}),
    audiences: driver.audiences ?? audiences,
    serves: [...new Set([...driver.providers, ...providers.map(({ name }) => name)])],
    rotation: driver.rotation,
    claims: claimsOf(cluster, namespaces),
    steps: share.steps,
    warnings: share.warnings,
    providers: [...share.providers].sort(),
    problems: share.problems.map((problem) => ({ ...problem, environment: cluster.name })),
  };
}

function releasesOf({ providers }: ClusterPrerequisitesProps, driver: DescribedDriver, namespace: string) {
  const installed = providers.filter(({ name }) => !driver.providers.includes(name));
  return [...(driver.release ? [driver.release] : []), ...installed.map((provider) => provider.release(namespace))];
}

function claimsOf(cluster: Cluster, namespaces: readonly string[]) {
  const scope = clusterIdentity(cluster);
  return [
    { kind: "CSI driver", scope, name: "secrets-store.csi.k8s.io", prop: "driver" },
    ...namespaces.map((name) => ({ kind: "namespace", scope, name, prop: "namespaces" })),
  ];
}

/** What is said of a changed password goes by the cluster, so the driver has to be what the cluster says. */
function checkRotation(share: Share, { name, secretRotation }: Cluster, { rotation }: DescribedDriver): void {
  if (secretRotation === undefined || rotation === undefined || secretRotation === rotation) return;
  share.problem(
    "MX-CSI-DRIVER",
    "driver.rotation",
    `The driver's rotation is ${rotation ? "on" : "off"}, and the cluster "${name}" has secretRotation: ${secretRotation}.`,
    "Take secretRotation out of the cluster, or write the same on both.",
  );
}

function checkProviders(share: Share, { cluster, providers }: ClusterPrerequisitesProps): void {
  providers.forEach((provider, index) => {
    provider.check?.(share, `providers[${index}]`, cluster);
    if (providers.findIndex(({ name }) => name === provider.name) === index) return;
    const message = `The provider ${provider.name} is declared twice; a cluster has one of each.`;
    share.problem("MX-CSI-PROVIDER", `providers[${index}]`, message, "Take one of them out.");
  });
}

/** A driver that is not installed here hands out what it was configured with; a missing audience fails every mount. */
function checkAudiences(share: Share, props: ClusterPrerequisitesProps, { audiences }: DescribedDriver): void {
  if (audiences === undefined) return;
  props.providers.forEach((provider, index) => {
    if (provider.isServedBy(audiences, props.cluster)) return;
    const needed = provider.audiences(props.cluster).join(" or ");
    share.problem(
      "MX-CSI-AUDIENCE",
      `providers[${index}]`,
      `The driver hands out tokens for ${audiences.join(", ") || "no audience"}; the provider ${provider.name} needs ${needed}.`,
      "Write CsiDriver.helm(), or add the audience to the driver's tokenRequests and name it here.",
    );
  });
}

function checkNamespace(share: Share, prop: string, namespace: unknown): void {
  if (typeof namespace === "string" && !isToken(namespace) && NAMESPACE.test(namespace)) return;
  share.problem(
    isToken(namespace) ? "MX-TOKEN" : "MX-NAME",
    prop,
    `${isToken(namespace) ? "A Terraform token" : quote(namespace)} is not a DNS label of 1 to 63 characters: a-z, 0-9 and -, no - at either end, known at synthesis.`,
    'Write "mendix".',
  );
}

function describeOidcProvider(share: Share, { cluster, createOidcProvider }: ClusterPrerequisitesProps) {
  if (!createOidcProvider) return undefined;
  if (cluster.oidcProviderArn === undefined || cluster.issuer === undefined) {
    share.problem(
      "MX-CLUSTER-PROVIDER",
      "createOidcProvider",
      `The cluster "${cluster.name}" names no IAM OIDC provider, so its issuer is not known.`,
      'Write oidcProviderArn: "arn:aws:iam::ACCOUNT:oidc-provider/oidc.eks.REGION.amazonaws.com/id/ID": the last part is the issuer\'s.',
    );
    return undefined;
  }
  share.providers.add("aws");
  return { url: cluster.issuer, audience: cluster.audience };
}
