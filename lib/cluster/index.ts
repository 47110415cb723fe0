export { CHARTS, type Chart, type HelmRelease } from "./charts";
export { CsiDriver, type AksAddOnProps, type HelmCsiDriverProps, type InstalledCsiDriverProps } from "./csi-driver";
export {
  CsiProvider,
  type CsiProviderName,
  type GoogleCsiProviderProps,
  type VaultCsiProviderProps,
} from "./csi-provider";
export { describeClusterPrerequisites } from "./describe";
export type { ClusterBlueprint, ClusterPrerequisitesProps } from "./prerequisite-props";
export { MendixClusterPrerequisites } from "../constructs";
