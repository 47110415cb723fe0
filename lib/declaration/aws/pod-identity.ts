import { PodIdentity, type PodIdentityProps } from "../../aws/pod-identity";
import { flag, kind, props } from "../shape";
import { roleShape } from "./role";

export const podIdentity = kind(
  "PodIdentity",
  props<PodIdentityProps>("PodIdentityProps", { ...roleShape, undocumentedRuntimeAccess: flag().exactOptional() }),
  (given) => new PodIdentity(given),
);
