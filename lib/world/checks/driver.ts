import { atLeast } from "../../catalogue/versions";
import { LONGEST_POLL, secondsOf } from "../../core/duration";
import { right, unknown, warning, wrong, type Check } from "../check";
import type { ClusterNeeds } from "../expected";
import type { Facts } from "../facts";
import type { Fact } from "../kinds";
import { keptFrom, nodesOfApps, some } from "../nodes";
import { audienceOf, classOf, daemonSetWith, DRIVER_IMAGE, PROVIDERS, providerVersion, versionOf } from "../providers";

export const DRIVER = "secrets-store.csi.k8s.io";
const GKE_DRIVER = "secrets-store-gke.csi.k8s.io";

function usesDriver({ environments }: ClusterNeeds): boolean {
  return environments.some((environment) => classOf(environment) !== undefined);
}

function driverOf(facts: Facts): Fact<"CSIDriver"> | undefined {
  return facts.objects.CSIDriver.find(({ metadata }) => metadata.name === DRIVER);
}

export function audiencesOf(facts: Facts): readonly string[] {
  return driverOf(facts)?.spec.tokenRequests.flatMap(({ audience }) => audience ?? []) ?? [];
}

function driverSet(facts: Facts): Fact<"DaemonSet"> | undefined {
  return daemonSetWith(facts.objects.DaemonSet, DRIVER_IMAGE);
}

function driverVersion(set: Fact<"DaemonSet">): string | undefined {
  const { containers } = set.spec.template.spec;
  return versionOf(containers.find((container) => DRIVER_IMAGE.test(container.image ?? ""))?.image);
}

/** The kubelet asks for it where the CSIDriver says so; an older driver has a controller and a flag for it. */
function rotates(facts: Facts, driver: Fact<"CSIDriver">, args: readonly string[]): boolean {
  if (driver.spec.requiresRepublish) return true;
  const set = driverSet(facts);
  const version = set && driverVersion(set);
  const older = version !== undefined && !atLeast(version, "1.6.0");
  return older && args.some((arg) => /enable-secret-rotation(=true)?$/.test(arg));
}

/** Audiences that the environments' providers can't do without. AWS's makes its own token before 3.0. */
function neededAudiences(facts: Facts, { environments }: ClusterNeeds): readonly string[] {
  const needed = environments.filter((environment) => {
    const provider = classOf(environment)?.provider ?? "";
    if (PROVIDERS[provider]?.withoutToken !== "fails") return false;
    const version = provider === "aws" ? providerVersion(facts.objects.DaemonSet, provider) : undefined;
    return version === undefined || atLeast(version, "3.0.0");
  });
  return [...new Set(needed.flatMap((environment) => audienceOf(environment) ?? []))];
}

const INSTALL = "Install the Secrets Store CSI driver (docs/cluster.md).";

