import type { Check } from "../check";
import { OPERATOR_CHECKS } from "../checks/operator";
import { APP_CHECKS } from "./app";
import { MOUNT_CHECKS } from "./mounts";
import { OBJECT_CHECKS } from "./objects";

const CONFIGURATION = ["operator-configuration", "operator-restarted"];

/** What is looked at of a deployed environment, in the order in which a person looks. */
export const VERIFY_CHECKS: readonly Check[] = [
  ...OBJECT_CHECKS,
  ...OPERATOR_CHECKS.filter(({ id }) => CONFIGURATION.includes(id)),
  ...APP_CHECKS.filter(({ id }) => id !== "newer-values"),
  ...MOUNT_CHECKS,
  ...APP_CHECKS.filter(({ id }) => id === "newer-values"),
];
