import type { Check } from "../check";
import { CLUSTER_CHECKS } from "./cluster";
import { DRIVER_CHECKS } from "./driver";
import { NAMESPACE_CHECKS } from "./namespace";
import { NODE_CHECKS } from "./nodes";
import { OPERATOR_CHECKS } from "./operator";
import { PROVIDER_CHECKS } from "./providers";
import { VAULT_CHECKS } from "./vault";

/** What a deploy needs of its cluster, in the order in which a person looks. */
export const DOCTOR_CHECKS: readonly Check[] = [
  ...CLUSTER_CHECKS,
  ...OPERATOR_CHECKS,
  ...DRIVER_CHECKS,
  ...NODE_CHECKS,
  ...PROVIDER_CHECKS,
  ...NAMESPACE_CHECKS,
  ...VAULT_CHECKS,
];
