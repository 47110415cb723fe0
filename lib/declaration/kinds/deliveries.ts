import { z } from "zod";
import { Delivery } from "../../delivery/delivery";
import type { ManifestsDeliveryProps, TerraformDeliveryProps } from "../../delivery/props";
import { GitOps, type FluxProps } from "../../delivery/git-ops";
import { choice, flag, kind, nothing, props, text } from "../shape";
import { stackProvider } from "../stack-provider";

const terraform = kind(
  "Delivery.terraform",
  props<TerraformDeliveryProps>("TerraformDeliveryProps", {
    forceConflicts: flag().exactOptional(),
    waitForReady: text("20m").exactOptional(),
    provider: stackProvider("kubernetes").exactOptional(),
  }),
  (given) => Delivery.terraform(given),
);

const flux = props<FluxProps>("FluxProps", {
  source: text("environments"),
  dependsOn: z.array(text("cluster")).exactOptional(),
  namespace: text("flux-system").exactOptional(),
  interval: text("10m").exactOptional(),
});

const gitOps = choice<GitOps>({
  argoCd: kind("GitOps.argoCd", nothing(), () => GitOps.argoCd()),
  flux: kind("GitOps.flux", flux, (given) => GitOps.flux(given)),
});

const manifests = kind(
  "Delivery.manifests",
  props<ManifestsDeliveryProps>("ManifestsDeliveryProps", {
    directory: text("manifests"),
    gitOps: gitOps.exactOptional(),
    beforeFirstApply: flag().exactOptional(),
    appliedByTerraform: flag().exactOptional(),
  }),
  (given) => Delivery.manifests(given),
);

/** How the Kubernetes objects get to the cluster: one line for each kind. */
export const delivery = choice<Delivery>({ terraform, manifests });
