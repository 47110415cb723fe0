import { Delivery, type ManifestsDeliveryProps } from "../../kubernetes/delivery";
import { choice, kind, props, text } from "../shape";

const terraform = kind("Delivery.terraform", props<object>("object", {}), () => Delivery.terraform());

const manifests = kind(
  "Delivery.manifests",
  props<Pick<ManifestsDeliveryProps, "directory">>("ManifestsDeliveryProps", { directory: text("manifests") }),
  (given) => Delivery.manifests(given),
);

/** How the Kubernetes objects get to the cluster: one line for each kind. */
export const delivery = choice<Delivery>({ terraform, manifests });
