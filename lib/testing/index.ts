export { matchers } from "./matchers";
export { allows, type Access, type AwsAccess, type RoleAccess } from "./access";
export { checkPolicies } from "../constructs";
export type { Finding, PolicyReport } from "./policy-check";
export { RULES, type Part, type Rule } from "./rules";
export { findSecrets, type Leak } from "./secrets";
export type { Testable } from "./subject";
