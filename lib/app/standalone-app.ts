import type { ManifestValue } from "../core/kubernetes-object";
import type { Context, AppShare } from "../core/parts";
import { Share } from "../core/share";
import { definedIn } from "../core/defined";
import { describeCustomConfiguration, type AppCustomConfigurationProps } from "./custom-configuration";
import { describeMetrics, type AppMetricsProps } from "./metrics";
import { describeNetwork, type AppNetworkProps } from "./network";
import { giveUp, type AppOwnershipProps } from "./ownership";
import { describePods, type AppPodsProps } from "./pods";
import { checkRaw, type AppRawProps } from "./raw";
import { mergeSpec, type Spec } from "../core/spec";
import { describeResources, type AppResourcesProps } from "./resources";
import { describeRollout, type AppRolloutProps } from "./rollout";
import { describeLeader, describeRuntime, type AppRuntimeProps } from "./runtime";
import { describeSource, type AppSourceProps } from "./source";
import { claimReferences } from "./secret-references";
import { describeVariables, type AppVariablesProps } from "./variables";
import { describeNamespace, type NamespaceProps } from "./namespace";

/**
 * The documented spec of a MendixApp. Fields that would put a secret into it are left out, or are references.
 *
 * @see https://docs.mendix.com/developerportal/deploy/private-cloud-operator/
 */
export interface StandaloneAppProps
  extends
    AppSourceProps,
    AppNetworkProps,
    AppResourcesProps,
    AppRolloutProps,
    AppPodsProps,
    AppRuntimeProps,
    AppVariablesProps,
    AppMetricsProps,
    AppCustomConfigurationProps,
    AppOwnershipProps,
    AppRawProps,
    NamespaceProps {}

/** The share of an app whose MendixApp is made here. */
export function describeStandaloneApp(props: StandaloneAppProps, context: Context): AppShare {
  const share = new Share();
  const typed = specOf(share, props, context);
  checkSource(share, props);
  checkRaw(share, props.rawSpec);
  const spec = giveUp(share, typed, props.ownedByOthers, () => specOf(new Share(), {}, context));
  const merged = mergeSpec(spec, props.rawSpec);
  claimReferences(share, context.subject, merged);
  return Object.assign(share, {
    spec: merged,
    imagePullSecrets: props.imagePullSecrets ?? [],
    operatorConfiguration: describeNamespace(share, props),
  });
}

function specOf(share: Share, props: StandaloneAppProps, { versions, subject }: Context): Spec {
  const runtime = definedIn<ManifestValue>(
    describeRuntime(share, props),
    describeVariables(share, props, versions),
    describeCustomConfiguration(share, props),
  );
  return definedIn<ManifestValue>(
    describeSource(share, props, versions),
    describeNetwork(share, props, subject),
    describeRollout(share, props, versions, subject.name),
    describeResources(share, props),
    describePods(share, props),
    describeLeader(share, props),
    describeMetrics(share, props),
    { runtime },
  );
}

function checkSource(share: Share, { sourceUrl, ownedByOthers }: StandaloneAppProps): void {
  if (sourceUrl !== undefined) return;
  if (ownedByOthers?.includes("sourceURL")) {
    share.steps.push({
      as: "in the pipeline that owns the source",
      does: "Set spec.sourceURL of the MendixApp.",
      note: "the app does not start before",
    });
    return;
  }
  share.problem(
    "MX-APP-SOURCE",
    "app.sourceUrl",
    "The app has no source, and nobody else is named who sets it.",
    'Write sourceUrl: "oci-image://registry.example.com/orders:1.4.2", or ownedByOthers: ["sourceURL"].',
  );
}