/** The Secrets Store CSI driver. */
export const DRIVER_CHECKS: readonly Check[] = [
  {
    id: "csi-driver",
    title: "CSI driver",
    why: `The Operator mounts with the driver ${DRIVER}; no setting changes that name.`,
    of: "cluster",
    looksAt: ["CSIDriver"],
    look: (facts, needs) => {
      if (!usesDriver(needs)) return undefined;
      if (driverOf(facts)) return right(`${DRIVER} is there.`);
      const addOn = facts.objects.CSIDriver.some(({ metadata }) => metadata.name === GKE_DRIVER);
      if (!addOn) return wrong(`There is no CSIDriver ${DRIVER}.`, INSTALL);
      return wrong(
        `Only GKE's own add-on is there, ${GKE_DRIVER}, which the Operator can't mount with.`,
        "Install the driver and Google's provider with their charts beside it (docs/google.md).",
      );
    },
  },
  {
    id: "csi-driver-audiences",
    title: "Tokens that the driver hands out",
    why: "The driver hands each provider tokens of the audiences in its CSIDriver object. The providers of AWS (from 3.0) and Azure fail every mount without theirs.",
    of: "cluster",
    looksAt: ["CSIDriver"],
    look: (facts, needs) => {
      const needed = neededAudiences(facts, needs);
      if (needed.length === 0 || !driverOf(facts)) return undefined;
      const missing = needed.filter((audience) => !audiencesOf(facts).includes(audience));
      if (missing.length === 0) return right(`${needed.join(", ")}.`);
      const all = [...new Set([...audiencesOf(facts), ...missing])];
      return wrong(
        `The CSIDriver does not request tokens for ${missing.join(", ")}.`,
        `Set the driver's chart value tokenRequests to ${JSON.stringify(all.map((audience) => ({ audience })))}.`,
      );
    },
  },
  {
    id: "csi-driver-google-audience",
    title: "Token of Google's provider",
    why: "Handed no token at all, Google's provider makes its own; handed tokens of other audiences only, it fails every mount.",
    of: "cluster",
    looksAt: ["CSIDriver"],
    look: (facts, { environments, cluster }) => {
      if (!environments.some((environment) => classOf(environment)?.provider === "gcp")) return undefined;
      const audiences = audiencesOf(facts);
      const pool = `${cluster.project}.svc.id.goog`;
      if (audiences.includes(pool)) return right(`${pool} is among them.`);
      if (audiences.length === 0) return right("The driver hands out none, so the provider makes its own.");
      return wrong(
        `The CSIDriver requests tokens for ${some(audiences)}, and none for ${pool}.`,
        `Add {"audience":"${pool}"} to the driver's chart value tokenRequests.`,
      );
    },
  },
  {
    id: "csi-driver-rotation",
    title: "Rotation",
    why: "Credentials that apply to a running app arrive only where the driver reads mounts again. The vendor's Helm line leaves that off. An interval above two minutes can leave a pod with an empty folder, when its provider was down at the first mount.",
    of: "cluster",
    looksAt: ["CSIDriver", "DaemonSet"],
    look: (facts, needs) => {
      const driver = driverOf(facts);
      if (!usesDriver(needs) || !driver) return undefined;
      const args = driverSet(facts)?.spec.template.spec.containers.flatMap((container) => container.args) ?? [];
      if (!rotates(facts, driver, args)) {
        return warning(
          "It is off: a changed password reaches a pod only when it restarts.",
          "Set the driver's chart value enableSecretRotation to true.",
        );
      }
      const interval = args.flatMap((arg) => /rotation-poll-interval=(.*)$/.exec(arg)?.[1] ?? [])[0];
      if (interval === undefined || !(secondsOf(interval) > LONGEST_POLL))
        return right(`It is on${interval === undefined ? "" : `, every ${interval}`}.`);
      return warning(
        `Values are read again after ${interval}; above 2m a pod can start with an empty folder.`,
        "Set the driver's chart value rotationPollInterval to 2m.",
      );
    },
  },
  {
    id: "csi-driver-pods",
    title: "Pods of the driver",
    why: "Each node needs a pod of the driver: a pod of an app on a node without one waits for ever.",
    of: "cluster",
    looksAt: ["DaemonSet"],
    look: (facts, needs) => {
      if (!usesDriver(needs) || facts.objects.CSIDriver.length === 0) return undefined;
      const set = driverSet(facts);
      if (!set) return unknown("No DaemonSet of the driver was found.", "See that its pods run on every node.");
      return readiness(set);
    },
  },
  {
    id: "csi-driver-nodes",
    title: "Nodes with the driver",
    why: "A node tells with its CSINode object which drivers it has.",
    of: "cluster",
    looksAt: ["CSINode", "Node"],
    look: (facts, needs) => {
      if (!usesDriver(needs) || !driverOf(facts)) return undefined;
      const nodes = nodesOfApps(facts, needs);
      const having = new Set(
        facts.objects.CSINode.filter(({ spec }) => spec.drivers.some(({ name }) => name === DRIVER)).map(
          ({ metadata }) => metadata.name,
        ),
      );
      const without = nodes.filter(({ metadata }) => !having.has(metadata.name));
      if (nodes.length === 0) return undefined;
      if (without.length === 0) return right(`all ${nodes.length} that apps run on.`);
      const set = driverSet(facts);
      const why = set && without[0] ? keptFrom(set, without[0]) : undefined;
      return wrong(
        `${some(without.map(({ metadata }) => metadata.name))} ${without.length === 1 ? "has" : "have"} no driver${why ? `: its DaemonSet ${why}` : ""}.`,
        why
          ? "Set the driver's chart value linux.tolerations, or keep apps off these nodes."
          : "Look at the driver's pods on these nodes.",
      );
    },
  },
  {
    id: "csi-driver-version",
    title: "Version of the driver",
    why: "Until 1.5 a controller in the driver's pods rotates, switched on by a flag of theirs; from 1.6 the kubelet does, as the CSIDriver object says. This library was tried with 1.6.0.",
    of: "cluster",
    looksAt: ["DaemonSet"],
    look: (facts, needs) => {
      const set = driverSet(facts);
      if (!usesDriver(needs) || !set) return undefined;
      const version = driverVersion(set);
      if (version === undefined)
        return unknown("Its image carries no version.", "See which one it is: 1.6.0 was tried.");
      if (atLeast(version, "1.6.0")) return right(`${version}.`);
      if (atLeast(version, "1.0.0")) return right(`${version}: its own controller rotates.`);
      return wrong(`${version} serves no SecretProviderClass as v1.`, "Upgrade the driver to 1.6.0.");
    },
  },
  {
    id: "csi-driver-openshift",
    title: "OpenShift's rule on inline volumes",
    why: "OpenShift refuses pods with an inline CSI volume in namespaces below the profile that the CSIDriver's label names.",
    of: "cluster",
    looksAt: ["CSIDriver", "served"],
    look: (facts, needs) => {
      const driver = driverOf(facts);
      const openshift = facts.server.served.some((group) => group.startsWith("config.openshift.io/"));
      if (!usesDriver(needs) || !openshift || !driver) return undefined;
      const label = "security.openshift.io/csi-ephemeral-volume-profile";
      if (driver.metadata.labels[label] === "restricted") return right(`${label}=restricted.`);
      return wrong(
        `The CSIDriver is not labelled ${label}=restricted, so pods of restricted namespaces are refused.`,
        `kubectl label csidriver ${DRIVER} ${label}=restricted`,
      );
    },
  },
];

/** Whether the pods of a DaemonSet are ready. */
export function readiness({ metadata, status }: Fact<"DaemonSet">) {
  const { desiredNumberScheduled: wanted = 0, numberReady: ready = 0 } = status;
  const where = `${metadata.namespace}/${metadata.name}`;
  if (wanted > 0 && ready >= wanted) return right(`${where}: ${ready} of ${wanted} ready.`);
  const fix = `Look at kubectl --namespace ${metadata.namespace} describe daemonset ${metadata.name}, and at its pods.`;
  return wrong(wanted === 0 ? `${where} is wanted on no node.` : `${where}: ${ready} of ${wanted} ready.`, fix);
}
