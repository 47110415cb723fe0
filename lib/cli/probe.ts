import type { Finding } from "../world/check";
import type { ClusterNeeds, ExpectedEnvironment } from "../world/expected";
import { gapOf, type Facts } from "../world/facts";
import { probe } from "../world/probe";
import { imageOf } from "../world/probe-pod";
import { classOf } from "../world/providers";
import { runtimePods } from "../world/verify/pods";
import { makesUsers, probeFindings } from "../world/verify/probe";
import { UsageError } from "./exit-codes";
import { kubectlFor, type WorldOptions } from "./world";

export interface ProbeOptions {
  /** Whether a pod is made; `dynamic` where its mount makes a database user. */
  readonly probe?: boolean | string;
  readonly probeImage?: string;
  readonly pullSecret?: string;
  /** Whether the hashes of settings are compared. */
  readonly read?: boolean;
}

/** Probes the environments that the driver mounts for, one after the other. */
export async function probeAll(
  facts: Facts,
  { environments }: ClusterNeeds,
  options: WorldOptions & ProbeOptions,
): Promise<readonly Finding[]> {
  if (!options.probe || gapOf(facts, "version")) return [];
  if (options.probe !== true && options.probe !== "dynamic") throw new UsageError("Write --probe, or --probe=dynamic.");
  const probed = environments.filter((environment) => classOf(environment) !== undefined);
  const makers = probed.filter(makesUsers);
  if (makers.length > 0 && options.probe !== "dynamic") {
    const ids = makers.map(({ id }) => id).join(", ");
    throw new UsageError(
      `${ids} reads a dynamic role of Vault: a probe makes a database user. Write --probe=dynamic if it may.`,
    );
  }
  const findings: Finding[] = [];
  for (const environment of probed) findings.push(...(await probeOne(facts, environment, options)));
  return findings;
}

async function probeOne(facts: Facts, environment: ExpectedEnvironment, options: WorldOptions & ProbeOptions) {
  const pods = runtimePods(facts, environment).filter(({ status }) => status.containerStatuses.length > 0);
  const like = pods.find((pod) => imageOf(pod) !== undefined);
  const image = options.probeImage ?? (like && imageOf(like));
  if (image === undefined) {
    throw new UsageError(
      `No pod of ${environment.id} has an image to probe with. Name one with --probe-image; it needs a shell to list files.`,
    );
  }
  const hashed = environment.keys.filter(({ secret, value }) => !secret && value !== undefined).map(({ key }) => key);
  const result = await probe({
    kubectl: kubectlFor(environment.cluster, options),
    environment,
    image,
    hashed: options.read ? hashed : [],
    ownUsers: facts.server.served.some((group) => group.startsWith("config.openshift.io/")),
    ...(like === undefined ? {} : { like }),
    ...(options.pullSecret === undefined ? {} : { pullSecret: options.pullSecret }),
  });
  return probeFindings(facts, environment, result);
}
