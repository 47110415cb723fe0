import { PodIdentity, type PodIdentityProps } from "../../clouds/aws/pod-identity";
import type { ExistingRoleProps } from "../../clouds/aws/role";
import { flag, kind, props } from "../shape";
import { existingRoleShape, roleShape } from "./role";

export const podIdentity = kind(
  "PodIdentity",
  props<PodIdentityProps>("PodIdentityProps", { ...roleShape, undocumentedRuntimeAccess: flag().exactOptional() }),
  (given) => new PodIdentity(given),
);

/** What the factory takes: its comments are those of both interfaces. */
interface ExistingPodIdentityProps extends ExistingRoleProps, Pick<PodIdentityProps, "undocumentedRuntimeAccess"> {}

export const podIdentityFromExistingRole = kind(
  "PodIdentity.fromExistingRole",
  props<ExistingPodIdentityProps>("ExistingPodIdentityProps", {
    ...existingRoleShape,
    undocumentedRuntimeAccess: flag().exactOptional(),
  }),
  (given) => PodIdentity.fromExistingRole(given),
);
