export { declaredEnvironments, loadDeclarations } from "./folder";
export {
  readDeclarations,
  type DeclaredApp,
  type DeclaredCluster,
  type DeclaredEnvironment,
  type DeclaredPlatform,
  type Declarations,
  type ReadOptions,
} from "./declarations";
export { DeclaredStack } from "../constructs";
export type { StackOptions, TerraformArguments } from "./stack-options";
export type { StackPlan } from "./stack-options";
export type { SourceFile } from "./source";
