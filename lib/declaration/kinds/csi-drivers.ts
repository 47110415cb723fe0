import { z } from "zod";
import {
  CsiDriver,
  type AksAddOnProps,
  type DriverRotation,
  type HelmCsiDriverProps,
  type InstalledCsiDriverProps,
} from "../../cluster/csi-driver";
import { choice, flag, kind, nothing, props, text, type Shape } from "../shape";

const rotation: Shape<DriverRotation> = { rotation: flag().exactOptional() };

/** Where the CSI driver of a cluster comes from: one line for each kind. */
export const driver = choice<CsiDriver>({
  helm: kind(
    "CsiDriver.helm",
    props<HelmCsiDriverProps>("HelmCsiDriverProps", {
      rotation: flag().exactOptional(),
      rotationInterval: text("2m").exactOptional(),
    }),
    (given) => CsiDriver.helm(given),
  ),
  aksAddOn: kind(
    "CsiDriver.aksAddOn",
    props<AksAddOnProps>("AksAddOnProps", { ...rotation, useNodeIdentity: flag().exactOptional() }),
    (given) => CsiDriver.aksAddOn(given),
  ),
  eksAddOn: kind("CsiDriver.eksAddOn", props<DriverRotation>("DriverRotation", rotation), (given) =>
    CsiDriver.eksAddOn(given),
  ),
  gkeAddOn: kind("CsiDriver.gkeAddOn", nothing(), () => CsiDriver.gkeAddOn()),
  installed: kind(
    "CsiDriver.installed",
    props<InstalledCsiDriverProps>("InstalledCsiDriverProps", {
      ...rotation,
      tokenAudiences: z.array(text("sts.amazonaws.com")),
      providers: z.array(z.enum(["aws", "vault", "azure", "gcp"])).exactOptional(),
    }),
    (given) => CsiDriver.installed(given),
  ),
});
