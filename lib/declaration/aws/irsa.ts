import { z } from "zod";
import { Irsa, type IrsaProps } from "../../clouds/aws/irsa";
import type { ExistingRoleProps } from "../../clouds/aws/role";
import type { ClusterName } from "../clusters";
import { kind, props } from "../shape";
import { existingRoleShape, roleShape } from "./role";

export const irsa = (clusterName: ClusterName) =>
  kind(
    "Irsa",
    props<IrsaProps>("IrsaProps", { ...roleShape, alsoTrust: z.array(clusterName).exactOptional() }),
    (given) => new Irsa(given),
  );

export const irsaFromExistingRole = kind(
  "Irsa.fromExistingRole",
  props<ExistingRoleProps>("ExistingRoleProps", existingRoleShape),
  (given) => Irsa.fromExistingRole(given),
);
